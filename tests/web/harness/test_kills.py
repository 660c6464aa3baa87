"""Nothing that was acknowledged is lost to kill -9, nothing is half done, and the site comes up again by itself.

Processes are killed, not the machine: that a power cut loses nothing either rests on the store waiting for the disk
(`synchronous=FULL`, PostgreSQL's log), which is not tried here.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from urllib.parse import urlencode

import httpx

from tests.web.conftest import STORE
from tests.web.harness.conftest import Village, fresh_database
from tests.web.harness.sending import TOKEN, Letter, send, until_answered, written
from tests.web.harness.test_flaky import agree
from tests.web.serving import Site, free_port

KILLS, WRITERS, IMPORTS, ROWS, BEGINNINGS = 3, 3, 1, 1200, 1
PATIENCE = 60  # seconds to come up in, on a machine that has other work; what it took is printed


def killed(village: Village, worker: "subprocess.Popen[bytes]", chance: random.Random) -> str:
    """One kill: of the whole site, of one process that serves, or of the worker beside it."""
    what = chance.choice(("site", "site", "server", "worker"))
    if what == "site":
        village.site.kill()
    elif what == "worker":
        worker.kill()
    elif (children := _children(village.site)) is not None:
        os.kill(chance.choice(children), signal.SIGKILL)
    return what


def _children(site: Site) -> list[int] | None:
    assert site.process is not None
    found = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    return [int(word) for word in found.read_text().split()] or None


def up(village: Village) -> float:
    """Wait until the site answers; how long that took."""
    began = time.monotonic()
    if village.site.process is None:
        village.site.start()
    while time.monotonic() - began < PATIENCE:
        try:
            if httpx.get(village.site.address + "enter/", timeout=5).status_code == 200:
                return time.monotonic() - began
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError((village.site.home / "log").read_text())


class Writers:
    """People who write all the time, each with a list of what was acknowledged that lies on the disk."""

    def __init__(self, village: Village, seed: int, acknowledged: Path) -> None:
        self.village, self.seed, self.path = village, seed, acknowledged
        self.sent: list[Letter] = []
        self.stop, self.holding = threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for one in self.threads:
            one.start()

    def _write(self, number: int) -> None:
        chance, here = random.Random(f"{self.seed} {number}"), ("127.0.0.1", self.village.site.port)
        while not self.stop.is_set():
            (letter,) = written(self.village.forms, 1, chance)
            with self.holding:
                self.sent.append(letter)
            if send(here, self.village.sessions, letter)[0] in {200, 302}:
                with self.holding, self.path.open("a") as file:
                    file.write(letter.key + "\n")
                    file.flush()
                    os.fsync(file.fileno())
            else:
                time.sleep(0.02)

    def end(self) -> None:
        self.stop.set()
        for one in self.threads:
            one.join()


def test_nothing_that_was_acknowledged_is_lost_to_a_kill(village: Village, scale: int, tmp_path: Path) -> None:
    chance, sent, taken, times = random.Random(11), [], set(), []
    told: dict[str, int] = {}
    acknowledged = tmp_path / "acknowledged"
    acknowledged.touch()
    for number in range(KILLS * scale):
        times.append(up(village))
        words = [sys.executable, "-m", "edulis", "worker"]
        with (tmp_path / "worker").open("ab") as log:
            worker = subprocess.Popen(words, env=village.env, stdout=log, stderr=log)
        writers = Writers(village, number, acknowledged)
        time.sleep(chance.uniform(0.1, 1.5))
        what = killed(village, worker, chance)
        told[what] = told.get(what, 0) + 1
        if what == "server":
            times.append(up(village))
        writers.end()
        worker.kill()
        worker.wait()
        sent += writers.sent
        found = village.look()
        taken = {one.key for one in sent if one.mark in found["keys"]}
        assert set(acknowledged.read_text().split()) <= taken
        agree(village, sent, taken, found)
    up(village)
    lost = [one for one in sent if one.key not in taken]
    for one in lost:  # what was cut off is sent again, as a phone would
        until_answered(("127.0.0.1", village.site.port), village.sessions, one)
    agree(village, sent, {one.key for one in sent}, village.look())
    print(f"{told}; {len(sent)} sent, {len(taken)} taken, {len(lost)} again; up in at most {max(times):.1f} s")


def offered(village: Village, grade: str) -> tuple[str, str]:
    """A file of many trades that was offered: where it is taken in, and the key for that."""
    head = "round,month,seller,buyer,product,grade,reporter,quantity\n"
    rows = "".join(f"2002,2002-10-01,binh,hoa,wet,{grade}{number},seller,5\n" for number in range(ROWS))
    answer = httpx.post(
        village.site.address + "c/lang-bot/enterprises/file/",
        data={"_key": str(uuid.uuid4()), "csrfmiddlewaretoken": TOKEN},
        files={"file": ("trade.csv", head + rows)}, headers=cookies(village), timeout=60,
    )  # fmt: skip
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"] + "take/", f"a{uuid.uuid4().hex}"


def cookies(village: Village) -> dict[str, str]:
    return {"Cookie": f"sessionid={village.sessions['coordinator']}; csrftoken={TOKEN}"}


def test_a_file_is_taken_in_whole_or_not_at_all(village: Village, scale: int) -> None:
    chance, here = random.Random(13), ("127.0.0.1", village.site.port)
    before = village.look()["rows"]["enterprises.traderow"]
    whole, longest = 0, 1.0
    up(village)
    for number in range(IMPORTS * scale):
        where, key = offered(village, f"k{number}_")
        letter = Letter(key, "coordinator", where, urlencode({"_key": key, "csrfmiddlewaretoken": TOKEN}), ())
        taking = threading.Thread(target=send, args=(here, village.sessions, letter))
        taking.start()
        time.sleep(chance.uniform(0, longest))
        village.site.kill()
        taking.join()
        found = village.look()
        done = key in found["keys"]
        whole += done
        assert found["rows"]["enterprises.traderow"] - before == ROWS * (number + done)
        assert (found["sound"], found["breaks"]) == ("ok", [])
        up(village)
        began = time.monotonic()
        assert set(until_answered(here, village.sessions, letter)) == {200}
        longest = max(longest, time.monotonic() - began) if not done else longest
    found = village.look()
    assert found["rows"]["enterprises.traderow"] - before == ROWS * IMPORTS * scale
    assert found["lines"] == village.lines + 2 * IMPORTS * scale
    print(f"{IMPORTS * scale} kills while a file was taken in: {whole} were done already")


def test_a_site_that_is_killed_while_its_tables_are_made_comes_up_all_the_same(tmp_path: Path, scale: int) -> None:
    chance = random.Random(17)
    for number in range(BEGINNINGS * scale):
        database = fresh_database("template0") if STORE == "postgres" else ""
        site = Site(tmp_path / f"home{number}", port=free_port(), database=database)
        site.home.mkdir()
        words = [sys.executable, "-m", "edulis", "serve", "--port", str(site.port)]
        with (site.home / "log").open("wb") as log:
            first = subprocess.Popen(words, env=site.env, stdout=log, stderr=log, start_new_session=True)
        time.sleep(chance.uniform(0.5, 4))
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        with site:
            assert httpx.get(site.address).status_code == 200
            assert httpx.get(site.address + "static/kit/edulis.css").status_code in {200, 404}
