"""What the founding case's reports say of its economy, beside its hidden truth."""

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import Economy, read_economy


@pytest.fixture(scope="module")
def told(records: dict[str, pl.DataFrame]) -> Economy:
    """Read from reports as they are: reconciling takes longer, and moves multipliers by less than their bands."""
    return read_economy(Cluster.of(records), draws=40)


@pytest.fixture(scope="module")
def true(records: dict[str, pl.DataFrame], hidden: dict[str, pl.DataFrame]) -> Economy:
    """Read from every true delivery at its true value, with everybody answering."""
    keys = ["month", "seller", "buyer", "product"]
    trade = hidden["trade"].group_by(keys).agg(pl.col("quantity").cast(pl.Float64).sum(), pl.col("value").sum())
    trade = trade.with_columns(round=pl.lit("2002"), reporter=pl.lit("observer"))
    seen = records["enterprise_round"].with_columns(answer=pl.lit("answered"))
    return read_economy(Cluster.of(dict(records) | {"trade": trade, "enterprise_round": seen}), "2002", draws=0)


def test_both_matrices_balance(told: Economy, true: Economy) -> None:
    assert told.matrix.off < 1e-9
    assert true.matrix.off < 1e-9


def test_multipliers_are_those_of_the_truth(told: Economy, true: Economy) -> None:
    mine, theirs = (economy.kinds.row(0, named=True) for economy in (told, true))
    assert mine["output"] == pytest.approx(theirs["output"], rel=0.05)
    assert mine["income_low"] < theirs["income"] < mine["income_high"]
    assert mine["women"] == pytest.approx(theirs["women"], abs=0.05)


def test_kinds_keep_their_order_of_what_stays_here(told: Economy, true: Economy) -> None:
    both = told.kinds.join(true.kinds, on="kind", suffix="_true").filter(pl.col("kind") != "all")
    assert both.select(pl.corr("income", "income_true", method="spearman")).item() > 0.9


def test_figures_lie_in_the_bands_of_the_literature(told: Economy) -> None:
    """Taylor & Filipski (2014): transfers bring 1.25 to 2.5 in money, and less in purchasing power."""
    transfer = told.prices.filter(pl.col("shock") == "transfer").row(0, named=True)
    assert 1.1 < transfer["nominal"] < 2.5
    assert 1.0 < transfer["real"] < transfer["nominal"]
    assert 1.4 < told.kinds["output"][0] < 3.0
    assert told.radius[1] < 1.0


def test_raw_material_stops_a_fifth_more_of_sales(told: Economy) -> None:
    assert told.served is not None
    assert 0.4 < told.served < 1.0
    assert told.bottlenecks["kind"][0] == "raw"
