"""A year is read whole, in two years the season shows apart from the trend, and a sketch says what it lacks."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import read_seasons

Year = Callable[..., Cluster]

Cast = Callable[..., Cluster]


def index(cluster: Cluster, measure: str, who: str | None) -> dict:
    table = read_seasons(cluster).indices
    own = pl.col("who").is_null() if who is None else pl.col("who") == who
    return table.filter((pl.col("measure") == measure) & own & (pl.col("level") != "household")).to_dicts()[0]


def test_the_season_of_a_trade_is_measured(year: Year) -> None:
    starch = index(year(), "labour", "starch")
    assert starch["peak_month"] in {11, 12, 1, 2, 3}
    assert starch["mean_month"] == pytest.approx(1.0)
    assert starch["seasonality"] == pytest.approx(2 * (1000 / 1070 - 5 / 12), abs=1e-9)
    assert index(year(), "labour", "pigs")["seasonality"] == pytest.approx(0)
    assert index(year(), "cash", "noodles")["seasonality"] is None  # below zero in winter


def test_a_month_that_is_not_known_leaves_the_index_unsaid(year: Year) -> None:
    tables = year()
    gone = pl.col("month") != dt.date(2003, 5, 1)
    short = year(labour=tables["labour"].filter(gone), activity=tables["activity"].filter(gone))
    found = index(short, "labour", "starch")
    assert found["seasonality"] is None
    assert found["months"] == 11


def test_in_two_years_the_peak_is_that_of_the_season(year: Year) -> None:
    tables = {name: year()[name] for name in ("round", "trade", "labour", "activity", "income")}
    later = {
        name: table.with_columns(pl.col(column).dt.offset_by("1y") for column in table.columns
                                 if column in {"month", "first_month", "last_month"})
        .with_columns(pl.lit("2003").alias("code" if name == "round" else "round"))
        for name, table in tables.items()
    }  # fmt: skip
    both = year(**{name: pl.concat([tables[name], later[name]]) for name in tables})
    assert read_seasons(both).round == "2003"
    assert index(both, "labour", None)["peak_month"] in {11, 12, 1, 2, 3}


def test_the_tables_come_out_with_units(year: Year) -> None:
    answer = read_seasons(year())
    assert answer.to_frame().columns[0] == "measure"
    assert set(answer.tables) == {"profiles", "indices", "months", "slack", "trade_weeks", "weeks"}
    assert answer.lacks == ()
    with pytest.raises(LookupError):
        read_seasons(year(), "1999")


def test_a_sketch_and_an_empty_cluster_say_what_they_lack(cast: Cast) -> None:
    for cluster in (cast(trade=cast()["trade"].with_columns(month=None, quantity=None, value=None)), Cluster.of({})):
        answer = read_seasons(cluster)
        assert {need.record for need in answer.lacks} == {"labour", "trade", "income", "calendar"}
        assert all(finding.value is None for finding in answer.findings)
        assert answer.weeks.is_empty()


def test_one_month_of_trades_alone_is_read_without_a_season(cast: Cast) -> None:
    answer = read_seasons(cast())
    assert answer.indices["seasonality"].null_count() == answer.indices.height
    assert answer.profiles.filter((pl.col("measure") == "sales") & (pl.col("level") == "cluster")).height == 1


def test_figures_move_a_little_where_what_was_told_moves_a_little(year: Year, steady: Callable[..., None]) -> None:
    # Months are counted by thresholds: one that lies on its bound comes or goes as a whole.
    steady(read_seasons, year(), jumps=["seasons.cash", "seasons.apart", "seasons.weeks"])
