"""A district on one site: 5,000 households, 200,000 trades, 30 people at a time, on SQLite or PostgreSQL.

Run: python3 run.py bench site     (DATABASE_URL=postgresql://… for the other store; --help for smaller ones)

Wall-clock times mean something only on a machine that does nothing else; the processor time of a request always does.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "/c/ha-tay/", "/c/ha-tay/enterprises/", "/c/ha-tay/enterprises/own/", "/c/ha-tay/enterprises/rows/",
    "/c/ha-tay/enterprises/rows/trade/", "/c/ha-tay/enterprises/rows/trade/new/", "/c/ha-tay/enterprises/draw/",
    "/c/ha-tay/enterprises/draw/mine/", "/c/ha-tay/enterprises/draw/living/", "/c/ha-tay/enterprises/findings/",
    "/c/ha-tay/journal/", "/c/ha-tay/journal/1/", "/c/ha-tay/journal/trail/", "/c/ha-tay/journal/timeline/",
    "/c/ha-tay/people/",
)  # fmt: skip


def seed(households: int, trades: int, users: int) -> dict[str, list[str]]:
    """Write the district and let so many members enter; their sessions. Runs in a process of its own."""
    import datetime as dt

    from edulis.web.operating import home
    from edulis.web.operating.serving import bring_up

    place = Path(os.environ["EDULIS_HOME"])
    home.wake(place)
    bring_up(place)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction
    from django.utils import timezone

    from edulis.web.enterprises.models import ROWS, Book
    from edulis.web.journal.models import Meeting
    from edulis.web.kit.models import OpenRoom
    from edulis.web.people.models import Cluster, Membership, Person

    now, chance = timezone.now(), random.Random(5)
    village = Cluster.objects.create(code="ha-tay", title="Hà Tây", founded=now)
    OpenRoom.objects.bulk_create(OpenRoom(cluster=village, room=room, since=now) for room in ("enterprises", "journal"))

    def write(record: str, rows: list[dict[str, object]]) -> None:
        model = ROWS[record]
        model._default_manager.bulk_create((model(of=village, kept_by=0, **row) for row in rows), batch_size=2000)

    months = [dt.date(2002 + at // 12, at % 12 + 1, 1) for at in range(9, 21)]
    goods = ("wet", "dry", "noodles", "candy", "residue")
    kinds = ("starch", "noodles", "pigs", "candy", "farmer")
    with transaction.atomic():
        write("round", [{"code": "2002", "first_month": months[0], "last_month": months[-1], "baseline": True}])
        write("place", [{"code": f"p{n}", "name": f"Thôn {n}", "local": True} for n in range(40)])
        write("product", [{"code": code, "name": code, "stage": "final", "unit": "kg"} for code in goods])
        write("household", [{"code": f"h{n}", "name": f"Nhà {n}", "place": f"p{n % 40}"} for n in range(households)])
        write("enterprise", [
            {"code": f"e{n}", "name": f"Lò {n}", "household": f"h{n}", "kind": kinds[n % 5], "place": f"p{n % 40}"}
            for n in range(households)
        ])  # fmt: skip
        keys = set()
        while len(keys) < trades:
            seller, step = chance.randrange(households), chance.randrange(1, 60)
            keys.add((chance.choice(months), seller, (seller + step) % households, goods[seller % 5],
                      chance.choice(("seller", "buyer"))))  # fmt: skip
        write("trade", [
            {"round": "2002", "month": month, "seller": f"e{one}", "buyer": f"e{other}", "product": good,
             "reporter": by, "quantity": float(chance.randrange(50, 5000)), "value": chance.randrange(10**5, 10**7)}
            for month, one, other, good, by in sorted(keys)
        ])  # fmt: skip
        write("income", [
            {"round": "2002", "month": months[n % 12], "household": f"h{n}", "source": "wages", "amount": 10**6 + n}
            for n in range(households)
        ])  # fmt: skip
        Book.objects.create(cluster=village, version=1)
        people = Person.objects.bulk_create(
            Person(name=f"Người {n}", folded=f"nguoi {n}", password="!") for n in range(households)
        )
        Membership.objects.bulk_create(
            Membership(person=one, cluster=village, role="member", household=f"h{n}", since=now)
            for n, one in enumerate(people)
        )
        Meeting.objects.bulk_create(
            Meeting(cluster=village, title=f"Họp {n}", day=months[n % 12], by=people[0]) for n in range(60)
        )
    sessions = []
    for one in people[:: max(1, households // users)][:users]:
        session = SessionStore()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(one.pk), one.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session.save()
        sessions.append(str(session.session_key))
    return {"sessions": sessions}


def processor_seconds(pid: int) -> float:
    """What a process and its children have used so far."""
    total = 0.0
    for one in (pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def look(port: int, session: str, page: str) -> tuple[float, int, int]:
    """Open one page as a phone does: seconds, status, bytes."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    began = time.perf_counter()
    line.request("GET", page, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
    answer = line.getresponse()
    size = len(answer.read())
    line.close()
    return time.perf_counter() - began, answer.status, size


def crowd(port: int, sessions: list[str], seconds: float, think: float) -> list[tuple[str, float, int]]:
    """Everybody reads pages in an order of their own, with a moment between two, until the time is over."""
    told: list[tuple[str, float, int]] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        chance = random.Random(number)
        time.sleep(think * chance.random())
        while time.monotonic() < until:
            page = chance.choice(PAGES)
            took, status, _ = look(port, sessions[number], page)
            told.append((page, took, status))
            time.sleep(think * 2 * chance.random())

    people = [threading.Thread(target=person, args=(number,)) for number in range(len(sessions))]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return told


def main() -> None:
    """Seed, serve, read alone (for the processor time of each page), read together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=5000)
    parser.add_argument("--trades", type=int, default=200_000)
    parser.add_argument("--users", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--think", type=float, default=1.0, help="seconds between two pages of one person, on average")
    parser.add_argument("--seed", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.seed:
        print(json.dumps(seed(given.households, given.trades, given.users)))
        return
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "EDULIS_HOME": folder, "PYTHONPATH": str(ROOT)}
        began = time.perf_counter()
        made = subprocess.run([sys.executable, __file__, *sys.argv[1:], "--seed"], env=env, check=True, stdout=-1)
        sessions = json.loads(made.stdout.splitlines()[-1])["sessions"]
        print(
            f"{given.households:,} households, {given.trades:,} trades: written in {time.perf_counter() - began:.0f} s"
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        words = [sys.executable, "-m", "edulis", "serve", "--port", str(port), "--workers", "2"]
        with subprocess.Popen(words, env=env, stdout=-3, stderr=-3, start_new_session=True) as site:
            try:
                measure(port, site.pid, sessions, given)
            finally:
                os.killpg(site.pid, signal.SIGTERM)


def measure(port: int, pid: int, sessions: list[str], given: argparse.Namespace) -> None:
    """Print the processor time and size of each page, then the times of all together."""
    for _ in range(600):
        try:
            look(port, sessions[0], "/enter/")
            break
        except OSError:
            time.sleep(0.1)
    print(f"{'page':<42}{'ms of processor':>16}{'kB sent':>9}")
    for page in PAGES:
        for session in sessions[:4]:  # each process of the server once or more: the first time templates are read
            look(port, session, page)
        before, sizes, statuses = processor_seconds(pid), [], set()
        for session in sessions[:12]:
            _, status, size = look(port, session, page)
            sizes.append(size)
            statuses.add(status)
        used = (processor_seconds(pid) - before) / 12
        print(f"{page:<42}{used * 1000:>16.0f}{max(sizes) / 1000:>9.1f}  {'' if statuses == {200} else statuses}")
    before = processor_seconds(pid)
    told = crowd(port, sessions, given.seconds, given.think)
    used = processor_seconds(pid) - before
    times = sorted(took for _, took, _ in told)
    cuts = statistics.quantiles(times, n=100)
    wrong = sum(status != 200 for *_, status in told)
    print(f"{len(told)} pages by {len(sessions)} people in {given.seconds:.0f} s, {wrong} not answered with 200")
    print(f"median {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms; "
          f"{used / len(told) * 1000:.0f} ms of processor a page")  # fmt: skip


if __name__ == "__main__":
    main()
