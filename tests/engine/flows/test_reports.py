import polars as pl
import pytest
from village import MONTHS, grow

from edulis.engine.cluster import Cluster
from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.reports import gather, prices

TRADE = {"round": "r1", "month": MONTHS[0], "seller": "starch0", "buyer": "noodles0", "product": "wet_starch"}


def with_trades(*rows, **tables):
    frames = dict(grow(months=1).cluster.tables) | tables
    frames["trade"] = pl.DataFrame([TRADE | row for row in rows], infer_schema_length=None)
    return Cluster.of(frames)


def test_grades_and_terms_of_one_delivery_are_added_up():
    cluster = with_trades(
        {"reporter": "seller", "quantity": 60.0, "grade": "one", "value": 60_000},
        {"reporter": "seller", "quantity": 40.0, "grade": "two", "terms": "credit", "value": 30_000},
        {"reporter": "buyer", "quantity": 95.0},
    )
    reports = gather(cluster, Assumptions())
    assert reports.trades.height == 1
    seller, buyer = reports.trade_reports.sort("reporter", descending=True).to_dicts()
    assert seller["reported"] == 100
    assert seller["value"] == 90_000
    assert buyer["reported"] == 95
    assert buyer["relative"] == Assumptions().buyer
    assert not buyer["stated"]


def test_local_measures_become_base_units_and_carry_their_rounding():
    unit = pl.DataFrame({"code": ["ta"], "name": ["tạ"], "base": ["kg"], "factor": [100.0]})
    cluster = with_trades({"reporter": "seller", "quantity": 3.0, "unit": "ta"}, unit=unit)
    row = gather(cluster, Assumptions()).trade_reports.row(0, named=True)
    assert row["reported"] == 300
    assert row["rounding"] == pytest.approx(100 / 12**0.5)


def test_a_delivery_without_an_amount_stays_a_delivery():
    reports = gather(with_trades({"reporter": "seller", "quantity": None}), Assumptions())
    assert reports.trades.height == 1
    assert reports.trade_reports["reported"].null_count() == 1


def test_services_and_what_nobody_trades_have_no_balance():
    product = pl.DataFrame(
        {
            "code": ["wet_starch", "grating", "peel"],
            "name": ["a", "b", "c"],
            "stage": ["half", "service", "waste"],
            "unit": ["kg", "hour", "kg"],
        }
    )
    cluster = with_trades(
        {"reporter": "seller", "quantity": 1.0}, {"reporter": "seller", "quantity": 1.0, "product": "grating"},
        product=product,
    )  # fmt: skip
    assert gather(cluster, Assumptions()).balanced["product"].to_list() == ["wet_starch"]


def test_only_enterprises_of_the_cluster_that_answered_are_bound():
    village = grow(months=2, refused=0.2)
    bound = set(gather(village.cluster, Assumptions()).bound)
    assert "city" not in bound
    silent = village.cluster["enterprise_round"].filter(pl.col("answer") == "refused")["enterprise"].to_list()
    assert silent
    assert not bound & set(silent)


def test_a_price_forgets_reports_in_the_wrong_unit():
    cluster = with_trades(
        {"reporter": "seller", "quantity": 100.0, "value": 100_000},
        {"reporter": "buyer", "quantity": 1.0, "value": 100_000},
        {"reporter": "seller", "quantity": 100.0, "value": 120_000, "buyer": "noodles1"},
    )
    known = cluster.at("r1")
    assert prices(gather(known, Assumptions()), known)["price"].to_list() == [1100.0]


def test_a_usual_price_stands_in_for_amounts_in_their_own_units():
    cluster = with_trades({"reporter": "seller", "quantity": 100.0, "value": None})
    price = pl.when(pl.col("code") == cluster["trade"]["product"][0]).then(12.5).alias("price")
    frames = dict(cluster.tables) | {"product": cluster["product"].with_columns(price)}
    about = {"code": ["c"], "title": ["A"], "currency": ["USD"], "minor_digits": [2]}
    known = Cluster.of(frames | {"cluster": pl.DataFrame(about)}).at("r1")
    assert prices(gather(known, Assumptions()), known)["price"].to_list() == [1250.0]
