"""Somebody with something of hers in every table leaves: no table, file, backup or dump has a word of her any more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum

from edulis.web.enterprises.agreed import counted
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.belongings import OWN, undeclared
from edulis.web.kit.models import Saying
from edulis.web.kit.trail import breaks
from edulis.web.operating.tables import lines_of, tables
from edulis.web.people.consents import forget_kept
from edulis.web.people.forgetting import forget, leaver_of
from edulis.web.people.models import Person
from tests.web.conftest import STORE, Cast
from tests.web.harness.addresses import World
from tests.web.harness.canary import GOAL, WORDS, answer, move_in, spread
from tests.web.postgres import binaries

ROOT = Path(__file__).parents[3]
ALONE = """
import json, os, sys
from pathlib import Path
home = Path(sys.argv[1])
from edulis.web.operating.home import wake
wake(home)
from edulis.web.operating.serving import bring_up
bring_up(home)
from django.db import connection, transaction
from django.utils import timezone
from edulis.web.operating.backup import back_up
from edulis.web.people.forgetting import forget
from edulis.web.people.models import Cluster, Membership, Person
from runpy import run_path
canary = run_path(sys.argv[2])
village = Cluster.objects.create(code="lang-bot", title="Làng Bột", founded=timezone.now())
other = Person.objects.create_user("Phí Thị Hoa")
Membership.objects.create(person=other, cluster=village, role="coordinator", since=timezone.now())
person = canary["move_in"](village)
canary["spread"](person, village, other)
before = b"".join(path.read_bytes() for path in home.glob("edulis.sqlite3*"))
assert "Hoàng Yến".encode() in before
with transaction.atomic():
    forget(person, words=True)
back_up(home / "backup", key=None)
connection.close()
"""


@pytest.fixture
def filled(world: World) -> Cast:
    return world.cast


def forms(word: str) -> set[bytes]:
    """A word as it may lie in a file: plain, and as JSON writes it."""
    return {word.encode(), json.dumps(word)[1:-1].encode()}


def found_in(content: bytes) -> list[str]:
    return [word for word in WORDS for form in forms(word) if form in content]


def in_tables() -> list[tuple[str, str]]:
    """Every word of hers that a table still has, in sessions too."""
    return [
        (model._meta.label, word)
        for model in tables()
        for line in lines_of(model, "default")
        for word in found_in(line.encode())
    ]


def gone(cast: Cast, *, words: bool) -> Person:
    person = move_in(cast.village)
    spread(person, cast.village, cast.hoa)
    assert len({model for model, _ in in_tables()}) >= 12
    with transaction.atomic():
        forget(person, words=words)
    forget_kept(cast.village)
    return person


def test_every_table_says_whether_it_holds_somebodys_own() -> None:
    assert undeclared() == [], "declare them in the belongings.py of their room"


def test_no_table_has_a_word_of_who_left_and_the_trail_is_whole(filled: Cast) -> None:
    person = gone(filled, words=True)
    assert in_tables() == []
    assert list(breaks(filled.village)) == []
    assert str(Person.objects.get(pk=person.pk)) == f"№ {person.pk}"
    assert Saying.objects.filter(facts__name="Bà Tư").exists()


def test_totals_stay_as_they_were(filled: Cast) -> None:
    move_in(filled.village)
    before = ROWS["trade"]._default_manager.filter(of=filled.village).aggregate(n=Sum("value"))["n"]
    loaded = counted(filled.village).cluster["trade"]["value"].sum()
    person = Person.objects.get(name=WORDS[0])
    with transaction.atomic():
        forget(person)
    forget_kept(filled.village)
    assert ROWS["trade"]._default_manager.filter(of=filled.village).aggregate(n=Sum("value"))["n"] == before
    assert counted(filled.village).cluster["trade"]["value"].sum() == loaded
    assert ROWS["enterprise"]._default_manager.filter(code=f"n{person.pk}-1", name=None).exists()


def test_what_was_not_to_be_counted_goes_altogether(filled: Cast) -> None:
    person = move_in(filled.village)
    answer(person, filled.village, "map", False)
    with transaction.atomic():
        forget(person)
    assert not ROWS["income"]._default_manager.filter(of=filled.village).exists()
    assert not ROWS["trade"]._default_manager.filter(seller__startswith=f"n{person.pk}-").exists()


def test_minutes_stay_with_the_members_unless_their_writer_takes_them_out(filled: Cast) -> None:
    gone(filled, words=False)
    assert {word for _, word in in_tables()} == {GOAL}  # which she also wrote into the minutes


def test_what_goes_along_is_all_that_the_tables_hold_of_hers(filled: Cast) -> None:
    import io

    from edulis.web.people.along import packed

    person = move_in(filled.village)
    spread(person, filled.village, filled.hoa)
    leaver = leaver_of(person)
    with zipfile.ZipFile(io.BytesIO(packed(leaver))) as made:
        told = json.loads(made.read("data.json"))
        names = made.namelist()
        page = made.read("read-me.html").decode()
    for model, one in OWN.items():
        assert len(told.get(model._meta.label_lower, [])) == one.rows(leaver).count(), model
        assert (f"tables/{model._meta.label_lower}.csv" in names) == one.rows(leaver).exists()
    assert len(told) >= 20
    assert WORDS[0] in page
    assert f"figures/{filled.village.code}/trade.csv" in names
    assert not {"pin", "password", "token", "secret"} & {name for rows in told.values() for name in rows[0]}


def test_nothing_is_left_in_the_files_of_the_store_nor_in_a_backup(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("EDULIS_", "DATABASE_"))}
    env |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    made = subprocess.run(
        [sys.executable, "-c", ALONE, str(home), str(Path(__file__).with_name("canary.py"))],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(home / "backup") as backup:
        for name in backup.namelist():
            assert found_in(backup.read(name)) == [], name
    for path in home.rglob("*"):
        if path.is_file():
            assert found_in(path.read_bytes()) == [], path


@pytest.mark.skipif(STORE != "postgres", reason="the dump of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_in_the_dump(filled: Cast) -> None:
    gone(filled, words=True)
    programs, about = binaries(), settings.DATABASES["default"]
    assert programs is not None
    words = [programs / "pg_dump", "-h", about["HOST"], "-U", "postgres", connection.settings_dict["NAME"]]
    dump = subprocess.run(words, capture_output=True, check=True).stdout
    assert b"COPY public.people_person" in dump
    assert found_in(dump) == []
