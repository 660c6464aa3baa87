"""Sums over kinds weigh by what is sold outside, and bands hold the value."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books, draw_up
from edulis.engine.economy.effects import effect_of_demand, multipliers
from edulis.engine.economy.summary import ALL, banded, flat, interval, redrawn, summarise

BELIEFS = Assumptions()


@pytest.fixture(scope="module")
def books(season: Callable[..., Cluster]) -> Books:
    return draw_up(season().at("2002"), None, ("kind", "gender", "poor"), BELIEFS)


def test_all_kinds_together_are_the_mean_weighted_by_outside_sales(books: Books) -> None:
    found = multipliers(assemble(books, BELIEFS).matrix)
    told = summarise(found)
    hoa = found.table.filter(pl.col("code") == "hoa")
    assert told.kinds["noodles"]["income"] == pytest.approx(hoa["income"][0])
    assert told.kinds[ALL]["income"] == pytest.approx(hoa["income"][0])  # nobody else sells outside
    assert set(told.kinds) == {ALL, "noodles"}
    assert sum(told.leaks.values()) == pytest.approx(1.0)
    assert told.kinds[ALL]["women"] == pytest.approx(told.groups["gender", "women"] / sum(
        value for (name, _), value in told.groups.items() if name == "gender"))  # fmt: skip


def test_bands_hold_the_value_and_come_from_the_seed(books: Books) -> None:
    one, other = (banded(books, BELIEFS, flat, draws=30, seed=5) for _ in range(2))
    assert one.equals(other)
    row = one.filter(pl.col("name") == "kind|all|income").row(0, named=True)
    assert row["low"] < row["value"] < row["high"]


def test_any_figure_of_a_matrix_can_have_a_band(books: Books) -> None:
    def gained(matrix: object) -> dict[str, float]:
        return {"income": effect_of_demand(matrix, {"enterprise: hoa": 100.0}).income}

    row = banded(books, BELIEFS, gained, draws=20, seed=1).row(0, named=True)
    assert 0 < row["low"] < row["value"] < row["high"]


def test_drawn_values_keep_their_mean(books: Books) -> None:
    drawn = np.mean([values for values, _ in redrawn(books, BELIEFS, 4000, 0)], axis=0)
    assert drawn == pytest.approx(books.pairs["value"].to_numpy(), rel=0.05)


def test_too_few_draws_have_no_band() -> None:
    low, high = interval(np.ones((3, 2)))
    assert np.isnan(low).all()
    assert np.isnan(high).all()
