"""Adoption histories: who could have taken up what from when, who did, and how well the month is remembered."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import Cluster

HEAPED = 0.8  # from this share of a year's dates in January on, the year is remembered and the month is not
LEAST_DATES = 3  # fewer dates in a year say nothing about heaping


@dataclass(frozen=True, slots=True)
class Histories:
    """What is told of each new thing, for those who could have taken it up.

    `people`, one row for each innovation and potential adopter: innovation, enterprise, actor (its household, else
    itself), kind, place, start (when the innovation was first seen), entry (when the enterprise came under the chance
    of taking it up), taken (when it did; empty: not yet, or `undated`), left (when it ended or the survey did),
    undated (took it up, nobody knows when), given_up (when it stopped again). Times are calendar years with a fraction.
    `silent`: potential adopters of any innovation that were asked and told nothing; they are left out.
    `adopters`: adoption rows joined with the enterprise's kind and place, also those of outsiders.
    `year_only`: the calendar years whose dates are known to the year only; they are put in the middle of the year.
    `end`: the end of the survey. `gone`: enterprises of these kinds that ended before the survey and are on record.
    """

    people: pl.DataFrame
    adopters: pl.DataFrame
    innovations: pl.DataFrame
    year_only: tuple[int, ...]
    end: float
    silent: int
    gone: int

    @property
    def ever(self) -> pl.DataFrame:
        """Those who took something up, dated or not."""
        return self.people.filter(pl.col("taken").is_not_null() | pl.col("undated"))


def fraction(column: str) -> pl.Expr:
    """A date as a calendar year with a fraction: March 1999 is 1999 2/12."""
    return pl.col(column).dt.year() + (pl.col(column).dt.month() - 1) / 12


def years_only(adoption: pl.DataFrame) -> tuple[int, ...]:
    """Calendar years in which at least 80 % of three or more dates are Januaries: the month is a way to write the year.

    Source: heaping, see Heitjan & Rubin (1990).
    """
    dated = adoption.drop_nulls("month").select(year=pl.col("month").dt.year(), january=pl.col("month").dt.month() == 1)
    by_year = dated.group_by("year").agg(pl.len().alias("n"), pl.col("january").mean())
    heaped = by_year.filter((pl.col("n") >= LEAST_DATES) & (pl.col("january") >= HEAPED))
    return tuple(sorted(heaped["year"].to_list()))


def histories_of(cluster: Cluster, end: float) -> Histories:
    """The histories of one round; `end` is when the survey ended, as a year with a fraction.

    Potential adopters of an innovation are the local enterprises of the kinds of which at least one local enterprise
    took it up, that existed at some time from when it was first seen to `end`, and that answered where answers were
    noted. An adoption dated after `end` has not happened yet.
    """
    enterprises = _enterprises(cluster)
    adoption = cluster["adoption"].unique(["innovation", "enterprise"], keep="first", maintain_order=True)
    heaped = years_only(adoption)
    adopters = (
        adoption.join(enterprises, on="enterprise", how="left")
        .with_columns(told=fraction("month"), stopped=fraction("given_up"))
        .filter(pl.col("told").is_null() | (pl.col("told") < end))
        .with_columns(
            told=pl.when(pl.col("month").dt.year().is_in(list(heaped)) & (pl.col("month").dt.month() == 1))
            .then(pl.col("told").floor() + 0.5)
            .otherwise(pl.col("told"))
        )
        .sort("innovation", "enterprise")
    )
    novel = _innovations(cluster, adopters, heaped)
    local = adopters.filter("here")
    kinds = local.select("innovation", "kind").unique()
    could = kinds.join(enterprises.filter("here"), on="kind").join(novel.select("innovation", "start"), on="innovation")
    could = could.with_columns(entry=pl.max_horizontal("start", pl.col("founded").cast(pl.Float64)))
    could = could.filter(pl.col("ended").is_null() | (pl.col("ended") + 1 > pl.col("entry"))).filter(
        pl.col("entry") < end
    )
    told = local.select("innovation", "enterprise", "told", "stopped", took=pl.lit(True))
    people = could.join(told, on=["innovation", "enterprise"], how="left").with_columns(pl.col("took").fill_null(False))
    silent = people.filter(~pl.col("took") & ~pl.col("answered"))
    people = people.filter(pl.col("took") | pl.col("answered"))
    return Histories(
        people=_timed(people, end),
        adopters=adopters,
        innovations=novel,
        year_only=heaped,
        end=end,
        silent=silent["enterprise"].n_unique(),
        gone=could.filter(pl.col("ended").is_not_null())["enterprise"].n_unique(),
    )


def _timed(people: pl.DataFrame, end: float) -> pl.DataFrame:
    """Entry, taken and left in their order: what is told before it was possible moves the earlier bound."""
    half_month = 1 / 24
    return (
        people.with_columns(
            left=pl.min_horizontal(pl.lit(end), pl.col("ended").cast(pl.Float64) + 1),
            taken=pl.max_horizontal("told", "start"),
            undated=pl.col("took") & pl.col("told").is_null(),
        )
        # One who began with it in the month of founding was under the chance for a moment at least.
        .with_columns(taken=pl.when(pl.col("told").is_null()).then(None).otherwise(pl.col("taken") + half_month))
        .with_columns(entry=pl.min_horizontal("entry", pl.col("taken") - half_month))
        .with_columns(left=pl.max_horizontal("left", "taken"))
        .select(
            "innovation", "enterprise", "actor", "kind", "place", "start", "entry", "taken", "left", "undated",
            pl.col("stopped").alias("given_up"),
        )
        .sort("innovation", "enterprise")
    )  # fmt: skip


def _enterprises(cluster: Cluster) -> pl.DataFrame:
    """Each enterprise with its actor, whether it is of the cluster, and whether it answered (unless not asked)."""
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("nearby"))
    table = cluster["enterprise"].unique("code", keep="first", maintain_order=True).join(places, on="place", how="left")
    here = pl.coalesce("local", "nearby")
    said = cluster["enterprise_round"].select(pl.col("enterprise"), "answer").drop_nulls().unique("enterprise")
    known = table.select(here.is_not_null().any()).item() if table.height else False
    return (
        table.with_columns(here=here if known else pl.lit(True))
        .with_columns(pl.col("here").fill_null(False))
        .join(said, left_on="code", right_on="enterprise", how="left")
        .select(
            pl.col("code").alias("enterprise"),
            "kind",
            "place",
            "founded",
            "ended",
            "here",
            actor=pl.coalesce("household", "code"),
            answered=pl.lit(True) if said.is_empty() else (pl.col("answer") == "answered").fill_null(False),
        )
    )


def _innovations(cluster: Cluster, adopters: pl.DataFrame, heaped: tuple[int, ...]) -> pl.DataFrame:
    """innovation, name, kind, origin, joint, seen (noted, else first taken up), noted, start (the earlier of both)."""
    first = adopters.group_by("innovation").agg(pl.col("told").min().alias("first"))
    table = cluster["innovation"].unique("code", keep="first", maintain_order=True)
    return (
        table.select(pl.col("code").alias("innovation"), "name", "kind", "origin", "joint", seen=fraction("first_seen"))
        .join(first, on="innovation", how="left")
        .with_columns(noted=pl.col("seen").is_not_null(), seen=pl.coalesce("seen", "first"))
        # A heaped year's middle may lie before the month in which it was first seen: the month is then the better word.
        .with_columns(vague=pl.col("first").floor().cast(pl.Int64).is_in(list(heaped)) & (pl.col("first") % 1 == 0.5))
        .with_columns(
            start=pl.when(pl.col("vague") & (pl.col("first").floor() == pl.col("seen").floor()))
            .then("seen")
            .otherwise(pl.min_horizontal("seen", "first"))
        )
        .drop("first", "vague")
        .sort("innovation")
    )
