"""No page asks the store more than thirty times, however much stands in it."""

import datetime as dt
from typing import Any

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edulis.web.enterprises.models import ROWS, Season, Seed
from edulis.web.journal.models import Decided, Meeting, Minutes, Note, Presence, Wording
from edulis.web.kit.trail import record_act
from edulis.web.people.actions import _card
from edulis.web.people.models import Membership, Person
from tests.web.harness.addresses import ROLES, World, addresses

MOST, MANY = 30, 25
EVERY_TABLE = {"people:me"}  # what is kept about oneself: opened once in a while, looks into each table


def crowded(world: World) -> World:
    """Twenty-five of everything more, so that a page which asks once for each thing is found out."""
    cast, now, rows = world.cast, timezone.now(), {name: model._default_manager for name, model in ROWS.items()}
    village, numbers = cast.village, range(MANY)

    def many(record: str, **columns: Any) -> None:
        made = [{name: told(n) if callable(told) else told for name, told in columns.items()} for n in numbers]
        rows[record].bulk_create(ROWS[record](of=village, kept_by=cast.minh.pk, **values) for values in made)

    many("household", code=lambda n: f"h{n}", name=lambda n: f"Nhà {n}", place="dl")
    many("enterprise", code=lambda n: f"e{n}", household=lambda n: f"h{n}", name=lambda n: f"Lò {n}", kind="noodles")
    many("trade", round="2002", month=dt.date(2002, 10, 1), seller=lambda n: f"e{n}", buyer="hoa", product="wet",
         reporter="buyer", quantity=5.0, kept_how="drawn")  # fmt: skip
    many("relation", round="2002", kind="help", one=lambda n: f"e{n}", other="binh", kept_how="drawn")
    many("product", code=lambda n: f"p{n}", name=lambda n: f"Hàng {n}", stage="final", unit="kg", kept_how="drawn")
    many("calendar", code=lambda n: f"c{n}", name=lambda n: f"Hội {n}", kind="festival", first_day=dt.date(2002, 9, 1),
         last_day=dt.date(2002, 9, 3))  # fmt: skip
    Seed.objects.bulk_create(
        Seed(cluster=village, round="2002", household=f"h{n}", source="sales", seeds=3) for n in numbers
    )
    Season.objects.bulk_create(Season(cluster=village, kind="noodles", month=n, load=2) for n in range(1, 13))
    people = [Person.objects.create_user(f"Người {n}") for n in numbers]
    Membership.objects.bulk_create(
        Membership(person=one, cluster=village, role="member", household=f"h{n}", since=now)
        for n, one in enumerate(people)
    )
    for one in Meeting.objects.filter(cluster=village):
        Presence.objects.bulk_create(Presence(meeting=one, person=who) for who in people)
        Decided.objects.bulk_create(Decided(meeting=one, words=f"Việc {n}", at=now, by=people[n]) for n in numbers)
        Note.objects.bulk_create(
            Note(cluster=village, meeting=one, layer="facilitation", words="x", by=people[n], at=now) for n in numbers
        )
        minutes = Minutes.objects.create(meeting=one, words="x")
        Wording.objects.bulk_create(
            Wording(minutes=minutes, number=n, words="x", by=people[n], at=now) for n in numbers
        )
    for n in numbers:
        Meeting.objects.create(cluster=village, title=f"Họp {n}", day=dt.date(2031, 1, 1 + n), by=people[n])
        _card(cast.visit("hoa"), name=f"Bà {n}", role="member", household="")
        record_act(cast.visit("binh"), "journal.meeting_plan", village, title=f"Họp {n}")
    return world


def test_no_page_asks_the_store_more_than_thirty_times(world: World) -> None:
    crowded(world)
    asked: dict[tuple[str, str], int] = {}
    for address in addresses():
        given = world.parameters(address, "own")
        if given is None or "GET" not in address.door.methods:
            continue
        for role in ROLES:
            client = world.client(role)
            reset_queries()  # the log forgets its oldest after 9,000
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address.at(given))
            if answer.headers.get("Content-Type", "").startswith("text/html"):  # a file asks for each table by itself
                asked[address.name, role] = len(queries)
    over = {where: n for where, n in asked.items() if n > MOST and where[0] not in EVERY_TABLE}
    assert over == {}, over
    print("most queries:", sorted(((n, *where) for where, n in asked.items()), reverse=True)[:5])
