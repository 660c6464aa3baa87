"""Copies made while people write come back whole on either store; what was cut or changed is found out."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pyotp
import pytest

from edulis.web.operating.home import Refused
from edulis.web.operating.sealed import seal, unseal
from tests.web.conftest import STORE
from tests.web.harness.conftest import Village, fresh_database
from tests.web.harness.sending import TOKEN
from tests.web.harness.test_kills import Writers
from tests.web.harness.village import PASSWORD, TOTP, asked
from tests.web.postgres import binaries, start
from tests.web.serving import Site, environment, free_port

OTHER = "sqlite" if STORE == "postgres" or not binaries() else "postgres"
TARGETS = (OTHER, STORE)  # where copies are restored, in turn: first on the other store
DAMAGES = 50


def edulis(env: dict[str, str], *words: object) -> "subprocess.CompletedProcess[str]":
    """The command line as an operator types it."""
    line = [sys.executable, "-m", "edulis", *map(str, words)]
    return subprocess.run(line, env=env, capture_output=True, text=True, check=False)


def other_site(home: Path, target: str) -> dict[str, str]:
    """An empty site on that store."""
    if target == "postgres":
        start()
    return environment(home, fresh_database("template0") if target == "postgres" else "")


def enters(site: Site) -> bool:
    """Whether the facilitator of the village comes in by name, password and authenticator."""
    sent = {
        "handle": "minh",
        "password": PASSWORD,
        "code": pyotp.TOTP(TOTP).now(),
        "_key": "k",
        "csrfmiddlewaretoken": TOKEN,
    }
    came = httpx.post(site.address + "enter/name/", data=sent, headers={"Cookie": f"csrftoken={TOKEN}"}, timeout=60)
    if came.status_code != 302:
        return False
    session = came.cookies["sessionid"]
    place = httpx.get(site.address + "c/lang-bot/", headers={"Cookie": f"sessionid={session}"}, timeout=60)
    return place.status_code == 200


def test_a_copy_made_while_people_write_comes_back_on_either_store(
    village: Village, scale: int, tmp_path: Path
) -> None:
    (village.site.home / "backup-key").write_text("abcd-efgh-jkmn-pqrs\n")
    (village.site.home / "backup-key").chmod(0o600)
    village.site.start()
    writers = Writers(village, 5, tmp_path / "acknowledged")
    copies = [tmp_path / f"copy{number}" for number in range(scale)]
    chance, before = random.Random(23), len(writers.sent)
    for copy in copies:
        time.sleep(chance.uniform(0.2, 1))
        made = edulis(village.env, "backup", copy)
        assert (made.returncode, made.stderr) == (0, "")
    assert len(writers.sent) > before, "nobody wrote meanwhile"
    writers.end()
    village.site.kill()
    lines = []
    for number, copy in enumerate(copies):
        env = other_site(tmp_path / f"home{number}", TARGETS[number % len(TARGETS)])
        told = edulis(env, "restore", copy, "--key-file", village.site.home / "backup-key", "--json")
        assert told.returncode == 0, told.stderr
        found = asked(env, "look")
        assert (found["sound"], found["breaks"]) == ("ok", [])
        assert found["lines"] == found["sayings"] == village.lines + len(found["keys"]) - village.keys
        for column, words in found["held"].items():
            assert set(words.values()) == {1}, column
        lines.append(found["lines"])
    assert lines == sorted(lines)


def test_what_is_restored_on_the_other_store_equals_the_site_table_by_table_and_lets_its_people_in(
    village: Village, tmp_path: Path
) -> None:
    assert edulis(village.env, "backup", tmp_path / "copy").returncode == 0
    env = other_site(tmp_path / "again", OTHER)
    assert edulis(env, "restore", tmp_path / "copy").returncode == 0
    mine, again = asked(village.env, "digests"), asked(env, "digests")
    assert again == mine
    assert mine["journal.photo"][0] >= 3
    proved = edulis(env, "verify", "--json")
    assert proved.returncode == 0
    assert json.loads(proved.stdout)["whole"] is True
    second = edulis(env, "restore", tmp_path / "copy")
    assert second.returncode == 1
    assert "Traceback" not in second.stderr
    with Site(tmp_path / "again", port=free_port(), database=env.get("DATABASE_URL", "")) as site:
        assert enters(site)


@pytest.mark.parametrize("key", [None, "abcd-efgh-jkmn-pqrs"])
def test_a_copy_that_was_cut_or_changed_anywhere_is_found_out(tmp_path: Path, key: str | None) -> None:
    chance = random.Random(29)
    (tmp_path / "inner").write_bytes(chance.randbytes(300_000))
    seal(tmp_path / "inner", tmp_path / "copy", key)
    whole = (tmp_path / "copy").read_bytes()
    for number in range(DAMAGES):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        if number % 3 == 0:
            hurt = whole[:place]
        elif number % 3 == 1:
            hurt = whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :]
        else:
            hurt = whole[:place] + whole[place + 1 + chance.randrange(5000) :]
        (tmp_path / "hurt").write_bytes(hurt)
        with pytest.raises(Refused):
            unseal(tmp_path / "hurt", tmp_path / "out", key)
        assert not (tmp_path / "out").exists()
    unseal(tmp_path / "copy", tmp_path / "out", key)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "inner").read_bytes()
    assert os.stat(tmp_path / "copy").st_mode & 0o077 == 0
