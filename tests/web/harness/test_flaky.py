"""Exactly one effect for each key through a bad network, with a site that is killed and comes up again meanwhile."""

import contextlib
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.web.harness.conftest import Village
from tests.web.harness.proxy import Proxy
from tests.web.harness.sending import Letter, send, until_answered, written

SENT, PHONES, OUTAGES = 300, 6, 2


def restarted(village: Village, stop: threading.Event, outages: int, chance: random.Random) -> None:
    """Kill the site now and then; it comes up again by the hand of nobody."""
    for _ in range(outages):
        if stop.wait(chance.uniform(0.5, 1.5)):
            return
        village.site.kill()
        village.site.start()


def test_a_bad_network_makes_exactly_one_effect_of_each_key(village: Village, scale: int) -> None:
    site, chance = village.site, random.Random(7)
    letters = written(village.forms, SENT * scale, chance)
    site.start()
    proxy, stop = Proxy(site.port, seed=7), threading.Event()
    outages = threading.Thread(target=restarted, args=(village, stop, OUTAGES * scale, chance))
    outages.start()
    with ThreadPoolExecutor(PHONES) as phones:
        heard = list(phones.map(lambda one: until_answered(proxy.address, village.sessions, one), letters))
    stop.set()
    outages.join()
    proxy.close()
    again = [send(("127.0.0.1", site.port), village.sessions, one.other())[0] for one in letters[::7]]
    site.kill()
    found = village.look()
    assert {status for tries in heard for status in tries} <= {0, 200, 302, 503}
    assert sum(map(len, heard)) > len(letters) * 1.2
    assert all(proxy.told.values()), proxy.told
    agree(village, letters, {one.key for one in letters}, found)
    assert set(again) == {422}
    print(f"{len(letters)} letters on {len(village.forms)} forms, {sum(map(len, heard))} sendings, {proxy.told}")


def agree(village: Village, letters: list[Letter], taken: set[str], found: dict[str, object]) -> None:
    """Each key that was taken has its answer, its words once in each column, and the trail one line more; no other."""
    keys, held = found["keys"], found["held"]
    assert isinstance(keys, dict)
    assert isinstance(held, dict)
    assert {one.key for one in letters if one.mark in keys} == taken
    assert not {one.key for one in letters if one.sealed} & set(keys)
    assert 0 not in keys.values()
    for one in letters:
        for column in one.kept:
            assert held.get(column, {}).get(one.key, 0) == (one.key in taken), (one, column)
    assert found["lines"] == found["sayings"] == village.lines + len(keys) - village.keys
    assert (found["sound"], found["breaks"]) == ("ok", [])


@contextlib.contextmanager
def held_by_another(village: Village, letter: Letter) -> Iterator[None]:
    """Somebody else works on this very key, or holds the whole store, and does not come to an end."""
    if database := village.env.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(database.replace("postgresql://postgres@/", "postgresql:///") + "&user=postgres") as other:
            other.execute(
                "INSERT INTO kit_once (scope, key, digest, at, status, location, body) "
                "VALUES (%s, %s, '', now(), 0, '', '')",
                (f"person:{village.numbers[letter.role]}", letter.mark),
            )
            yield
            other.rollback()
    else:
        other = sqlite3.connect(village.site.home / "edulis.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()


def test_a_key_that_is_being_worked_on_is_told_so_and_taken_afterwards(village: Village, store: str) -> None:
    site, (letter,) = village.site, written(village.forms[:1], 1, random.Random(3))
    site.env["EDULIS_PATIENCE"] = "0.3"
    site.start()
    here = ("127.0.0.1", site.port)
    with held_by_another(village, letter):
        began = time.monotonic()
        assert send(here, village.sessions, letter) == (409 if store == "postgres" else 503, True)
        assert time.monotonic() - began < 10
    assert send(here, village.sessions, letter) == (200, False)
    assert send(here, village.sessions, letter) == (200, False)
