"""Own tests beside what markets ask for."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.quality import Quality, market_tests, quality, wilson

Build = Callable[..., Cluster]
MONTH = dt.date(2002, 11, 1)


def judged(chain_of: Build, **more: pl.DataFrame) -> Quality:
    """Four makers of wet starch; the factory asks for purity ≥ 95, ash ≤ 0.5 and lots of 100."""
    tests = [
        ("a", "purity", 96.0), ("a", "ash", 0.4), ("b", "purity", 95.0), ("b", "ash", 0.5), ("c", "purity", 93.0),
        ("c", "ash", 0.4), ("d", "purity", 97.0),
    ]  # fmt: skip
    test = pl.DataFrame(tests, schema=["enterprise", "property", "value"], orient="row").with_columns(
        round=pl.lit("2002"), product=pl.lit("wet"), day=pl.lit(MONTH)
    )
    floor = pl.DataFrame(
        {"market": ["MF", "MF"], "property": ["purity", "ash"], "low": [95.0, None], "high": [None, 0.5]}
    )
    market = chain_of()["market"].with_columns(minimum_lot=pl.lit(100.0))
    sales = pl.DataFrame(
        {"month": [MONTH] * 4, "seller": list("abcd"), "product": ["wet"] * 4, "quantity": [80.0, 30.0, 60.0, 500.0]}
    )
    return quality(chain_of(**({"quality_test": test, "quality_floor": floor, "market": market} | more)), sales)


def test_who_keeps_every_bound_passes_and_who_was_not_tested_on_all_is_not_judged(chain_of: Build) -> None:
    held = judged(chain_of)
    passes = dict(held.partners.filter(pl.col("market") == "MF").select("enterprise", "passes").iter_rows())
    assert passes == {"a": True, "b": True, "c": False, "d": None}
    row = held.quality.row(0, named=True)
    assert (row["tested"], row["passing"]) == (3, pytest.approx(2 / 3))
    assert row["volume_passing"] == pytest.approx(110 / 170)
    assert row["worst"] == "purity"


def test_a_gap_is_told_in_units_and_in_deviations(chain_of: Build) -> None:
    row = judged(chain_of).gaps.row(by_predicate=pl.col("property") == "purity", named=True)
    values = np.array([96.0, 95.0, 93.0, 97.0])
    assert row["gap"] == pytest.approx(95 - values.mean())
    assert row["gap_deviations"] == pytest.approx((95 - values.mean()) / values.std(ddof=1))
    assert row["shortfall"] == pytest.approx(2.0)
    assert row["passing"] == 0.75


def test_repeated_tests_of_one_enterprise_count_once_by_their_mean(chain_of: Build) -> None:
    twice = pl.DataFrame(
        {"round": ["2002"] * 2, "enterprise": ["a"] * 2, "product": ["wet"] * 2, "property": ["purity"] * 2,
         "day": [MONTH, dt.date(2002, 11, 9)], "value": [93.0, 96.0]}
    )  # fmt: skip
    floor = pl.DataFrame({"market": ["MF"], "property": ["purity"], "low": [95.0]})
    row = judged(chain_of, quality_test=twice, quality_floor=floor).gaps.row(0, named=True)
    assert (row["tested"], row["passing"], row["mean"]) == (1, 0.0, 94.5)


def test_those_who_pass_fill_a_lot_together(chain_of: Build) -> None:
    row = judged(chain_of).lots.row(by_predicate=pl.col("market") == "MF", named=True)
    assert (row["volume"], row["fewest"], row["typical"], row["months_filled"]) == (110.0, 2, 2, 1.0)
    assert row["likely_volume"] == pytest.approx(110 / 170 * 670)
    more = chain_of()["market"].with_columns(minimum_lot=pl.lit(1000.0))
    assert judged(chain_of, market=more).lots.filter(pl.col("market") == "MF")["fewest"].item() is None


def test_where_nothing_is_asked_for_everybody_passes(chain_of: Build) -> None:
    sales = pl.DataFrame({"month": [MONTH], "seller": ["hoa"], "product": ["noodles"], "quantity": [30.0]})
    held = quality(chain_of(), sales)
    assert held.partners.rows() == [("MN", "hoa", "noodles", 30.0, True)]
    assert held.quality.is_empty()


def test_a_tested_maker_who_sold_nothing_is_a_partner_without_volume(chain_of: Build) -> None:
    held = quality(
        chain_of(
            quality_floor=pl.DataFrame({"market": ["MF"], "property": ["purity"], "low": [95.0]}),
            quality_test=pl.DataFrame(
                {"round": ["2002"], "enterprise": ["binh"], "product": ["wet"], "property": ["purity"],
                 "day": [MONTH], "value": [96.0]}
            ),
        ),
        pl.DataFrame(schema={"month": pl.Date, "seller": pl.String, "product": pl.String, "quantity": pl.Float64}),
    )  # fmt: skip
    assert held.partners.rows() == [("MF", "binh", "wet", 0.0, True)]
    assert held.quality["volume_passing"].item() is None


def test_wilsons_interval_as_newcombe_prints_it() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    low, high = wilson(np.array([81.0, 15, 0, 1]), np.array([263.0, 148, 20, 29]))
    assert np.round(low, 4).tolist() == [0.2553, 0.0624, 0.0, 0.0061]
    assert np.round(high, 4).tolist() == [0.3662, 0.1605, 0.1611, 0.1718]


def test_no_records_give_empty_tables() -> None:
    nothing = pl.DataFrame(schema={"month": pl.Date, "seller": pl.String, "product": pl.String, "quantity": pl.Float64})
    held = quality(Cluster.of({}), nothing)
    assert held.gaps.is_empty()
    assert held.quality.is_empty()
    assert held.lots.is_empty()
    assert held.partners.is_empty()


def test_the_verdict_says_how_much_of_what_is_asked_is_kept(chain_of: Build) -> None:
    floor = pl.DataFrame(
        {"market": ["MF", "MF"], "property": ["purity", "ash"], "low": [95.0, None], "high": [None, 0.5]}
    )
    test = pl.DataFrame(
        {"enterprise": ["binh", "binh", "lan"], "property": ["purity", "ash", "ash"], "value": [96.0, 0.7, 0.4]}
    ).with_columns(round=pl.lit("2002"), product=pl.lit("wet"), day=pl.lit(MONTH))
    rows = market_tests(chain_of(quality_floor=floor, quality_test=test))
    assert rows.rows() == [("binh", "wet", "MF", 2, 1, False)]
