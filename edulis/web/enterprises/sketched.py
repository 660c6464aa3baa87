"""What the wall says without any amount, worked out: seeds of what households live from, months that are busy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.seeds import Seeds, read_seeds
from edulis.engine.seasons.told import read_told_year
from edulis.reports.amounts import share
from edulis.reports.figures import Row, bars
from edulis.reports.html import blocks_html
from edulis.reports.tree import Figure, Table
from edulis.schema import LANGUAGES, Language, Text
from edulis.web.enterprises import sketch
from edulis.web.enterprises.agreed import agreed
from edulis.web.enterprises.models import Season, Seed
from edulis.web.enterprises.telling import Told
from edulis.web.people.models import Cluster as Village

TOPIC = Text("What we live from, laid out with seeds")
WIDE, NARROW = 620.0, 340.0


def seeds_of(village: Village, round_code: str) -> Seeds:
    """The heaps of a round; those of the latest where it has none."""
    heaps = Seed.objects.filter(cluster=village, seeds__gt=0)
    if not heaps.filter(round=round_code).exists():
        round_code = heaps.order_by("-round").values_list("round", flat=True).first() or ""
    who = agreed(village, "map")
    told = heaps.filter(round=round_code).values_list("household", "source", "seeds")
    rows = [heap for heap in told if who.holds(heap[0])]
    return read_seeds(pl.DataFrame(rows, schema=["household", "source", "seeds"], orient="row"))


def months_of(village: Village) -> dict[str, dict[int, int]]:
    """What the meeting said of each month, by kind of enterprise."""
    told: dict[str, dict[int, int]] = {}
    for kind, month, load in Season.objects.filter(cluster=village, load__gt=0).values_list("kind", "month", "load"):
        told.setdefault(kind, {})[month] = load
    return told


def findings(village: Village, round_code: str) -> tuple[Finding, ...]:
    """What seeds and months say, with their questions."""
    return (*seeds_of(village, round_code).findings, *read_told_year(months_of(village)))


def pages(village: Village, round_code: str) -> Iterator[Told]:
    """The page of the seeds in each language; none where fewer than five households laid any."""
    seeds = seeds_of(village, round_code)
    told = [row for row in seeds.sources.to_dicts() if enough(row["households"], "people")]
    for language in LANGUAGES if told else ():
        figure = _figure(seeds, told, language)
        yield Told(language, "seeds", "", TOPIC.say(language), figure.title, blocks_html((figure,), language))


def _figure(seeds: Seeds, told: list[dict[str, object]], language: Language) -> Figure:
    words = dict(sketch.SOURCES)
    say = partial(share, language=language)
    rows = [
        Row(Text(words[str(one["source"])]).say(language), float(str(one["share"])), float(str(one["low"])),
            float(str(one["high"])), say(float(str(one["share"]))), marked=one is told[0])
        for one in told
    ]  # fmt: skip
    title = Text("Most seeds lie on: {source} ({share})", source=rows[0].label, share=rows[0].remark).say(language)
    summary = Text(
        "Each household laid out its own; every household counts once. The stroke at the end of a bar: almost surely "
        "between these (95 %). Heaps on which fewer than five laid a seed are left out."
    ).say(language)
    axis = Text("share of the seeds").say(language)
    drawn = [bars(rows, say, title=title, description=summary, axis=axis, width=width) for width in (WIDE, NARROW)]
    return Figure(
        title=title, svg=drawn[0], narrow=drawn[1], summary=summary,
        source=Text("Source: seeds laid in a meeting. n = {n:,} households", n=seeds.households.height).say(language),
        note="",
        table=Table(
            title=title, head=tuple(text.say(language) for text in (Text("Source of income"), Text("Share"))),
            rows=tuple((row.label, row.remark) for row in rows), numeric=frozenset({1}),
        ),
    )  # fmt: skip
