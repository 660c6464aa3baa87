"""The founding case on a site of its own: rows, people, and some weeks of meetings that become the members' own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from edulis.engine.cluster import Cluster as Tables
from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.enterprises import analysing, importing
from edulis.web.enterprises.comparing import compare
from edulis.web.enterprises.loading import rows
from edulis.web.enterprises.models import ROWS, Book
from edulis.web.journal import actions
from edulis.web.journal.models import Meeting
from edulis.web.kit.folding import folded
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.rooms import standings
from edulis.web.operating import talking
from edulis.web.operating.opinions import opinions_of
from edulis.web.operating.talking import Talk
from edulis.web.operating.votes import Deed, Votes
from edulis.web.people.consents import hear_words, say_word, taken_from_files
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.people.visiting import visit_to

MEMBERS, OFFICE, NOTICE = 12, 3, 8  # a meeting is planned so many days before
OUTSIDERS = (("Minh", "facilitator"), ("Quỹ tín dụng", "support"), ("Ngọc", "researcher"))
# days from today, who plans, who writes, what about, minutes, what was decided (or nothing)
MEETINGS: tuple[tuple[int, str, str, Text, Text, Text | None], ...] = (
    (
        -61, "facilitator", "facilitator",
        Text("We draw our village on one sheet"),
        Text("Thirty-one came. Everybody laid a card for their own work. The ditch is on nobody's card."),
        None,
    ),
    (
        -40, "facilitator", "facilitator",
        Text("Noodle makers and a buyer from the city hear each other"),
        Text(
            "The buyer throws away one bundle in ten: grey, or sand in it. The noodle makers did not know. Starch "
            "makers say that water for washing is short in the evening."
        ),
        Text("Five households go and see the shop in the city."),
    ),
    (
        -23, "member", "facilitator",
        Text("After the visit: how often do we wash?"),
        Text("Nobody had counted. Some wash twice, some four times. White noodles sold for more in the shop."),
        Text("Three starch makers count their washes for two weeks, and write the number on each bag."),
    ),
    (
        -6, "member", "member",
        Text("What the counting showed"),
        Text("Three washes were enough. The shop took all the white noodles. "
            "The pigs' owners ask where the water goes."
        ),
        Text("The shop's price is told at each meeting. The water is the next topic."),
    ),
    (9, "member", "", Text("Where does the washing water go?"), Text(""), None),
)  # fmt: skip


@contextmanager
def on_day(moment: dt.datetime) -> Iterator[None]:
    """Let the site believe that it is then: an example needs a past. Nothing but the demo does so."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def tell(tables: Tables, language: Language) -> Cluster:
    """Put the founding case on this site: its rows, its people, its meetings. Gives the cluster."""
    began = timezone.now() - dt.timedelta(days=70)
    with transaction.atomic():
        cluster = _cluster(tables, began)
        people = _people(cluster, tables, began)
        _rows(cluster, tables)
        for one in standings(cluster):
            if one.address:
                OpenRoom.objects.create(cluster=cluster, room=one.room.name, since=began)
    _agreements(cluster, people, language)
    talk, now = Talk(cluster, people, language), timezone.now()
    deeds = Votes(cluster, people["member"], now, language).deeds()
    for place, meeting in enumerate(MEETINGS):
        deeds = _done(deeds, now, meeting[0] - NOTICE, language)
        _meeting(cluster, people, language, *meeting)
        until = MEETINGS[place + 1][0] - NOTICE if place + 1 < len(MEETINGS) else 0
        talking.tell(talk, now, meeting[0], min(until, 0), on_day)
    _done(deeds, now, 0, language)
    opinions_of(cluster, tables, language, on_day)
    with transaction.atomic():
        analysing.asked(cluster)  # the worker draws the map while people look around
    return cluster


def _done(deeds: list[Deed], now: dt.datetime, until: int, language: Language) -> list[Deed]:
    """Do what was done by that day, each as its own act; what is left."""
    for days, deed in deeds:
        if days <= until:
            with on_day(now + dt.timedelta(days=days)), override(language), transaction.atomic():
                deed()
    return [one for one in deeds if one[0] > until]


def _cluster(tables: Tables, began: dt.datetime) -> Cluster:
    about = tables.about
    return Cluster.objects.create(
        code=about["code"], title=str(about["title"]).split(" / ")[0], language=about["language"] or "vi",
        currency=about["currency"], minor_digits=about["minor_digits"] or 0, country=about["country"] or "VN",
        illustrative=True, founded=began,
    )  # fmt: skip


def _people(cluster: Cluster, tables: Tables, began: dt.datetime) -> dict[str, list[Person]]:
    here = pl.col("group").fill_null("local") == "local"  # not the city's buyers, nor hired hands
    households = tables["household"].filter(here).sort("code")
    step = max(1, households.height // MEMBERS)
    found: dict[str, list[Person]] = {}

    def join(name: str, role: str, household: str = "") -> Person:
        person = Person.objects.create_user(name, folded=folded(name), handle=None)
        Membership.objects.create(person=person, cluster=cluster, role=role, household=household, since=began)
        found.setdefault(role, []).append(person)
        return person

    for place, row in enumerate(households.gather_every(step).head(MEMBERS).iter_rows(named=True)):
        person = join(row["name"] or row["code"], "member", row["code"])
        if place < OFFICE:
            Membership.objects.create(
                person=person, cluster=cluster, role="coordinator", household=row["code"], since=began
            )
    buyers = tables["enterprise"].filter(kind="retailer").sort("code").head(1)
    for row in buyers.iter_rows(named=True):
        join(row["name"] or row["code"], "ally", row["code"])
    for name, role in OUTSIDERS:
        join(name, role)
    found["operator"] = [Person.objects.create_user("Tú", handle="tu", is_operator=True)]
    return found


def _rows(cluster: Cluster, tables: Tables) -> None:
    different = {
        record: compare(record, rows(cluster, record), tables[record], frozenset())
        for record in ROWS
        if tables[record].height
    }
    importing.write(cluster, different, 0)
    Book.objects.get_or_create(cluster=cluster)
    _words(cluster, tables)


def _words(cluster: Cluster, tables: Tables) -> None:
    """What the survey heard. The example lists those who were asked about every purpose; the others answered the
    survey, whose sheet begins with the first of them.
    """
    told = tables["consent"]
    taken_from_files(cluster, told.iter_rows(named=True), 0)
    asked = set(told["who"].to_list())
    first = tables["round"]["first_month"].min() if tables["round"].height else began_on(cluster)
    rest = sorted(set(tables["household"]["code"].to_list()) - asked)
    taken_from_files(cluster, ({"who": who, "purpose": "map", "day": first, "given": True} for who in rest), 0)


def began_on(cluster: Cluster) -> dt.date:
    """The day on which the cluster was founded."""
    return timezone.localdate(cluster.founded)


def _agreements(cluster: Cluster, people: dict[str, list[Person]], language: Language) -> None:
    """Pictures are asked for aloud before the first is taken; one member thinks better of being named to buyers."""
    now = timezone.now()
    plain = [one for one in people["member"] if one.memberships.count() == 1]
    homes = [home for home in (one.memberships.get().household for one in plain[:6]) if home]
    if not homes:
        return
    with on_day(now - dt.timedelta(days=61)), transaction.atomic():
        visit, witness = visit_to(people["member"][0], cluster), people["facilitator"][0]
        hear_words(visit, "pictures", homes, given=True, how="voice", witness=witness, language=language)
    with on_day(now - dt.timedelta(days=20)), transaction.atomic():
        say_word(visit_to(plain[0], cluster), "market", given=False, who=homes[0], language=language)


def _meeting(
    cluster: Cluster, people: dict[str, list[Person]], language: Language, days: int, planner: str, writer: str,
    title: Text, minutes: Text, decided: Text | None,
) -> None:  # fmt: skip
    now = timezone.now()
    held = now + dt.timedelta(days=days)

    def at(who: str, moment: dt.datetime, act: Any) -> Any:
        visit = visit_to(people[who][0], cluster)
        with on_day(min(moment, now)), transaction.atomic():
            return act(visit)

    values = {"title": title.say(language), "day": held.date(), "starts": dt.time(19, 30), "place": "Đình làng"}
    one: Meeting = at(planner, held - dt.timedelta(days=NOTICE), lambda visit: actions.plan(visit, values))
    if not writer:
        return
    came = [person.pk for person in people["member"]] + [person.pk for person in people.get("ally", ())]
    at(writer, held, lambda visit: actions.attend(visit, one, one.version, came, []))
    at(writer, held, lambda visit: actions.write(visit, one, 0, minutes.say(language)))
    if decided is not None:
        at("member", held, lambda visit: actions.decide(visit, one, {"words": decided.say(language), "hands_for": 11}))
    if planner == writer == "facilitator":
        words = Text("The women by the door spoke only when the buyer asked them by name.").say(language)
        at("facilitator", held, lambda visit: actions.note(visit, one, words))
