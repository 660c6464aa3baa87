"""Poverty is measured per head, adds up over groups, and names its line."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import fgt, poverty_line
from edulis.engine.livelihoods.poverty import fgt_columns

Place = Callable[..., Cluster]
homes = st.lists(st.tuples(st.floats(-50, 300), st.integers(1, 9), st.integers(0, 2)), min_size=1, max_size=20)


def test_the_measures_of_a_hand_made_case_hold() -> None:
    """Two of five people at half the line and one at nothing (Foster, Greer & Thorbecke 1984, by hand)."""
    income, people = [50, 0, 200], [2, 1, 2]
    assert fgt(income, people, 100, 0) == pytest.approx(3 / 5)
    assert fgt(income, people, 100, 1) == pytest.approx((2 * 0.5 + 1) / 5)
    assert fgt(income, people, 100, 2) == pytest.approx((2 * 0.25 + 1) / 5)


def test_country_c_of_the_handbook_on_poverty_and_inequality() -> None:
    """Haughton & Khandker (2009), chapter 4: a line of 125; headcount 0.5, gap 0.08, squared gap 0.0136."""
    spent, people = [100, 110, 150, 160], [1, 1, 1, 1]
    assert [fgt(spent, people, 125, alpha) for alpha in (0, 1, 2)] == pytest.approx([0.5, 0.08, 0.0136])
    table = pl.DataFrame({"spent": [float(one) for one in spent]}).select(fgt_columns("spent", 125.0))
    assert table.mean().row(0) == pytest.approx((0.5, 0.08, 0.0136))


@given(homes, st.floats(0.1, 10))
def test_poverty_adds_up_over_groups_and_needs_no_unit(rows: list[tuple[float, int, int]], unit: float) -> None:
    income, people, group = (np.array(part, float) for part in zip(*rows, strict=True))
    for alpha in (0, 1, 2):
        whole = fgt(income, people, 100, alpha)
        parts = [
            people[group == g].sum() / people.sum() * fgt(income[group == g], people[group == g], 100, alpha)
            for g in np.unique(group)
        ]
        assert whole == pytest.approx(sum(parts), abs=1e-12)
        assert 0 <= whole <= 1
        assert fgt(income * unit, people, 100 * unit, alpha) == pytest.approx(whole, abs=1e-6 if alpha else 0.5)
    assert fgt(income, people, 100, 2) <= fgt(income, people, 100, 1) + 1e-12 <= fgt(income, people, 100, 0) + 2e-12


@given(homes)
def test_the_columns_of_a_table_say_the_same(rows: list[tuple[float, int, int]]) -> None:
    income, people, _ = (np.array(part, float) for part in zip(*rows, strict=True))
    table = pl.DataFrame({"y": income, "n": people}).with_columns(*fgt_columns("y", 100.0))
    for alpha, name in enumerate(("headcount", "gap", "squared_gap")):
        mean = float((table[name] * table["n"]).sum()) / people.sum()
        assert mean == pytest.approx(fgt(income, people, 100, alpha), abs=1e-12)


def test_nobody_and_no_line_have_no_poverty() -> None:
    assert np.isnan(fgt([], [], 100, 0))
    with pytest.raises(ValueError, match="line"):
        fgt([1], [1], 0, 0)


def test_the_line_nearest_in_time_is_taken_and_made_monthly(place: Place) -> None:
    line = poverty_line(place(), dt.date(2003, 3, 1))
    assert line is not None
    assert (line.value, line.region) == (160_000, "Việt Nam")
    yearly = place()["reference"].with_columns(pl.col("value") * 12, unit=pl.lit("VND per head and year"))
    assert poverty_line(place(reference=yearly), None).value == pytest.approx(160_000)  # type: ignore[union-attr]
    daily = place()["reference"].with_columns(unit=pl.lit("đồng một ngày"))
    assert poverty_line(place(reference=daily), None).value == pytest.approx(160_000 * 365 / 12)  # type: ignore[union-attr]
    assert poverty_line(place(reference=place()["reference"].clear()), None) is None
