"""Weeks between the middles of months, with festivals and field work in them."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import slack_weeks
from edulis.engine.seasons.weeks import WEEKS, rank_weeks, week_load

Year = Callable[..., Cluster]
PEAK = {11, 12, 1, 2, 3}


def row(weeks: pl.DataFrame, day: dt.date) -> dict:
    return weeks.filter(pl.col("week") == day).to_dicts()[0]


def test_the_load_runs_straight_from_the_middle_of_a_month_to_the_next() -> None:
    months = np.arange(12.0)
    load = week_load(months, [dt.date(2003, 4, 15), dt.date(2003, 5, 1), dt.date(2003, 12, 31)])
    assert load == pytest.approx([2.983, 3.516, 5.677], abs=0.001)


def test_an_unknown_month_stays_unknown_and_hides_no_other() -> None:
    months = np.where(np.arange(12) == 6, np.nan, 1.0)
    load = week_load(months, [dt.date(2003, 7, 16), dt.date(2003, 6, 28)])
    assert np.isnan(load[0])
    assert load[1] == 1.0


def test_starch_makers_are_free_in_summer_and_nobody_at_tet(year: Year) -> None:
    weeks = slack_weeks(year(), kinds=("starch",))
    assert weeks.columns == list(WEEKS)
    assert weeks["week"].dt.weekday().unique().to_list() == [1]
    best, tet = weeks.row(0, named=True), row(weeks, dt.date(2003, 2, 3))
    assert best["week"].month not in PEAK
    assert best["slack"]
    assert tet["events"] == ["tet"]
    assert tet["busy"] == ["starch"]
    assert tet["rank"] > best["rank"]


def test_no_week_is_slack_for_all_where_one_trade_is_at_its_peak(year: Year) -> None:
    weeks = slack_weeks(year())
    assert not weeks["slack"].any()
    assert row(weeks, dt.date(2003, 1, 13))["busy"] == ["starch"]
    assert row(weeks, dt.date(2003, 7, 14))["free"] == ["starch"]


def test_field_work_takes_those_who_farm_only(year: Year) -> None:
    land = year()["household_round"].with_columns(land=pl.lit(800.0))
    harvest = dt.date(2003, 6, 2)
    plain = row(slack_weeks(year(), kinds=("starch",)), harvest)
    farming = row(slack_weeks(year(household_round=land), kinds=("starch",)), harvest)
    assert plain["events"] == []
    assert farming["events"] == ["harvest"]
    assert farming["disturbance"] == pytest.approx(0.5)
    assert plain["disturbance"] < 0.1


def test_another_year_has_the_same_months_and_field_work_but_not_the_moons_festivals(year: Year) -> None:
    land = year()["household_round"].with_columns(land=pl.lit(800.0))
    weeks = slack_weeks(year(household_round=land), dt.date(2005, 1, 1), dt.date(2005, 12, 31))
    assert weeks.height == 51  # whole weeks only
    assert row(weeks, dt.date(2005, 6, 6))["events"] == ["harvest"]
    assert row(weeks, dt.date(2005, 2, 7))["events"] == []


def test_an_unknown_trade_counts_with_its_mean_week_and_is_missing() -> None:
    week = [dt.date(2003, 6, 2), dt.date(2003, 6, 9)]
    by_trade = pl.DataFrame(
        {
            "week": week * 2, "kind": ["a", "a", "b", "b"], "load": [0.2, 0.2, None, 0.8],
            "peak": [False] * 4, "slack": [False] * 4, "events": [[], [], [], []],
        },
        schema_overrides={"events": pl.List(pl.String)},
    )  # fmt: skip
    ranked = rank_weeks(by_trade, pl.DataFrame({"kind": ["a", "b"], "enterprises": [1, 3]}))
    first = row(ranked, week[0])
    assert first["disturbance"] == pytest.approx((0.2 + 3 * 0.8) / 4)
    assert (first["enterprises"], first["missing"]) == (1, 3)


def test_where_nothing_is_known_there_are_no_weeks(year: Year) -> None:
    tables = year()
    empty = year(labour=tables["labour"].clear(), activity=tables["activity"].clear())
    assert slack_weeks(empty).is_empty()
    with pytest.raises(LookupError):
        slack_weeks(year(), round="1999")
