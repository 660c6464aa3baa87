"""How fast new things come in, and how fast each spreads."""

from __future__ import annotations

import math
from typing import Literal

import polars as pl

from edulis.engine.innovation.histories import Histories
from edulis.engine.innovation.survival import SHARES, Survival, of_people

WINDOWS = (5, 10, 20)  # years back from the survey: memory fades, so the nearest one counts


def poisson_interval(count: int, years: float) -> tuple[float, float]:
    """The exact 95 % interval of a rate: χ²(.025; 2k) / 2T to χ²(.975; 2k + 2) / 2T. Source: Garwood (1936)."""
    from scipy.stats import chi2

    low = float(chi2.ppf(0.025, 2 * count)) / 2 if count else 0.0
    return low / years, float(chi2.ppf(0.975, 2 * count + 2)) / 2 / years


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """The exact 95 % interval of a share of independent cases; nan without any. Source: Clopper & Pearson (1934)."""
    from scipy.stats import beta

    if not whole:
        return math.nan, math.nan
    low = float(beta.ppf(0.025, part, whole - part + 1)) if part else 0.0
    return low, float(beta.ppf(0.975, part + 1, whole - part)) if part < whole else 1.0


def speed_rows(histories: Histories) -> pl.DataFrame:
    """Rows of years (back from the survey), things, rate (a year), low, high; adoptions, per_enterprise (a year).

    A new thing counts in the month in which it was first seen. `per_enterprise`: dated adoptions over enterprise-years
    of local enterprises that are potential adopters of anything.
    """
    end, novel = histories.end, histories.innovations.drop_nulls("seen")
    people = histories.people
    active = people.group_by("enterprise").agg(pl.col("entry").min(), pl.col("left").max())
    rows = []
    for years in WINDOWS:
        since = end - years
        things = novel.filter((pl.col("seen") >= since - 1e-9) & (pl.col("seen") < end)).height
        low, high = poisson_interval(things, years)
        span = active.select(
            (pl.col("left").clip(upper_bound=end) - pl.max_horizontal("entry", pl.lit(since))).clip(lower_bound=0.0)
        )
        exposed = float(span.sum().item() or 0.0)
        taken = people.filter(pl.col("taken") >= since).height
        rows.append((years, things, things / years, low, high, taken, taken / exposed if exposed > 0 else None))
    schema = {"years": pl.Int64, "things": pl.Int64, "rate": pl.Float64, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema | {"adoptions": pl.Int64, "per_enterprise": pl.Float64}, orient="row")


def curve_steps(histories: Histories) -> pl.DataFrame:
    """innovation, year, adopters, using, potential, share, undated: at the end of each calendar year, or the survey.

    `potential` are those that exist then; `using` leaves out who gave it up or ended; `share` is adopters that still
    exist over potential. Undated adoptions are not in `adopters`: the true count lies between it and it + undated.
    """
    people, end = histories.people, histories.end
    if people.is_empty():
        schema = dict.fromkeys(("adopters", "using", "potential"), pl.Int64) | {
            "share": pl.Float64,
            "undated": pl.Int64,
        }
        return pl.DataFrame(schema={"innovation": pl.String, "year": pl.Int64, **schema})
    last = math.ceil(end) - 1
    years = (
        people.group_by("innovation")
        .agg(pl.col("start").min().floor().cast(pl.Int64).alias("first"))
        .filter(pl.col("first") <= last)
        .with_columns(year=pl.int_ranges("first", last + 1))
        .explode("year")
        .select("innovation", "year", at=pl.min_horizontal(pl.col("year") + 1.0, pl.lit(end)))
    )
    each = years.join(people, on="innovation")
    there = (pl.col("entry") < pl.col("at")) & (pl.col("left") >= pl.col("at") - 1e-9)
    took = (pl.col("taken") <= pl.col("at") + 1e-9).fill_null(False)
    kept = pl.col("given_up").is_null() | (pl.col("given_up") > pl.col("at"))
    return (
        each.group_by("innovation", "year")
        .agg(
            adopters=took.sum().cast(pl.Int64),
            using=(took & kept & there).sum().cast(pl.Int64),
            potential=there.sum().cast(pl.Int64),
            share=(took & there).sum() / there.sum(),
            undated=pl.col("undated").sum().cast(pl.Int64),
        )
        .with_columns(pl.col("share").fill_nan(None))
        .sort("innovation", "year")
    )


def innovation_rows(histories: Histories, paths: pl.DataFrame) -> pl.DataFrame:
    """One row for each innovation: what `Innovation.innovations` holds."""
    rows = []
    for novel in histories.innovations.to_dicts():
        code = novel["innovation"]
        people = histories.people.filter(pl.col("innovation") == code)
        took = people.filter(pl.col("taken").is_not_null() | pl.col("undated"))
        fit = of_people(people) if people.height else None
        credit = dict(paths.filter(pl.col("innovation") == code).group_by("credit").len().iter_rows())
        costs = histories.adopters.filter((pl.col("innovation") == code) & pl.col("here"))["cost"].drop_nulls()
        rows.append(
            {key: novel[key] for key in ("innovation", "kind", "origin", "joint")}
            | {"seen": novel["seen"], "potential": people.height, "adopters": took.height}
            | {"undated": int(people["undated"].sum() or 0), "given_up": took["given_up"].count()}
            | _times(fit)
            | {f"half_{side}": _half(people, side) for side in ("early", "late")}
            | {name: credit.get(name, 0) for name in ("itself", "copied", "unknown")}
            | {"jointly": credit.get("joint", 0), "cost": costs.median(), "costed": costs.len()}
        )
    schema = {"innovation": pl.String, "kind": pl.String, "origin": pl.String, "joint": pl.Boolean, "seen": pl.Float64}
    schema |= dict.fromkeys(("potential", "adopters", "undated", "given_up"), pl.Int64)
    schema |= {f"years_{share:.0%}"[:-1] + end: pl.Float64 for share in SHARES for end in ("", "_low", "_high")}
    schema |= dict.fromkeys(("half_early", "half_late"), pl.Float64)
    schema |= dict.fromkeys(("itself", "copied", "unknown", "jointly"), pl.Int64)
    return pl.DataFrame(rows, schema=schema | {"cost": pl.Float64, "costed": pl.Int64}).sort("innovation")


def _half(people: pl.DataFrame, undated: Literal["early", "late"]) -> float | None:
    """Years to half where those who took it up at an unknown time are put first, or last; None: not reached."""
    years = of_people(people, undated).reached(0.5) if people.height else math.nan
    return None if math.isnan(years) else years


def _times(fit: Survival | None) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for share in SHARES:
        name = f"years_{share:.0%}"[:-1]
        value, (low, high) = (
            (math.nan, (math.nan, math.nan)) if fit is None else (fit.reached(share), fit.interval(share))
        )
        figures = {"": value, "_low": low, "_high": high}
        found |= {name + end: None if math.isnan(figure) else figure for end, figure in figures.items()}
    return found
