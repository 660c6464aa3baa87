"""Reading a year: profiles, indices, peaks and gaps, slack, and the weeks for joint work."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.need import unmet
from edulis.engine.seasons.assumptions import SeasonAssumptions
from edulis.engine.seasons.findings import tell
from edulis.engine.seasons.hours import month_span
from edulis.engine.seasons.indices import circular_month, gini, seasonal_peak, walsh_lawler
from edulis.engine.seasons.profiles import profiles
from edulis.engine.seasons.result import NEEDS, Seasons
from edulis.engine.seasons.slack import main_peaks, members_of, named_months, slack_months
from edulis.engine.seasons.weeks import TRADE_WEEKS, WEEKS, rank_weeks, trade_weeks

_YEAR = ("measure", "level", "who")


def read_seasons(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    assumptions: SeasonAssumptions | None = None,
) -> Seasons:
    """The year of one round (the latest unless given): when people work, earn and lack, and which weeks are free.

    `flows` gives reconciled quantities and values; without it reports are taken as they are. Where several rounds, or
    one of two years, follow each other without a gap, peak months of the cluster are those of its seasonal part
    (STL). Raises LookupError where there is no such round.
    """
    beliefs = assumptions or SeasonAssumptions()
    code = round or (flows.round if flows is not None else cluster.latest("labour", "trade", "income"))
    known = cluster.at(code) if code else cluster
    profile = profiles(known, flows)
    slack = slack_months(profile, main_peaks(known, flows, beliefs), beliefs)
    members = members_of(known)
    span = month_span(known)
    by_trade = pl.DataFrame(schema=TRADE_WEEKS)
    weeks = pl.DataFrame(schema=WEEKS)
    if span and slack.height:
        by_trade = trade_weeks(known, slack, members, span[0], _end(span[-1]), beliefs)
        weeks = rank_weeks(by_trade, members)
    answer = Seasons(
        round=code,
        lacks=unmet(known, NEEDS),
        profiles=profile,
        indices=_indices(profile, _peaks(cluster, code, profile)),
        months=named_months(profile, beliefs),
        slack=slack,
        trade_weeks=by_trade,
        weeks=weeks,
    )
    return tell(answer, known)


def slack_weeks(
    cluster: Cluster,
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    kinds: tuple[str, ...] | None = None,
    round: str | None = None,
    flows: Flows | None = None,
    assumptions: SeasonAssumptions | None = None,
) -> pl.DataFrame:
    """The weeks between two days (those of the round unless given), best first, in which a meeting disturbs least.

    week (its Monday), last_day, disturbance (0 to 1), slack, rank, enterprises, missing, busy, free (trades), events
    (codes of the calendar). `kinds` are the trades that would come, all unless given. Nothing should be asked in a
    week in which a trade is `busy`. Outside the round the same months of the year are taken, and lunar festivals only
    where the calendar dates them. No rows where no hours and no activities are known. Raises LookupError where there is
    no such round.
    """
    beliefs = assumptions or SeasonAssumptions()
    code = round or (flows.round if flows is not None else cluster.latest("labour", "trade", "income"))
    known = cluster.at(code) if code else cluster
    span = month_span(known)
    slack = slack_months(profiles(known, flows), main_peaks(known, flows, beliefs), beliefs)
    if slack.is_empty() or not (span or (first and last)):
        return pl.DataFrame(schema=WEEKS)
    start, end = first or span[0], last or _end(span[-1])
    members = members_of(known)
    return rank_weeks(trade_weeks(known, slack, members, start, end, beliefs), members, kinds)


def _end(month: dt.date) -> dt.date:
    return (month.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)


def _indices(profile: pl.DataFrame, peaks: dict[str, int]) -> pl.DataFrame:
    """The indices of each profile whose twelve months are all known and not below zero; else peak and low alone."""
    at = profile.select(pl.struct(_YEAR).rle_id())[_YEAR[0]].cast(pl.Int64).to_numpy()
    first = np.flatnonzero(np.diff(at, prepend=-1)) if len(at) else np.zeros(0, np.int64)
    known = profile["amount"].is_not_null().to_numpy()
    cell = (at * 12 + profile["month"].dt.month().cast(pl.Int64).to_numpy() - 1)[known]
    size = len(first) * 12
    count = np.bincount(cell, minlength=size).reshape(-1, 12)
    total = np.bincount(cell, profile["amount"].drop_nulls().to_numpy(), size).reshape(-1, 12)
    year = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    seen = np.greater(count, 0)
    peak = np.where(seen, year, -np.inf).argmax(axis=1) + 1
    low = np.where(seen, year, np.inf).argmin(axis=1) + 1
    ranked = (seen & (np.where(seen, year, -1.0) >= 0)).sum(axis=1) == 12
    whole = np.where(ranked.reshape(-1, 1), year, 0.0)  # a year of nothing has no index
    month, length = circular_month(whole)
    measured = {"seasonality": walsh_lawler(whole), "mean_month": month, "resultant": length, "gini": gini(whole)}
    table = (
        profile[first]
        .select(_YEAR)
        .with_columns(
            *(pl.Series(name, values).fill_nan(None) for name, values in measured.items()),
            peak_month=pl.Series(np.where(seen.any(axis=1), peak, 0)).replace(0, None),
            low_month=pl.Series(np.where(seen.any(axis=1), low, 0)).replace(0, None),
            months=pl.Series(seen.sum(axis=1).astype(np.int64)),
        )
    )
    stl = pl.col("measure").replace_strict(peaks, default=None, return_dtype=pl.Int64)
    told = (pl.col("level") == "cluster") & pl.col("measure").is_in(list(peaks))
    return table.with_columns(peak_month=pl.when(told).then(stl).otherwise("peak_month"))


def _peaks(cluster: Cluster, code: str, profile: pl.DataFrame) -> dict[str, int]:
    """Peak months of the cluster's measures by STL, where two years without a gap are known."""
    others = [profiles(cluster.at(other)) for other in cluster.rounds if other != code]
    whole = pl.concat([profile, *others]).filter((pl.col("level") == "cluster") & pl.col("amount").is_not_null())
    found = {}
    for (measure,), rows in whole.unique(["measure", "month"], maintain_order=True).group_by("measure"):
        series = rows.sort("month")
        first, last = series["month"][0], series["month"][-1]
        gapless = (last.year - first.year) * 12 + last.month - first.month + 1 == series.height
        if series.height >= 24 and gapless and series["amount"].n_unique() > 1:
            found[str(measure)] = seasonal_peak(series["amount"].to_numpy(), first.month)
    return found
