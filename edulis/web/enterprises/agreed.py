"""Whose figures may be used for a purpose: the words of households and enterprises, and tables without the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import F

from edulis.engine.cluster import Cluster
from edulis.schema import Text
from edulis.web.enterprises.loading import load
from edulis.web.enterprises.models import ROWS, Book
from edulis.web.enterprises.owners import ACTORS, actor_columns, owner_column, owner_of
from edulis.web.people.consents import Word, agrees, hears, words_on
from edulis.web.people.models import Cluster as Village

UNASKED = Text(
    "Ask first. Nothing can be written down about this household until it has said yes to being counted. Read it the "
    "words, then write down its answer under: Who agreed to what."
)


class Unasked(Exception):
    """The household has not agreed that its figures are kept."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Codes of households and enterprises that said no (or took their yes back), and of those that never were asked.

    An enterprise goes with its household; one that belongs to none (a firm, a shop, "unknown traders") is left out only
    where it said no.
    """

    no: frozenset[str]
    unasked: frozenset[str]
    missing: tuple[int, int] = (0, 0)  # households and other enterprises, each counted once: said no, never asked

    def holds(self, code: str) -> bool:
        """Whether what this household or enterprise told may be used."""
        return code not in self.no and code not in self.unasked


def agreed(village: Village, purpose: str) -> Agreed:
    """Who said no to a purpose in this cluster, and who was not asked; looked up once a request."""
    kept: dict[str, Agreed] = village.__dict__.setdefault("_agreed", {})
    if purpose not in kept:
        homes, houses = village.__dict__.setdefault("_actors", None) or _actors(village)
        village.__dict__["_actors"] = (homes, houses)
        kept[purpose] = settled(purpose, houses, homes, words_on(village, purpose))
    return kept[purpose]


def _actors(village: Village) -> tuple[dict[str, str | None], set[str]]:
    enterprises = ROWS["enterprise"]._default_manager.filter(of=village, gone=None)
    houses = ROWS["household"]._default_manager.filter(of=village, gone=None)
    return dict(enterprises.values_list("code", "household")), set(houses.values_list("code", flat=True))


def settled(
    purpose: str, houses: Collection[str], homes: Mapping[str, str | None], words: Mapping[str, Word]
) -> Agreed:
    """The same from tables: `homes` gives the household of each enterprise, or none."""
    word: dict[str, Word | None] = {house: words.get(house) for house in houses}
    family: dict[str, list[str]] = {}
    for code, house in homes.items():
        if house is not None:
            family.setdefault(house, []).append(code)
    for house, codes in family.items():
        if word.get(house) is None:  # a household speaks through its enterprise where that was asked
            said = sorted((words[code] for code in codes if code in words), key=lambda one: one.holds)
            word[house] = said[0] if said else None
    for code, house in homes.items():
        own = words.get(code)
        of_house = word.get(house) if house is not None else None
        word[code] = of_house if own is None or (of_house is not None and of_house.state == "no") else own
    no = {code for code, one in word.items() if one is not None and one.state == "no"}
    unasked = {code for code, one in word.items() if code not in no and not agrees(one, purpose)}
    unasked -= {code for code, house in homes.items() if house is None and words.get(code) is None}
    alone = {code for code, house in homes.items() if house is None or (house not in no and house not in unasked)}
    counted = (len(no & (set(houses) | alone)), len(unasked & (set(houses) | alone)))
    return Agreed(frozenset(no), frozenset(unasked), counted)


def without(cluster: Cluster, who: Agreed) -> Cluster:
    """The tables without every row that names one who said no, and without the own word of those never asked.

    What others told of their own deals with somebody who was not asked yet is their word, and stays.
    """
    frames = {}
    for record, whole in cluster.tables.items():
        table = whole
        for name in actor_columns(record) if record != "cluster" else ():
            table = table.filter(~pl.col(name).is_in(sorted(who.no)).fill_null(False))
        if who.unasked and record != "cluster" and record not in ACTORS:
            table = table.filter(~_told_by(record, who.unasked))
        frames[record] = table
    return Cluster.of(frames)


def _told_by(record: str, codes: frozenset[str]) -> pl.Expr:
    """Whether a row is the own word of one of these."""
    among = sorted(codes)
    if record == "trade":
        told = (pl.col("reporter") == "seller") & pl.col("seller").is_in(among)
        return (told | ((pl.col("reporter") == "buyer") & pl.col("buyer").is_in(among))).fill_null(False)
    column = owner_column(record)
    return pl.col(column).is_in(among).fill_null(False) if column else pl.lit(False)


@dataclass(frozen=True, slots=True)
class Counted:
    """The tables that may be worked with, and how many households and enterprises are not in them."""

    cluster: Cluster
    no: int
    unasked: int


def counted(village: Village, records: Collection[str] | None = None, purpose: str = "map") -> Counted:
    """The cluster as it may be worked out: what every analysis, sum and export loads."""
    who = agreed(village, purpose)
    return Counted(without(load(village, records), who), *who.missing)


def must_have_agreed(village: Village, record: str, values: Mapping[str, Any]) -> None:
    """Raises Unasked where a row would be kept before its household said yes, or names one that said no.

    The card of a household (its name, kind and place) may stand before that: without it nobody could be asked.
    """
    if record in ACTORS:
        return
    who = agreed(village, "map")
    owner = owner_of(record, values)
    if owner and not who.holds(owner):
        raise Unasked
    if any(values.get(name) in who.no for name in actor_columns(record)):
        raise Unasked


@hears
def counts_anew(village: Village, purpose: str) -> None:
    """A word for or against being counted is a change of the rows: what was worked out before is of yesterday."""
    if purpose in {"map", "link"}:
        Book.objects.get_or_create(cluster=village)
        Book.objects.filter(cluster=village).update(version=F("version") + 1)
