"""What the map knows about the two sides of a dialogue: the chain of sales between them, and where talk is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
from django.utils.safestring import SafeString, mark_safe

from edulis.engine.disclosure import enough
from edulis.engine.network import chain_between, layers_of
from edulis.engine.network.tables import gaps, kind_ties
from edulis.engine.telling import one_sided
from edulis.reports.figures import chain as drawn
from edulis.schema import Text
from edulis.web.enterprises.loading import data_version, load
from edulis.web.enterprises.models import Analysis
from edulis.web.enterprises.naming import kind_word
from edulis.web.kit.tongue import say
from edulis.web.people.models import Cluster as Village

RECORDS = (
    "round", "place", "household", "household_round", "enterprise", "enterprise_round", "product", "unit", "trade",
    "relation", "institution", "membership", "innovation", "adoption",
)  # fmt: skip
NOBODY = frozenset({"consumers", "unknown"})
SILENT = 0.5  # below this share of ties that talk, the arrow is drawn broken
WIDE = 0.5  # gaps whose whole interval lies above this are offered as dialogues
MOST_GAPS = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """Two kinds that trade without talking: who makes, who uses, which share of what they trade goes without talk."""

    maker: str
    user: str
    share: int  # per cent


@dataclass(frozen=True, slots=True)
class Between:
    """The chain between the sides: as pictures, as a sentence, and where along it few talk."""

    wide: SafeString
    narrow: SafeString
    sentence: Text
    silent: Text | None


@lru_cache(maxsize=32)
def _known(number: int, version: int) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Ties between kinds, gaps in talk, and how many enterprises each kind has, as of one state of the rows."""
    cluster = load(Village.objects.get(pk=number), RECORDS)
    rounds = cluster["round"].sort("first_month", "code")
    layers = layers_of(cluster.at(rounds["code"][-1]) if rounds.height else cluster)
    talk = layers.talk()
    counted = dict(layers.enterprises["kind"].value_counts().iter_rows())
    silent = gaps(layers, talk, seed=0, resamples=200) if talk is not None else pl.DataFrame()
    return kind_ties(layers, talk), silent, counted


def _state(village: Any) -> int:
    """Which state of the rows the sides are read from: that of the map; of a map that was never worked out, the rows'.

    So a large cluster is read anew when its map is, not whenever somebody writes a row.
    """
    done = Analysis.objects.filter(cluster=village, question="all", status=Analysis.DONE).order_by("-data_version")
    version = done.values_list("data_version", flat=True).first()
    return int(version) if version is not None else data_version(village)


def silences(village: Any) -> list[Gap]:
    """Where the map shows trade without talk, the widest first: kinds of which there are enough to be named."""
    ties, found, counted = _known(village.pk, _state(village))
    if not found.height:
        return []
    sold = {(one, other): worth for one, other, worth in ties.select("seller_kind", "buyer_kind", "value").iter_rows()}
    named = found.filter((pl.col("low") >= WIDE) & (pl.col("one") != pl.col("other")))
    told = []
    for row in named.sort("value", "one", "other", descending=[True, False, False]).iter_rows(named=True):
        one, other = row["one"], row["other"]
        if {one, other} & NOBODY or not all(enough(counted.get(kind, 0), "enterprises") for kind in (one, other)):
            continue
        if sold.get((one, other), 0.0) < sold.get((other, one), 0.0):
            one, other = other, one
        told.append(Gap(one, other, round(100 * row["gap"])))
    return told[:MOST_GAPS]


def kinds_of(village: Any) -> list[tuple[str, str]]:
    """The kinds of enterprise that the map knows, as choices."""
    counted = _known(village.pk, _state(village))[2]
    return sorted(((kind, kind_word(kind)) for kind in counted if kind and kind not in NOBODY), key=lambda one: one[1])


def between(village: Any, makers: Sequence[str], user: str) -> Between | None:
    """The chain between these sides, kinds only; nothing where the map knows of no sale between them."""
    ties, _, counted = _known(village.pk, _state(village))
    hops = chain_between(ties, makers, user)
    if not hops:
        return None
    stops = [kind_word(hops[0].seller), *(kind_word(hop.buyer) for hop in hops)]
    hushed = [_hushed(hop.ties, hop.talk, counted, hop.seller, hop.buyer) for hop in hops]
    sentence = Text("From {first} to {last}, each sells to the next: {chain}. Kinds only; nobody is named.",
                    first=stops[0], last=stops[-1], chain=" → ".join(stops))  # fmt: skip
    silent = None
    if any(hushed):
        at = hushed.index(True)
        silent = Text("Where the arrow is broken, few of those who trade also talk with each other: {one} and {other}.",
                      one=stops[at], other=stops[at + 1])  # fmt: skip
    ends, title = (say(Text("made here")), say(Text("used here"))), say(Text("The chain between you"))
    wide, narrow = (
        mark_safe(drawn(stops, hushed, ends=ends, title=title, description=say(sentence), width=width))
        for width in (680.0, 300.0)
    )
    return Between(wide, narrow, sentence, silent)


def _hushed(ties: int, talk: float | None, counted: dict[str, int], *kinds: str) -> bool:
    """Whether few talk along a hop, and so many stand behind that saying so betrays nobody."""
    if talk is None or talk >= SILENT or not all(enough(counted.get(kind, 0), "enterprises") for kind in kinds):
        return False
    return enough(ties, "people") and not one_sided(round(talk * ties), ties)
