"""The village model stands on the matrix, and the matrix's village stands still without a shock."""

from collections.abc import Callable

import numpy as np
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import draw_up
from edulis.engine.economy.calibrating import calibrate, ranges, shocks
from edulis.engine.economy.matrix import Matrix
from edulis.engine.economy.village import Shock, local_multiplier, respond

BELIEFS = Assumptions()


@pytest.fixture(scope="module")
def matrix(season: Callable[..., Cluster]) -> Matrix:
    return assemble(draw_up(season().at("2002"), None, ("poor", "gender"), BELIEFS), BELIEFS).matrix


def test_incomes_and_budgets_are_those_of_the_matrix(matrix: Matrix) -> None:
    village = calibrate(matrix, BELIEFS)
    assert village is not None
    role = matrix.accounts["role"].to_numpy()
    poor = matrix.accounts["poor"].to_numpy() == "yes"
    homes = role == "household"
    assert village.income[0] == pytest.approx(matrix.received[homes & poor].sum(), rel=1e-6)
    assert village.income[1] == pytest.approx(matrix.received[homes & ~poor].sum(), rel=0.02)
    spent = village.spending.sum(axis=0) + village.outside_spending + village.saved
    assert spent == pytest.approx(village.income)


def test_without_a_shock_it_stands_still(matrix: Matrix) -> None:
    village = calibrate(matrix, BELIEFS)
    assert village is not None
    nothing = Shock(np.zeros(len(village.groups)), np.zeros(len(village.goods)))
    after = respond(village, nothing)
    assert after.nominal == pytest.approx(village.income, rel=1e-6)


def test_real_lies_below_nominal_for_both_shocks(matrix: Matrix) -> None:
    village = calibrate(matrix, BELIEFS)
    assert village is not None
    assert set(shocks(village)) == {"transfer", "demand"}
    for shock in shocks(village).values():
        found = local_multiplier(village, shock)
        assert found.real < found.nominal


def test_nobody_who_earns_has_no_village() -> None:
    assert calibrate(assemble(draw_up(Cluster.of({}), None, ("kind",), BELIEFS), BELIEFS).matrix, BELIEFS) is None


def test_ranges_are_those_of_the_assumptions() -> None:
    assert ranges()["labour_share"] == (0.45, 0.65)
