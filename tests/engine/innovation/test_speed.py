"""How fast new things come in, and how fast each spreads."""

import math
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.histories import histories_of
from edulis.engine.innovation.paths import path_rows
from edulis.engine.innovation.speed import curve_steps, innovation_rows, poisson_interval, share_interval, speed_rows

Makers = Callable[..., Cluster]


def test_the_interval_of_a_count_is_that_of_the_tables() -> None:
    # Garwood (1936): 95 % limits for counts of 0, 1 and 10 events.
    assert poisson_interval(0, 1) == pytest.approx((0.0, 3.6889), abs=1e-4)
    assert poisson_interval(1, 1) == pytest.approx((0.0253, 5.5716), abs=1e-4)
    assert poisson_interval(10, 10) == pytest.approx((0.4795, 1.8390), abs=1e-4)


def test_the_interval_of_a_share_is_exact() -> None:
    assert share_interval(0, 10) == pytest.approx((0.0, 0.3085), abs=1e-4)
    assert share_interval(10, 10) == pytest.approx((0.6915, 1.0), abs=1e-4)
    assert math.isnan(share_interval(0, 0)[0])


def test_new_things_are_counted_back_from_the_survey(makers: Makers) -> None:
    rows = speed_rows(histories_of(makers(), 2003.0))
    assert dict(rows.select("years", "things").iter_rows()) == {5: 0, 10: 1, 20: 1}
    assert rows.filter(pl.col("years") == 10)["rate"].item() == pytest.approx(0.1)
    assert rows.filter(pl.col("years") == 5)["adoptions"].item() == 2


def test_the_curve_counts_those_who_have_it_use_it_and_could(makers: Makers) -> None:
    rows = curve_steps(histories_of(makers(), 2003.0))
    at = {row["year"]: row for row in rows.iter_rows(named=True)}
    assert [at[year]["adopters"] for year in (1995, 1996, 1998, 2001)] == [1, 2, 3, 4]
    assert (at[1998]["potential"], at[1999]["potential"]) == (5, 6)
    assert (at[1999]["using"], at[2000]["using"]) == (3, 2)  # Ms Lan gave it up
    assert at[2002]["share"] == pytest.approx(4 / 6)


def test_one_row_tells_an_innovation_with_its_times_cost_and_credit(makers: Makers) -> None:
    told = histories_of(makers(), 2003.0)
    row = innovation_rows(told, path_rows(makers(), told)).to_dicts()[0]
    assert (row["potential"], row["adopters"], row["given_up"], row["costed"]) == (6, 4, 1, 3)
    assert row["cost"] == 2_500_000
    assert row["years_50"] == pytest.approx(3 + 1 / 24)
    assert row["years_90"] is None
    assert (row["itself"], row["jointly"], row["copied"], row["unknown"]) == (4, 0, 0, 0)


def test_an_innovation_nobody_took_up_is_told_as_such(makers: Makers) -> None:
    told = histories_of(makers(adoption=makers()["adoption"].clear()), 2003.0)
    row = innovation_rows(told, path_rows(makers(adoption=makers()["adoption"].clear()), told)).to_dicts()[0]
    assert (row["potential"], row["adopters"], row["years_50"]) == (0, 0, None)
    assert curve_steps(told).is_empty()
