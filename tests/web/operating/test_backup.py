"""A backup under load is one moment, proves itself, and comes back on either store."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from edulis.web.kit.models import Line, OpenRoom
from edulis.web.kit.trail import breaks, record_act
from edulis.web.operating.backup import back_up, restore
from edulis.web.operating.home import Refused
from edulis.web.operating.tables import digests
from edulis.web.people.models import Cluster
from edulis.web.people.visiting import visit_to
from tests.web.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "abcd-efgh-jkmn-pqrs"
AGAIN = """
import json, sys
from pathlib import Path
from edulis.web.operating import home
home.wake(Path(sys.argv[1]))
from edulis.web.operating.serving import bring_up
bring_up(Path(sys.argv[1]))
from edulis.web.operating.backup import restore
from edulis.web.operating.tables import digests
from edulis.web.operating.proving import proofs
restore(Path(sys.argv[2]), key=sys.argv[3])
print(json.dumps({"digests": digests(), "proofs": proofs("en")}))
"""


def act(cast: Cast, times: int) -> None:
    for number in range(times):
        with transaction.atomic():
            OpenRoom.objects.create(cluster=cast.village, room=f"r{number}", since="2002-09-01T00:00Z", by=cast.hoa)
            record_act(visit_to(cast.hoa, cast.village), "journal.note_write", cast.village, words=f"Bún số {number}")


def elsewhere(path: Path, home: Path, key: str = KEY) -> dict[str, object]:
    """Restore on SQLite in a fresh home, in a process of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("EDULIS_", "DATABASE_"))}
    env["PYTHONPATH"] = str(Path(__file__).parents[3])
    made = subprocess.run(
        [sys.executable, "-c", AGAIN, str(home), str(path), key], env=env, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return dict(json.loads(made.stdout))


def test_a_backup_restored_on_sqlite_equals_the_site_on_either_store(cast: Cast, tmp_path: Path) -> None:
    act(cast, 5)
    manifest = back_up(tmp_path / "copy", key=KEY)
    found = elsewhere(tmp_path / "copy", tmp_path / "home")
    assert found["digests"] == {name: list(told) for name, told in digests().items()}
    assert manifest["tables"]["kit.line"]["rows"] == 5
    assert [one["breaks"] for one in found["proofs"]] == [[], []]  # type: ignore[attr-defined, index]


def test_a_backup_while_people_write_is_one_moment_in_which_every_trail_is_whole(cast: Cast, tmp_path: Path) -> None:
    go_on, before = threading.Event(), OpenRoom.objects.count()

    def write() -> None:
        number = 0
        while not go_on.is_set():
            number += 1
            with transaction.atomic():
                OpenRoom.objects.create(cluster=cast.village, room=f"r{number}", since="2002-09-01T00:00Z")
                record_act(visit_to(cast.hoa, cast.village), "journal.note_write", cast.village)
        connections.close_all()

    if connection.vendor == "sqlite":  # in memory one connection serves all threads: write between, not beside
        act(cast, 3)
        manifests = [back_up(tmp_path / "0", key=KEY)]
    else:
        writer = threading.Thread(target=write)
        writer.start()
        manifests = [back_up(tmp_path / str(number), key=KEY) for number in range(3)]
        go_on.set()
        writer.join()
    for number, manifest in enumerate(manifests):
        rows = {name: told["rows"] for name, told in manifest["tables"].items()}
        assert rows["kit.line"] == rows["kit.saying"] == rows["kit.openroom"] - before
        found = elsewhere(tmp_path / str(number), tmp_path / f"home-{number}")
        assert all(one["breaks"] == [] for one in found["proofs"])  # type: ignore[attr-defined]


def test_a_site_is_restored_into_an_empty_one_only_and_on_this_store_too(cast: Cast, tmp_path: Path) -> None:
    from django.core.management import call_command

    act(cast, 3)
    before = digests()
    back_up(tmp_path / "copy", key=None)
    with pytest.raises(Refused, match="already a site"):
        restore(tmp_path / "copy", key=None)
    call_command("flush", interactive=False, verbosity=0)
    restore(tmp_path / "copy", key=None)
    assert digests() == before
    village = Cluster.objects.get(code="lang-bot")
    assert list(breaks(village)) == []
    act_again = visit_to(cast.binh, village)
    with transaction.atomic():  # counters go on after what was restored
        record_act(act_again, "journal.note_write", village)
    assert Line.objects.count() == 4


def test_a_backup_that_was_cut_changed_or_is_locked_is_not_restored(cast: Cast, tmp_path: Path) -> None:
    back_up(tmp_path / "copy", key=KEY)
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "cut").write_bytes(whole[:-1])
    (tmp_path / "changed").write_bytes(whole[:500] + bytes([whole[500] ^ 1]) + whole[501:])
    (tmp_path / "other").write_bytes(b"PK\3\4")
    for name, key in (("cut", KEY), ("changed", KEY), ("copy", None), ("copy", "wrong"), ("other", KEY)):
        with pytest.raises(Refused):
            restore(tmp_path / name, key=key)
