"""What goes with taking something up sooner: a discrete-time hazard with what was so the year before."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.binary import Link, fit_binary
from edulis.engine.innovation.histories import Histories
from edulis.engine.innovation.ties import Ties

Floats = NDArray[np.float64]
LEAST_EVENTS = 10  # adoptions for each thing that is asked about (Peduzzi et al. 1996)
WIDE = 20.0  # an error of a logarithm that is larger: the thing asked about separates takers from others
LEAST_ACTORS = 20  # fewer households: an error clustered by household means little


def person_years(histories: Histories) -> pl.DataFrame:
    """One row for each innovation, enterprise and calendar year in which it could still take it up.

    innovation, enterprise, actor, place, kind, year, since (years since first seen, from 1), took (in that year),
    craft (share of the other potential adopters that had it when the year began). The first year is the later of first
    seen and entry; the last one that of taking it up, ending, or the survey.
    """
    known = histories.people.filter(~pl.col("undated"))
    spans = known.with_columns(
        first=pl.max_horizontal(pl.col("entry"), pl.col("start")).floor().cast(pl.Int64),
        last=(pl.coalesce("taken", pl.col("left") - 1e-6)).floor().cast(pl.Int64),
        year_taken=pl.col("taken").floor().cast(pl.Int64),
    ).filter(pl.col("last") >= pl.col("first"))
    rows = spans.with_columns(year=pl.int_ranges("first", pl.col("last") + 1)).explode("year")
    rows = rows.with_columns(
        since=pl.col("year") - pl.col("start").floor().cast(pl.Int64) + 1,
        took=(pl.col("year") == pl.col("year_taken")).fill_null(False),
    )
    return rows.join(_craft(spans, rows), on=["innovation", "year"], how="left").select(
        "innovation", "enterprise", "actor", "place", "kind", "year", "since", "took", pl.col("craft").fill_null(0.0)
    )


def _craft(spans: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """innovation, year, craft: those that had it when the year began over those that were there then."""
    years = rows.select("innovation", "year").unique()
    here = years.join(spans.select("innovation", "entry", "left", "year_taken"), on="innovation")
    here = here.filter((pl.col("entry") < pl.col("year")) & (pl.col("left") >= pl.col("year")))
    return here.group_by("innovation", "year").agg(
        craft=(pl.col("year_taken") < pl.col("year")).fill_null(False).mean()
    )


def with_exposure(rows: pl.DataFrame, histories: Histories, ties: Ties) -> pl.DataFrame:
    """Adds `neighbours`: the share of those one talks with, among potential adopters, who had it when the year began.

    0 where none of them could have it. Ties are those told today: they may have come with the new thing.
    """
    had = histories.people.select("innovation", "actor", taken=pl.col("taken")).with_columns(
        pl.col("taken").floor().cast(pl.Int64)
    )
    had = had.group_by("innovation", "actor").agg(pl.col("taken").min())
    friends = rows.select("innovation", "actor", "year").unique().join(ties.talk, left_on="actor", right_on="one")
    friends = friends.join(had, left_on=["innovation", "other"], right_on=["innovation", "actor"])
    share = friends.group_by("innovation", "actor", "year").agg(
        neighbours=(pl.col("taken") < pl.col("year")).fill_null(False).mean()
    )
    return rows.join(share, on=["innovation", "actor", "year"], how="left").with_columns(
        pl.col("neighbours").fill_null(0.0)
    )


def with_traits(
    rows: pl.DataFrame, cluster: Cluster, ties: Ties, growth: Mapping[str, float] | None
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Adds what is known of the enterprises today, and gives the names of the columns that can be asked about.

    women (run by women alone), size (log₂ of 1 + workers), cooperation (helps or shares), membership (number of
    bodies), growth (growth exposure, share a year, in steps of 10 points). A missing trait is put at the mean of those
    known.
    """
    seen = cluster["enterprise_round"].unique("enterprise", keep="first", maintain_order=True)
    workers = pl.sum_horizontal("family_workers", "hired_workers", ignore_nulls=True)
    traits = seen.select(
        "enterprise",
        women=pl.when(pl.col("managed_by").is_not_null()).then((pl.col("managed_by") == "women").cast(pl.Float64)),
        size=pl.when(pl.any_horizontal(pl.col("family_workers", "hired_workers").is_not_null())).then(
            (workers + 1).log(2)
        ),
    )
    rows = rows.join(traits, on="enterprise", how="left").join(ties.bodies, on="actor", how="left")
    rows = rows.with_columns(
        cooperation=pl.col("actor").is_in(sorted(ties.cooperating)).cast(pl.Float64),
        membership=pl.col("bodies").fill_null(0).cast(pl.Float64),
        growth=pl.col("enterprise").replace_strict(dict(growth or {}), default=None, return_dtype=pl.Float64) * 10,
    ).drop("bodies")
    usable: list[str] = [name for name in ("cooperation", "membership") if name in ties.asked]
    usable += [name for name in ("growth", "women", "size") if rows[name].null_count() < rows.height]
    if "talk" in ties.asked:
        usable.insert(0, "neighbours")
    rows = rows.with_columns(pl.col(usable).fill_nan(None).fill_null(strategy="mean")) if rows.height else rows
    varying = tuple(name for name in usable if rows.height and rows[name].n_unique() > 1)
    return rows, varying


def hazard_rows(rows: pl.DataFrame, names: tuple[str, ...], link: Link = "cloglog") -> pl.DataFrame:
    """covariate, ratio, low, high, p, adoptions, years, actors: hazard ratios with errors clustered by household.

    log(−log(1 − h)) = a(innovation) + b log(years since first seen) + c craft + Σ β x: a ratio e^β is how many times as
    likely, in any year, a taker-up is with one unit more of x. `link` logit gives odds ratios. Empty where there are
    too few: 10 adoptions for each thing asked about, and 20 households. `craft` and `neighbours` are per 10 points.
    Source: Prentice & Gloeckler (1978); Allison (1982); Liang & Zeger (1986).
    """
    schema = {"covariate": pl.String, "ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64, "p": pl.Float64}
    empty = pl.DataFrame(schema=schema | dict.fromkeys(("adoptions", "years", "actors"), pl.Int64))
    asked = ("craft", *names)
    told = rows.filter(pl.len().over("innovation") > 0)
    taken = told.group_by("innovation").agg(pl.col("took").sum().alias("n"), pl.col("took").mean().alias("share"))
    fit_for = taken.filter((pl.col("n") >= 5) & (pl.col("share") < 1))["innovation"].sort().to_list()
    told = told.filter(pl.col("innovation").is_in(fit_for)).sort("innovation", "enterprise", "year")
    events, actors = int(told["took"].sum()) if told.height else 0, told["actor"].n_unique()
    if events < LEAST_EVENTS * (len(asked) + 1) or actors < LEAST_ACTORS:
        return empty
    design, labels = _design(told, asked, fit_for)
    groups = told["actor"].rank("dense").cast(pl.Int64).to_numpy() - 1
    fitted = _fitted(told["took"].cast(pl.Float64).to_numpy(), design, groups, link)
    if fitted is None:
        return empty
    beta, error = fitted
    from scipy.stats import norm

    figures = []
    for name in asked:
        at = labels.index(name)
        b, e = float(beta[at]), float(error[at])
        figures.append(
            (name, math.exp(b), math.exp(b - 1.96 * e), math.exp(b + 1.96 * e), 2 * float(norm.sf(abs(b / e))))
        )
    return pl.DataFrame(figures, schema=schema, orient="row").with_columns(
        adoptions=pl.lit(events, pl.Int64), years=pl.lit(told.height, pl.Int64), actors=pl.lit(actors, pl.Int64)
    )


def _design(told: pl.DataFrame, asked: tuple[str, ...], innovations: list[str]) -> tuple[Floats, list[str]]:
    scale = {"craft": 10.0, "neighbours": 10.0}
    columns = {"log since": told["since"].cast(pl.Float64).log().to_numpy()}
    columns |= {name: told[name].cast(pl.Float64).to_numpy() * scale.get(name, 1.0) for name in asked}
    columns |= {f"is {code}": (told["innovation"] == code).cast(pl.Float64).to_numpy() for code in innovations}
    return np.column_stack(list(columns.values())), list(columns)


def _fitted(y: Floats, x: Floats, groups: NDArray[np.int64], link: Link) -> tuple[Floats, Floats] | None:
    """Coefficients and clustered errors; None where they do not converge or cannot be told apart."""
    found = fit_binary(y, x, groups, link)
    if found is None:
        return None
    beta, error = found
    return found if np.isfinite(beta).all() and ((error > 0) & (error < WIDE)).all() else None
