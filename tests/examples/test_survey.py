"""What the survey saw is wrong in the ways and at the rates that the parameter table states."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from parameters import p
from people import make_people
from survey import TRIFLE, ask, make_reports


@pytest.fixture(scope="module")
def told(truth: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    return make_reports(truth, ask(truth.people))


@pytest.mark.parametrize(
    ("reporter", "name"),
    [("seller", "error_seller"), ("buyer", "error_buyer"), ("seller", "error_trader"), ("observer", "error_observer")],
)
def test_errors_are_as_large_as_stated(told: Any, reporter: str, name: str) -> None:
    reports = told[0].filter(
        pl.col("planted").is_null() & pl.col("unit").is_null() & (pl.col("reporter") == reporter)
        & (pl.col("sigma") == p(name)) & (pl.col("true") > 20)
    )  # fmt: skip
    error = np.log(reports["quantity"].to_numpy() / reports["true"].to_numpy())
    assert reports.height > 100
    assert np.std(error) == pytest.approx(p(name), rel=0.12)
    assert abs(np.mean(error)) < 0.02


def test_sellers_and_buyers_disagree_about_the_same_delivery(records: Any) -> None:
    key = ["month", "seller", "buyer", "product", "terms"]
    plain = records["trade"].filter(pl.col("unit").is_null())
    both = plain.filter(pl.col("reporter") == "seller").join(plain.filter(pl.col("reporter") == "buyer"), on=key)
    assert both.height > 5000
    assert (both["quantity"] != both["quantity_right"]).mean() > 0.8


def test_about_one_report_in_a_hundred_is_grossly_wrong_and_written_down(told: Any, hidden: Any) -> None:
    reports, planted = told[0], hidden["planted"]
    gross = planted.filter(pl.col("planted") != "other_month")
    assert gross.height / reports.height == pytest.approx(p("rate_gross"), rel=0.25)
    assert set(gross["planted"]) == {
        "factor_10", "wrong_unit", "digits_swapped", "wrong_partner", "twice_counted", "half_counted",
    }  # fmt: skip
    tenfold = told[0].filter(pl.col("planted") == "factor_10")
    ratio = np.abs(np.log10(tenfold["told"].to_numpy() / tenfold["true"].to_numpy()))
    assert np.median(ratio) == pytest.approx(1.0, abs=0.1)


def test_some_reports_are_told_for_a_neighbouring_month(told: Any) -> None:
    reports = told[0]
    moved = reports.filter(pl.col("month") != pl.col("month_told"))
    assert 0 < moved.height / reports.height <= p("rate_month")
    assert ((moved["month"] - moved["month_told"]).abs() == 1).all()


def test_forgotten_reports_are_listed_and_small_ones_are_forgotten_more_often(told: Any) -> None:
    reports, gone = told
    assert gone.height / (reports.height + gone.height) == pytest.approx(p("rate_forgotten"), rel=0.15)
    both = pl.concat([reports.select("product", quantity="true", gone=pl.lit(False)),
                      gone.select("product", "quantity", gone=pl.lit(True))])  # fmt: skip
    rank = both.with_columns(r=pl.col("quantity").rank().over("product") / pl.len().over("product"))
    assert rank.filter("gone")["r"].mean() < rank.filter(~pl.col("gone"))["r"].mean() - 0.03


def test_those_who_refused_report_nothing_but_their_partners_do(records: Any, hidden: Any) -> None:
    silent = hidden["silent"]["enterprise"].to_list()
    homes = records["household_round"]
    assert (homes["answer"] == "refused").mean() == pytest.approx(p("rate_refused"), abs=0.005)
    assert (homes["answer"] == "absent").mean() == pytest.approx(p("rate_absent"), abs=0.005)
    for name in ("activity", "stock", "use", "labour", "outcome"):
        assert records[name].filter(pl.col("enterprise").is_in(silent)).height == 0
    trade = records["trade"]
    own = (pl.col("seller").is_in(silent) & (pl.col("reporter") == "seller")) | (
        pl.col("buyer").is_in(silent) & (pl.col("reporter") == "buyer")
    )  # fmt: skip
    lent = hidden["planted"].filter(pl.col("planted") == "wrong_partner").height
    assert trade.filter(own).height <= lent  # only where somebody was named for another
    assert trade.filter(pl.col("seller").is_in(silent) & (pl.col("reporter") == "buyer")).height > 100


def test_partners_from_elsewhere_report_nothing(records: Any, hidden: Any) -> None:
    trade = records["trade"]
    far = (pl.col("seller").str.contains("_") & (pl.col("reporter") == "seller")) | (
        pl.col("buyer").str.contains("_") & (pl.col("reporter") == "buyer")
    )  # fmt: skip
    assert trade.filter(far).height <= hidden["planted"].filter(pl.col("planted") == "wrong_partner").height


def test_no_report_comes_twice_and_nobody_trades_with_himself(records: Any) -> None:
    key = ["round", "month", "seller", "buyer", "product", "grade", "terms", "reporter"]
    assert not records["trade"].select(key).is_duplicated().any()
    assert records["trade"].filter(pl.col("seller") == pl.col("buyer")).height == 0


def test_people_tell_round_figures_some_in_their_own_measures(records: Any) -> None:
    trade = records["trade"]
    local = trade["unit"].is_not_null().mean()
    assert 0.03 < local < p("rate_local_unit")
    weighed = trade.filter(pl.col("quantity") > 100)["quantity"].to_numpy()
    step = 0.5 * 10.0 ** (np.floor(np.log10(weighed)) - 1)
    assert np.allclose(weighed / step, np.round(weighed / step), atol=1e-6)


def test_trifles_are_not_told(told: Any) -> None:
    assert told[0].filter(pl.col("price") * pl.col("true") < 0.9 * TRIFLE).height == 0


def test_the_people_are_the_same_each_time() -> None:
    one, two = make_people(), make_people()
    assert one.households.equals(two.households)
    assert np.array_equal(one.sizes, two.sizes)
