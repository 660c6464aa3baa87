"""Seeds are shares without amounts."""

import polars as pl
import pytest

from edulis.engine.livelihoods.seeds import read_seeds


def heaps(*rows: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["household", "source", "seeds"], orient="row")


FIVE = [(f"h{n}", "crops", 10) for n in range(5)] + [(f"h{n}", "processing", 10) for n in range(5)]


def test_each_household_counts_once_however_many_seeds_it_laid() -> None:
    rows = [*FIVE, ("h5", "crops", 1)]
    told = read_seeds(heaps(*rows))
    share = dict(told.sources.select("source", "share").iter_rows())
    assert share == pytest.approx({"crops": (5 * 0.5 + 1) / 6, "processing": 2.5 / 6})
    assert sum(share.values()) == pytest.approx(1)
    assert told.findings[0].n == 6
    assert told.findings[0].value == pytest.approx((5 * 2 + 1) / 6)


def test_fewer_than_five_households_tell_nothing() -> None:
    told = read_seeds(heaps(*FIVE[:4], ("h0", "processing", 3)))
    assert told.findings == ()
    assert told.sources.height == 0
    assert told.households.height == 4


def test_no_heap_and_empty_heaps_tell_nothing() -> None:
    assert read_seeds(heaps()).findings == ()
    assert read_seeds(heaps(*((f"h{n}", "crops", 0) for n in range(9)))).households.height == 0


def test_the_order_of_rows_changes_nothing() -> None:
    assert read_seeds(heaps(*FIVE)).sources.equals(read_seeds(heaps(*reversed(FIVE))).sources)
