"""Crowded markets, margins, tests and lots, in sentences."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.markets.quality import Quality, quality
from edulis.engine.markets.tell_offers import tell_offers

Build = Callable[..., Cluster]
MONTH = dt.date(2002, 11, 1)
NOTHING = pl.DataFrame(schema={"month": pl.Date, "seller": pl.String, "product": pl.String, "quantity": pl.Float64})


def crowded(**columns: list[object]) -> pl.DataFrame:
    base: dict[str, list[object]] = {
        "product": ["wet", "noodles"], "sellers": [9, 9], "buyers": [2, 9], "countable": [True, True],
        "sellers_per_buyer": [4.5, 1.0], "trend": [-0.1, -0.1], "trend_high": [-0.05, -0.05],
        "after_labour": [-0.1, 0.3],
    }  # fmt: skip
    return pl.DataFrame(base | columns)


def told(cluster: Cluster, table: pl.DataFrame, tested: Quality) -> dict[str, Finding]:
    return {finding.code: finding for finding in tell_offers(cluster, table, tested) if finding is not None}


def makers(chain_of: Build, purity: list[float]) -> tuple[Cluster, Quality]:
    names = [f"m{number}" for number in range(len(purity))]
    cluster = chain_of(
        quality_test=pl.DataFrame({"enterprise": names, "value": purity}).with_columns(
            round=pl.lit("2002"), product=pl.lit("wet"), property=pl.lit("purity"), day=pl.lit(MONTH)
        ),
        quality_floor=pl.DataFrame({"market": ["MF"], "property": ["purity"], "low": [95.0]}),
        market=chain_of()["market"].with_columns(minimum_lot=pl.lit(25.0)),
    )
    sales = pl.DataFrame({"seller": names}).with_columns(
        month=pl.lit(MONTH), product=pl.lit("wet"), quantity=pl.lit(10.0)
    )
    return cluster, quality(cluster, sales)


def test_crowded_and_falling_products_are_counted(chain_of: Build) -> None:
    found = told(chain_of(), crowded(), quality(chain_of(), NOTHING))
    assert found["markets.saturated"].value == 0.5
    assert found["markets.saturated"].evidence["products"] == ["wet"]
    calm = told(chain_of(), crowded(trend_high=[0.1, 0.1]), quality(chain_of(), NOTHING))
    assert calm["markets.saturated"].value == 0
    assert "none is both" in str(calm["markets.saturated"].title)


def test_what_is_left_for_own_work_names_products_of_five_sellers(chain_of: Build) -> None:
    found = told(chain_of(), crowded(), quality(chain_of(), NOTHING))
    assert "Miến leaves most" in str(found["markets.left"].title)
    assert found["markets.left"].low == -0.1
    assert "markets.left" not in told(chain_of(), crowded(sellers=[4, 9]), quality(chain_of(), NOTHING))


def test_the_gap_is_told_with_what_fails_most(chain_of: Build) -> None:
    cluster, tested = makers(chain_of, [96.0, 94.0, 93.0, 94.0, 93.0, 92.0])
    gap = told(cluster, crowded(), tested)["markets.gap"]
    assert gap.value == pytest.approx(1 / 6)
    assert "Purity" in str(gap.title)
    assert "17%" in str(gap.title)
    assert told(cluster, crowded(), tested)["markets.quality"].value == 0


def test_a_few_tested_are_told_without_a_figure(chain_of: Build) -> None:
    cluster, tested = makers(chain_of, [94.0, 93.0])
    gap = told(cluster, crowded(), tested)["markets.gap"]
    assert gap.evidence["few"]
    assert "%" not in str(gap.title)


def test_lots_that_only_several_fill_are_counted(chain_of: Build) -> None:
    cluster, tested = makers(chain_of, [96.0] * 6)
    lots = told(cluster, crowded(), tested)["markets.lots"]
    assert lots.value == 1.0
    assert lots.evidence["fewest"] == {"MF": 3}
    assert "markets.gap" not in told(cluster, crowded(), tested)


def test_untested_products_are_a_reason_and_no_figure(chain_of: Build) -> None:
    cluster = chain_of(quality_floor=pl.DataFrame({"market": ["MF"], "property": ["purity"], "low": [95.0]}))
    found = told(cluster, crowded().clear(), quality(cluster, NOTHING))
    assert found["markets.quality"].value is None
    assert list(found) == ["markets.quality"]
