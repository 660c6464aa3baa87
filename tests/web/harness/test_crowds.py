"""Crowds of processes at one ballot, across its end: one person one vote, a sharp line, counted once."""

import json
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.web.postgres import start
from tests.web.serving import ROOT, environment

CROWD, VOICES = (Path(__file__).with_name(f"{name}.py") for name in ("crowd", "voices"))
DEVICES, PARTS = 4, 2


def empty_home(store: str, folder: Path) -> dict[str, str]:
    """What the processes are told of their store, the kind that the tests use."""
    database = ""
    if store == "postgres":
        name = f"crowd_{uuid.uuid4().hex[:12]}"
        with connections["default"].cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        database = f"postgresql://postgres@/{name}?host={start()}"
    settings = {
        "DJANGO_SETTINGS_MODULE": "edulis.web.settings", "EDULIS_SECRET_KEY": "only-for-tests",
        "EDULIS_HOSTS": "testserver",
    }  # fmt: skip
    return environment(folder, database) | settings


def reader(env: dict[str, str], folder: Path) -> Callable[[str], list[Any]]:
    """Reads that store by plain statements."""

    def read(statement: str) -> list[Any]:
        if "DATABASE_URL" not in env:
            opened: Any = sqlite3.connect(folder / "edulis.sqlite3")
        else:
            opened = psycopg.connect(env["DATABASE_URL"])
        try:
            cursor = opened.cursor()
            cursor.execute(statement)
            return list(cursor.fetchall())
        finally:
            opened.close()

    return read


def run(env: dict[str, str], jobs: list[tuple[object, ...]], script: Path = CROWD) -> list[list[str]]:
    """Run these parts of a crowd at once; their lines."""
    words = [[sys.executable, str(script), *map(str, job)] for job in jobs]
    begun = [subprocess.Popen(one, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) for one in words]
    told = [one.communicate(timeout=3600)[0] for one in begun]
    assert [one.returncode for one in begun] == [0] * len(begun)
    return [line.split() for lines in told for line in lines.splitlines()]  # type: ignore[misc]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["open", "secret"])
def test_a_crowd_on_several_phones_across_the_end_is_counted_to_the_person(
    store: str, tmp_path: Path, scale: int, kind: str
) -> None:
    """`--scale 400` is 5,000 voters on four devices each; docs/voting.md tells what was run."""
    persons = max(12, round(12.5 * scale))
    env = empty_home(store, tmp_path)
    run(env, [("found", persons, kind)])
    sent = run(env, [*(("vote", part, PARTS, DEVICES, 7) for part in range(PARTS)), ("end", persons), ("end", persons)])
    late = run(env, [("vote", 0, 1, 1, 8)])
    taken = [row for row in sent if row[3] in {"200", "302"}]
    assert {row[3] for row in sent} <= {"200", "302", "409"}, "no answer is a mistake of ours"
    assert len({row[0] for row in taken}) >= persons / 2
    assert {row[3] for row in late} == {"409"}, "what comes after the end is refused, every time"
    read = reader(env, tmp_path)
    outcome = read("SELECT outcome FROM ballot_ballot")[0][0]
    outcome = json.loads(outcome) if isinstance(outcome, str) else outcome
    assert outcome["voted"] == len({row[0] for row in taken}) == read("SELECT count(*) FROM ballot_mark")[0][0]
    assert sum(n for _, n in outcome["counts"]) == outcome["voted"]
    if kind == "open":
        assert read("SELECT count(DISTINCT person_id) FROM ballot_voice")[0][0] == outcome["voted"]
    lines = dict(read("SELECT verb, count(*) FROM kit_line GROUP BY verb"))
    assert lines["kit.ballot_close"] == 1
    assert lines["kit.ballot_vote"] == len({(row[0], row[1]) for row in taken}), "one effect, however often it is sent"


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_statements_across_the_end_has_one_answer_a_person_and_statement(
    store: str, tmp_path: Path, scale: int
) -> None:
    """`--scale 160`: 2,000 persons on four devices each; docs/agreeing.md tells what came of it."""
    persons = max(12, round(12.5 * scale))
    env = empty_home(store, tmp_path)
    run(env, [("found", persons)], VOICES)
    jobs: list[tuple[object, ...]] = [*(("vote", part, PARTS, DEVICES, 7) for part in range(PARTS))]
    sent = run(env, [*jobs, ("end", persons), ("end", persons)], VOICES)
    late = run(env, [("vote", 0, 1, 1, 8)], VOICES)
    taken = [row for row in sent if row[3] == "302"]
    assert {row[3] for row in sent} <= {"302", "409"}, "no answer is a mistake of ours"
    assert {row[3] for row in late} == {"409"}, "what comes after the end is refused, every time"
    read = reader(env, tmp_path)
    result = read("SELECT result FROM vision_round")[0][0]
    result = json.loads(result) if isinstance(result, str) else result
    assert result["voters"] == len({row[0] for row in taken}) >= persons / 2
    pairs = {(row[0], row[1]) for row in taken}
    assert result["votes"] == len(pairs) == read("SELECT count(*) FROM vision_vote")[0][0]
    assert sum(row["votes"] for row in result["statements"]) == len(pairs), "worked out from what lies there"
    lines = dict(read("SELECT verb, count(*) FROM kit_line GROUP BY verb"))
    assert lines["vision.round_close"] == 1
    assert lines["vision.statement_vote"] == len({row[4] for row in taken}), "one effect, however often it is sent"
