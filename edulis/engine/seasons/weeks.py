"""Which weeks disturb least: how busy each trade is week by week, and what else the calendar asks of people."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.seasons.assumptions import SeasonAssumptions

Floats = NDArray[np.float64]
TRADE_WEEKS: dict[str, pl.DataType | type[pl.DataType]] = {
    "week": pl.Date, "kind": pl.String, "load": pl.Float64, "peak": pl.Boolean, "slack": pl.Boolean,
    "events": pl.List(pl.String),
}  # fmt: skip
WEEKS: dict[str, pl.DataType | type[pl.DataType]] = {
    "week": pl.Date, "last_day": pl.Date, "disturbance": pl.Float64, "slack": pl.Boolean, "rank": pl.Int64,
    "enterprises": pl.Int64, "missing": pl.Int64, "busy": pl.List(pl.String), "free": pl.List(pl.String),
    "events": pl.List(pl.String),
}  # fmt: skip


def week_load(months: Floats, days: list[dt.date]) -> Floats:
    """Load on days, drawn straight from the middle of one month of the year to that of the next.

    months: shape (12,), January first, nan where not known; a day between an unknown and a known month takes the known
    one where it lies in it, else it is unknown. Gives shape (days,).
    """
    out = np.full(len(days), np.nan)
    for at, day in enumerate(days):
        length = ((day.replace(day=28) + dt.timedelta(4)).replace(day=1) - day.replace(day=1)).days
        place = (day.day - 0.5) / length - 0.5
        here = months[day.month - 1]
        other = months[(day.month - 1 + (1 if place > 0 else -1)) % 12]
        out[at] = here if np.isnan(other) else (1 - abs(place)) * here + abs(place) * other
    return out


def trade_weeks(
    cluster: Cluster, slack: pl.DataFrame, members: pl.DataFrame, first: dt.date, last: dt.date,
    beliefs: SeasonAssumptions,
) -> pl.DataFrame:  # fmt: skip
    """One row for each week (its Monday) and trade: load (share of its busiest month), peak, slack, events.

    slack: kind, month_of_year, load, peak, slack as `slack_months` gives them; members: kind, enterprises, farming (the
    share of them whose household farms). The festivals and crop stages that fall into a week raise the load: a
    festival to 1 for its share of the week's days, a crop stage to `field_work` for the farming among a trade. Days of
    festivals without the moon, crop stages and seasons come back each year; lunar ones only where they are dated.
    """
    weeks = _mondays(first, last)
    events = _dated(cluster, weeks)
    rows = []
    for kind, _, farming in members.sort("kind").iter_rows():
        own = slack.filter(pl.col("kind") == kind)
        months = np.full(12, np.nan)
        months[own["month_of_year"].to_numpy() - 1] = own["load"].fill_null(np.nan).to_numpy()
        flags = {row["month_of_year"]: (row["peak"], row["slack"]) for row in own.to_dicts()}
        loads = week_load(months, [week + dt.timedelta(3) for week in weeks])
        for week, measured in zip(weeks, loads, strict=True):
            peak, free = flags.get((week + dt.timedelta(3)).month, (False, False))
            load, names = float(measured), []
            for code, what, share in events[week]:
                if what == "festival":
                    load = np.nan if np.isnan(load) else share + (1 - share) * load
                elif what == "crop" and farming > 0:
                    load = np.nan if np.isnan(load) else max(load, farming * share * beliefs.field_work)
                elif what != "crop":
                    continue
                if what == "festival" or farming >= 0.5:
                    names.append(code)
                    free = bool(free) and share < 0.5
            known = None if np.isnan(load) else load
            rows.append((week, kind, known, bool(peak), bool(free) and known is not None, names))
    return pl.DataFrame(rows, schema=TRADE_WEEKS, orient="row").sort("week", "kind")


def rank_weeks(by_trade: pl.DataFrame, members: pl.DataFrame, kinds: tuple[str, ...] | None = None) -> pl.DataFrame:
    """Weeks by how little a joint project disturbs: the load of the trades, each with its number of enterprises.

    disturbance = Σ n_k load_k / Σ n_k over trades with a load; one that is not known this week counts with its mean
    week and is `missing`. Rank 1 is least. `slack`: no trade is at its peak and those that are slack are the larger
    part. busy, free: the trades at their peak, and slack. `kinds` keeps to some trades.
    """
    rows = by_trade.join(members.select("kind", "enterprises"), on="kind", how="inner")
    if kinds is not None:
        rows = rows.filter(pl.col("kind").is_in(list(kinds)))
    usual = pl.coalesce("load", pl.col("load").mean().over("kind"))
    rows = rows.with_columns(usual=usual)
    weight = pl.col("enterprises").filter(pl.col("usual").is_not_null())
    found = rows.group_by("week").agg(
        disturbance=(pl.col("usual") * pl.col("enterprises")).sum() / weight.sum(),
        enterprises=pl.col("enterprises").filter(pl.col("load").is_not_null()).sum().cast(pl.Int64),
        missing=pl.col("enterprises").filter(pl.col("load").is_null()).sum().cast(pl.Int64),
        slack_n=pl.col("enterprises").filter("slack").sum(),
        busy=pl.col("kind").filter("peak").sort(),
        free=pl.col("kind").filter("slack").sort(),
        events=pl.col("events").list.explode(keep_nulls=False, empty_as_null=False).unique().sort(),
    )
    found = found.filter(pl.col("enterprises") > 0).with_columns(
        last_day=pl.col("week") + pl.duration(days=6),
        slack=(pl.col("busy").list.len() == 0) & (2 * pl.col("slack_n") > pl.col("enterprises")),
    )
    rank = pl.col("disturbance").round(9).rank("min").cast(pl.Int64)
    return found.with_columns(rank=rank).select(list(WEEKS)).cast(WEEKS).sort("rank", "week")  # type: ignore[arg-type]


def _mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    monday = first + dt.timedelta(-first.weekday() % 7)
    return [monday + dt.timedelta(7 * at) for at in range(max(((last - monday).days + 1) // 7, 0))]


def _dated(cluster: Cluster, weeks: list[dt.date]) -> dict[dt.date, list[tuple[str, str, float]]]:
    """For each week the events that fall into it: code, kind, share of its days."""
    found: dict[dt.date, list[tuple[str, str, float]]] = {week: [] for week in weeks}
    if not weeks:
        return found
    rows = cluster["calendar"].filter(pl.col("kind").is_in(["festival", "crop"])).drop_nulls(["first_day", "last_day"])
    for row in rows.sort("code").to_dicts():
        years = {0} if row["lunar"] else {week.year - row["first_day"].year for week in (weeks[0], weeks[-1])} | {0}
        if not row["lunar"]:
            years |= set(range(min(years) - 1, max(years) + 2))
        for start, end in sorted({(_moved(row["first_day"], by), _moved(row["last_day"], by)) for by in years}):
            for week in weeks:
                days = (min(end, week + dt.timedelta(6)) - max(start, week)).days + 1
                if days > 0:
                    found[week].append((row["code"], row["kind"], days / 7))
    return found


def _moved(day: dt.date, years: int) -> dt.date:
    leap = day.month == 2 and day.day == 29
    return dt.date(day.year + years, day.month, 28 if leap else day.day)
