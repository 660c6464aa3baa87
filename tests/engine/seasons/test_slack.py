"""One trade's peak is another's quiet time."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import SeasonAssumptions
from edulis.engine.seasons.profiles import profiles
from edulis.engine.seasons.slack import main_peaks, members_of, named_months, slack_months

Year = Callable[..., Cluster]
PEAK = {11, 12, 1, 2, 3}

BELIEFS = SeasonAssumptions()


def months(table: pl.DataFrame, kind: str, flag: str) -> set[int]:
    return set(table.filter((pl.col("kind") == kind) & pl.col(flag))["month_of_year"])


def read(year: Year, **tables: pl.DataFrame) -> pl.DataFrame:
    cluster = year(**tables).at("2002")
    return slack_months(profiles(cluster), main_peaks(cluster, None, BELIEFS), BELIEFS)


def test_slack_and_peak_are_told_trade_by_trade(year: Year) -> None:
    table = read(year)
    assert months(table, "starch", "peak") == PEAK
    assert months(table, "starch", "slack") == set(range(1, 13)) - PEAK
    assert months(table, "noodles", "peak") == set(range(4, 11))
    assert not months(table, "pigs", "peak")
    assert not months(table, "pigs", "slack")  # even work is neither


def test_no_month_is_slack_while_a_main_activity_is_at_its_peak(year: Year) -> None:
    summer = pl.col("enterprise").str.starts_with("binh") & (pl.col("month").dt.month() == 7)
    activity = year()["activity"].with_columns(level=pl.when(summer).then(9e4).otherwise("level"))
    table = read(year, activity=activity)
    assert 7 in months(table, "starch", "peak")
    assert 7 not in months(table, "starch", "slack")


def test_a_change_of_technique_for_the_same_product_is_no_peak(year: Year) -> None:
    techniques = pl.concat(
        [
            year()["process"].select("code", "name", "product", "labour"),
            pl.DataFrame({"code": ["bran"], "name": ["Cám"], "product": ["pig"], "labour": [0.5]}),
        ]
    )
    summer = pl.col("enterprise").str.starts_with("lan") & ~pl.col("month").dt.month().is_in(list(PEAK))
    activity = year()["activity"].with_columns(process=pl.when(summer).then(pl.lit("bran")).otherwise("process"))
    assert not months(read(year, process=techniques, activity=activity), "pigs", "peak")


def test_without_hours_only_peaks_of_what_is_made_are_known(year: Year) -> None:
    tables = year()
    table = read(year, labour=tables["labour"].clear(), process=tables["process"].with_columns(labour=None))
    assert months(table, "starch", "peak") == PEAK
    assert not table["slack"].any()


def test_gaps_are_months_in_which_money_or_raw_material_is_short(year: Year) -> None:
    named = named_months(profiles(year().at("2002")), BELIEFS)
    raw = named.filter((pl.col("measure") == "raw") & (pl.col("level") == "cluster"))
    assert {row["month"].month for row in raw.filter(pl.col("what") == "peak").to_dicts()} == PEAK
    assert {row["month"].month for row in raw.filter(pl.col("what") == "gap").to_dicts()} == set(range(1, 13)) - PEAK
    noodles = named.filter((pl.col("measure") == "cash") & (pl.col("who") == "noodles"))
    assert {row["month"].month for row in noodles.to_dicts()} == PEAK  # starch for 2.5 M, noodles for 2.3 M


def test_members_say_how_many_there_are_and_who_farms(year: Year) -> None:
    land = year()["household_round"].with_columns(
        land=pl.when(pl.col("household") == "h_lan0").then(500.0).otherwise(0.0)
    )
    table = members_of(year(household_round=land).at("2002"))
    assert dict(table.select("kind", "enterprises").iter_rows()) == {"noodles": 3, "pigs": 3, "starch": 3}
    assert table.filter(pl.col("kind") == "pigs")["farming"][0] == 1 / 3
