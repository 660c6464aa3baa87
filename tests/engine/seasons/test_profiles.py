"""Months by household, trade and cluster, with those who told and those who did not."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.seasons.profiles import ledger, locals_of, profiles

Year = Callable[..., Cluster]

JANUARY, MAY = dt.date(2003, 1, 1), dt.date(2003, 5, 1)


def at(table: pl.DataFrame, measure: str, level: str, who: str | None, month: dt.date = JANUARY) -> dict:
    own = pl.col("who").is_null() if who is None else pl.col("who") == who
    return table.filter(
        own & (pl.col("measure") == measure) & (pl.col("level") == level) & (pl.col("month") == month)
    ).to_dicts()[0]  # fmt: skip


def test_the_months_add_up_from_household_to_trade_to_cluster(year: Year) -> None:
    table = profiles(year().at("2002"))
    assert at(table, "labour", "household", "h_binh0")["amount"] == 200
    assert at(table, "labour", "kind", "starch")["amount"] == pytest.approx(600)
    whole = at(table, "labour", "cluster", None)
    assert (whole["amount"], whole["n"], whole["missing"]) == (pytest.approx(600 + 180 + 150), 9, 0)


def test_cash_is_sales_less_purchases_and_wages(year: Year) -> None:
    cash = at(profiles(year().at("2002")), "cash", "household", "h_binh0")
    assert cash["amount"] == pytest.approx(2000 * 1250 - 2000 * 1000 - 80_000)


def test_raw_material_counts_as_dry_matter_and_not_with_traders(year: Year) -> None:
    table = profiles(year().at("2002"))
    assert at(table, "raw", "kind", "starch")["amount"] == pytest.approx(3 * 2.5 * 2000 * 0.4)
    traders = year()["enterprise"].with_columns(
        kind=pl.when(pl.col("kind") == "starch").then(pl.lit("trader")).otherwise("kind")
    )
    assert profiles(year(enterprise=traders).at("2002")).filter(pl.col("measure") == "raw").is_empty()


def test_a_month_not_told_is_unknown_to_the_household_and_counted_in_for_its_trade(year: Year) -> None:
    tables = year()
    silent = (pl.col("enterprise") == "binh0") & (pl.col("month") == JANUARY)
    cluster = year(labour=tables["labour"].filter(~silent), activity=tables["activity"].filter(~silent)).at("2002")
    table = profiles(cluster)
    assert at(table, "labour", "household", "h_binh0")["amount"] is None
    trade = at(table, "labour", "kind", "starch")
    assert trade["amount"] == pytest.approx(600, rel=1e-6)
    assert (trade["n"], trade["missing"]) == (2, 1)


def test_a_month_without_deliveries_is_none_for_those_who_answered_and_unknown_for_others(year: Year) -> None:
    trade = year()["trade"].filter((pl.col("seller") != "lan0") | (pl.col("month") != JANUARY))
    assert at(profiles(year(trade=trade).at("2002")), "sales", "household", "h_lan0")["amount"] == 0
    refused = pl.DataFrame({"round": ["2002"], "enterprise": ["lan0"], "answer": ["refused"]})
    table = profiles(year(trade=trade, enterprise_round=refused).at("2002"))
    assert at(table, "sales", "household", "h_lan0")["amount"] is None


def test_a_small_trade_with_unknown_months_does_not_hide_the_whole_year(year: Year) -> None:
    tables = year()
    lan = pl.col("enterprise").str.starts_with("lan") & (pl.col("month") == MAY)
    few = tables["labour"].filter(~lan)
    cluster = year(labour=few, activity=tables["activity"].filter(~lan)).at("2002")
    assert at(profiles(cluster), "labour", "cluster", None, MAY)["amount"] is None  # pigs hold a fifth of the hours
    less = few.with_columns(pl.when(pl.col("enterprise").str.starts_with("lan")).then(pl.col(name) / 10).otherwise(name)
                            .alias(name) for name in ("family_hours", "hired_hours"))  # fmt: skip
    cluster = year(labour=less, activity=tables["activity"].clear()).at("2002")
    may = at(profiles(cluster), "labour", "cluster", None, MAY)
    assert may["amount"] == pytest.approx(30 + 360)
    assert may["missing"] == 3


def test_order_of_rows_and_an_isolated_household_change_nothing(year: Year) -> None:
    plain = profiles(year().at("2002"))
    mixed = {name: table.sample(fraction=1, shuffle=True, seed=1) for name, table in year().tables.items()}
    assert profiles(Cluster.of(mixed).at("2002")).equals(plain)
    more = pl.concat([year()["household"], pl.DataFrame({"code": ["alone"]})], how="diagonal")
    assert profiles(year(household=more).at("2002")).equals(plain)


def test_other_units_of_money_scale_the_money_and_nothing_else(year: Year) -> None:
    hundredths = year()["cluster"].with_columns(minor_digits=pl.lit(2, pl.Int64))
    plain, other = profiles(year().at("2002")), profiles(year(cluster=hundredths).at("2002"))
    money = pl.col("measure").is_in(["sales", "purchases", "cash", "wages", "income"])
    scaled = plain.with_columns(amount=pl.when(money).then(pl.col("amount") / 100).otherwise("amount"))
    assert (scaled["amount"] - other["amount"]).abs().max() < 1e-6


def test_reconciled_flows_take_the_place_of_reports(year: Year) -> None:
    cluster = year()
    table = profiles(cluster.at("2002"), reconcile(cluster))
    assert at(table, "labour", "kind", "starch")["amount"] == pytest.approx(600)
    assert at(table, "sales", "kind", "starch")["amount"] == pytest.approx(3 * 2000 * 1250, rel=0.2)


def test_without_months_there_are_no_profiles_but_the_enterprises_are_known(year: Year) -> None:
    assert profiles(Cluster.of({})).is_empty()
    assert ledger(year().at("2002"))["measure"].unique().sort().to_list() == [
        "labour", "purchases", "raw", "sales", "wages"
    ]  # fmt: skip
    assert locals_of(year()).height == 9
    unplaced = year()["enterprise"].with_columns(local=pl.lit(None, pl.Boolean))
    assert locals_of(year(enterprise=unplaced)).height == 11


def test_rows_without_a_name_or_a_month_are_left_out(year: Year) -> None:
    nobody, nowhen = pl.lit(None, pl.String), pl.lit(None, pl.Date)
    tables = year()
    assert profiles(year(labour=tables["labour"].with_columns(month=nowhen)).at("2002")).height
    assert profiles(year(income=tables["income"].with_columns(household=nobody)).at("2002")).height
    assert profiles(year(enterprise=tables["enterprise"].with_columns(code=nobody)).at("2002")).height
    assert profiles(year(enterprise=tables["enterprise"].with_columns(kind=nobody)).at("2002")).height
