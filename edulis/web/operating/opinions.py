"""The demo's vision: what forty people of five trades said their village should be, and how they answered it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import polars as pl
from django.db import transaction
from django.utils import timezone

from edulis.engine.cluster import Cluster as Tables
from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.kit.ballot import holding as ballots
from edulis.web.kit.ballot.casting import cast
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.folding import folded
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.people.visiting import visit_to
from edulis.web.vision import actions, agreeing
from edulis.web.vision.models import Draft, Round
from edulis.web.vision.reckoning import settle

TRADES = (("starch", 10), ("noodles", 9), ("maltose", 7), ("trader", 8), ("retailer", 6))
QUESTION = Text("In five years, our village …")
# What was said, and the chance to agree: starch, noodle, maltose makers, traders, city shops. Made up, to be lifelike.
SAID: tuple[tuple[Text, tuple[float, float, float, float, float]], ...] = (
    (Text("Washing water no longer runs into the ditch behind the houses."), (0.95, 0.95, 0.95, 0.95, 0.95)),
    (Text("Every bag of starch carries a number for how white it is."), (0.04, 0.95, 0.95, 0.95, 0.95)),
    (Text("White starch is paid better than grey."), (0.04, 0.95, 0.95, 0.95, 0.95)),
    (Text("Whoever buys starch pays on the day it is delivered."), (0.95, 0.04, 0.04, 0.04, 0.04)),
    (Text("We sell under one name that people in the city know."), (0.95, 0.95, 0.95, 0.6, 0.95)),
    (Text("Noodles dry under a roof, not beside the road."), (0.6, 0.55, 0.7, 0.6, 0.95)),
    (Text("Starch makers buy their roots together."), (0.95, 0.3, 0.3, 0.04, 0.3)),
    (Text("Nobody bleaches any more."), (0.3, 0.6, 0.6, 0.5, 0.95)),
    (Text("Traders tell us openly what the city pays."), (0.95, 0.95, 0.95, 0.04, 0.7)),
    (Text("Our children want to stay in the trade."), (0.95, 0.95, 0.95, 0.95, 0.95)),
    (Text("Everybody makes what they like and sells to whom they like."), (0.95, 0.04, 0.3, 0.95, 0.3)),
    (Text("The women who do the washing speak at meetings."), (0.75, 0.95, 0.95, 0.65, 0.95)),
    (Text("Maltose makers know a month ahead how much starch they get."), (0.5, 0.6, 0.95, 0.6, 0.6)),
    (Text("Residue becomes more than feed for pigs."), (0.5, 0.5, 0.5, 0.5, 0.5)),
    (Text("One pump and one basin serve ten households."), (0.95, 0.95, 0.95, 0.6, 0.7)),
    (Text("Traders weigh on a scale that everybody can read."), (0.95, 0.95, 0.95, 0.04, 0.95)),
    (Text("Wet starch that smells is taken back without a quarrel."), (0.04, 0.95, 0.95, 0.95, 0.95)),
    (Text("Roots are washed clean before they are grated."), (0.04, 0.95, 0.95, 0.95, 0.95)),
    (Text("Two of us visit a shop in the city each season."), (0.75, 0.95, 0.95, 0.55, 0.95)),
    (Text("We borrow from the bank for one large factory."), (0.04, 0.04, 0.04, 0.3, 0.3)),
)
NOW = Text("What should we try first, with our own hands?")
FIRST = (
    Text("Ten households share one basin for a month and count the buckets."),
    Text("Each bag gets the number of washes, and the noodle maker writes back how it was."),
    Text("Three of us take a sample to the shop and tell all others what was said."),
    Text("The price in the city is written on the board by the gate every Sunday."),
    Text("Two ponds are cleaned by those who use them."),
    Text("A scale stands in the village hall, and anybody may weigh again."),
    Text("The maltose makers order for a month, and pay a part at once."),
    Text("Nothing is tried before the next season."),
)
TEXTS = (
    Text(
        "In five years our noodles, starch and maltose are known in the city under one name. Every bag says how white "
        "it is, and grey starch is not sold any more. The water behind our houses is clear."
    ),
    Text(
        "In five years our noodles, starch and maltose are known in the city under one name. Every bag says how white "
        "it is, and white starch is paid better. We read the scale and the price together. The water behind our houses "
        "is clear, and our children want to stay."
    ),
)
OBJECTION = Text("Grey starch feeds the maltose makers. Who washes with little water would be shut out.")
STEPS = (
    (5, Text("Shops in the city ask for our name.")),
    (3, Text("The number on the bag is right nine times out of ten, and who finds it wrong is heard.")),
    (2, Text("Ten households share a basin, and the ditch behind them stays clear for a season.")),
    (1, Text("Scale and price board stand where all can read them.")),
    (0, Text("Three starch makers count their washes for two weeks and write the number on the bag.")),
)
ANSWERED, PASSED = 0.93, 0.06
Made = TypeVar("Made")


class _Told:
    """The cluster of the demo in time: who does what, so many days ago."""

    def __init__(self, cluster: Cluster, language: Language, on_day: Callable[[dt.datetime], Any]) -> None:
        self.cluster, self.language, self.on_day = cluster, language, on_day
        self.now = timezone.now()

    def at(self, person: Person, days: float, act: Callable[[Visit], Made]) -> Made:
        """What somebody did so many days ago."""
        with self.on_day(self.now - dt.timedelta(days=days)), transaction.atomic():
            return act(visit_to(person, self.cluster))

    def opened(self, by: Person, question: Text, days: float, lasts: float) -> Round:
        """A round that was opened so many days ago and lasts so many."""
        start = self.now - dt.timedelta(days=days)
        values = {
            "question": question.say(self.language), "opens": start, "cast_until": start + dt.timedelta(days=lasts),
            "hand_in_until": start + dt.timedelta(days=lasts + 3), "for_research": True,
        }  # fmt: skip
        return self.at(by, days, lambda visit: actions.open_round(visit, values))

    def said(self, by: Person, days: float, round: Round, words: Text) -> None:
        """Somebody put a statement in."""
        self.at(by, days, lambda visit: actions.put_in(visit, round, words.say(self.language), None, None))


def opinions_of(cluster: Cluster, tables: Tables, language: Language, on_day: Callable[[dt.datetime], Any]) -> None:
    """Tell the round that is over, begin one that visitors of the demo can answer, and the text that came of it."""
    lot, told = random.Random(3), _Told(cluster, language, on_day)
    with transaction.atomic():
        voters = _voters(cluster, tables, told.now - dt.timedelta(days=34))
    if not voters:
        return
    office = list(Person.objects.filter(memberships__cluster=cluster, memberships__role="coordinator").order_by("pk"))
    first = told.opened(office[0], QUESTION, 30, 16)
    for place, (words, _) in enumerate(SAID):
        told.said(voters[place % len(voters)][0], 29 - place / 4, first, words)
    for place, (person, trade) in enumerate(voters):
        said = {
            number: _answer(lot, chances[trade])
            for number, (_, chances) in enumerate(SAID, start=1)
            if lot.random() < ANSWERED
        }
        typist, witness = office[place % len(office)], office[(place + 1) % len(office)]
        told.at(typist, 15 - place / 12, partial(_paper, first, person, said, witness))
    with on_day(told.now - dt.timedelta(days=10)):
        settle(first)
    second = told.opened(office[0], NOW, 3, 12)
    for place, words in enumerate(FIRST):
        told.said(voters[(3 * place) % len(voters)][0], 2.5 - place / 8, second, words)
    _text(told, office, voters)


def _paper(round: Round, person: Person, said: dict[int, str], witness: Person, visit: Visit) -> None:
    actions.enter_paper(visit, round, person.pk, said, witness.pk)


def _text(told: _Told, office: list[Person], voters: list[tuple[Person, int]]) -> None:
    """A text in two versions, a consent round that sent it back and one that did not, and the way back from it."""

    def wrote(by: Person, days: float, draft: Draft | None, words: Text) -> Draft:
        seen = draft.version if draft is not None else 0
        return told.at(by, days, lambda visit: agreeing.write(visit, draft, seen, words.say(told.language)))

    def asked(days: float, lasts: float, draft: Draft) -> Ballot:
        ends = told.now - dt.timedelta(days=days - lasts)
        return told.at(office[0], days, lambda visit: agreeing.ask_consent(visit, draft, ends, ends))

    def voted(by: Person, days: float, ballot: Ballot, choice: str, reason: str = "") -> None:
        told.at(by, days, lambda visit: cast(visit, ballot, [choice], reason=reason))

    members = [person for person, trade in voters if trade < 4]  # those who make starch stand first
    if not members:
        return
    draft = wrote(office[0], 9, None, TEXTS[0])
    ballot = asked(8.5, 2, draft)
    for person in members[1:12]:
        voted(person, 8, ballot, "yes")
    voted(members[0], 7.5, ballot, "object", OBJECTION.say(told.language))
    with told.on_day(told.now - dt.timedelta(days=6)):
        ballots.settle(ballot)
    draft = wrote(members[-1], 5.5, Draft.objects.get(pk=draft.pk), TEXTS[1])
    year = told.now.year
    for years, words in STEPS:
        told.at(members[years % len(members)], 5, partial(_back, draft, year + years, words.say(told.language)))
    ballot = asked(4, 9, draft)
    for person in members[5:12]:
        voted(person, 3, ballot, "yes")


def _back(draft: Draft, year: int, words: str, visit: Visit) -> None:
    agreeing.work_back(visit, draft, year, words)


def _answer(lot: random.Random, chance: float) -> str:
    if lot.random() < PASSED:
        return "pass"
    return "agree" if lot.random() < chance else "disagree"


def _voters(cluster: Cluster, tables: Tables, began: dt.datetime) -> list[tuple[Person, int]]:
    """People of the five trades with the place of their trade: those who are there already, and new ones."""
    known = {
        one.household: one.person
        for one in Membership.objects.filter(cluster=cluster, until=None).exclude(household="").select_related("person")
    }
    names = dict(tables["household"].select("code", "name").iter_rows())
    elsewhere = tables["household"].filter(pl.col("group").fill_null("local") != "local")["code"].implode()
    found: list[tuple[Person, int]] = []
    for trade, (kind, many) in enumerate(TRADES):
        home_of = pl.when("local").then("household").fill_null(pl.col("code"))
        here = ~pl.col("local") | ~pl.col("household").fill_null("").is_in(elsewhere)  # not the city's own households
        rows = tables["enterprise"].filter(pl.col("kind") == kind, here).with_columns(home_of.alias("home"))
        rows = rows.sort("code").unique("home", keep="first", maintain_order=True)
        step = max(1, rows.height // many)
        for row in rows.gather_every(step).head(many).iter_rows(named=True):
            home = row["home"]
            person = known.get(home)
            if person is None:
                name = names.get(row["household"]) or row["name"] or row["code"]
                person = known[home] = Person.objects.create_user(name, folded=folded(name), handle=None)
                role = "member" if row["local"] else "ally"
                Membership.objects.create(person=person, cluster=cluster, role=role, household=home, since=began)
            if person not in [one for one, _ in found]:
                found.append((person, trade))
    return found
