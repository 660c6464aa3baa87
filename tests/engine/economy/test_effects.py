"""A change reaches everybody it reaches, with its sign, and all of it is found again."""

from collections.abc import Callable

import numpy as np
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import draw_up
from edulis.engine.economy.effects import (
    effect_of_demand,
    effect_of_price,
    effect_of_technique,
    multipliers,
    scenarios,
)
from edulis.engine.economy.leaks import Refused
from edulis.engine.economy.matrix import Matrix

BELIEFS = Assumptions()


@pytest.fixture(scope="module")
def matrix(season: Callable[..., Cluster]) -> Matrix:
    return assemble(draw_up(season().at("2002"), None, ("kind", "gender", "poor"), BELIEFS), BELIEFS).matrix


def test_multipliers_of_enterprises_are_at_least_one_and_leaks_add_up_to_one(matrix: Matrix) -> None:
    found = multipliers(matrix)
    firms = found.table.filter(found.table["role"] == "enterprise")
    assert (firms["output"] >= 1.0).all()
    assert sum(found.leaks.values()) == pytest.approx(np.ones(found.table.height))
    listed = sum(row for (name, _), row in found.groups.items() if name == "gender")
    assert listed + found.table["neighbours"].to_numpy() == pytest.approx(found.table["income"].to_numpy())


def test_a_demand_has_the_effect_that_multipliers_tell(matrix: Matrix) -> None:
    found = multipliers(matrix).table
    effect = effect_of_demand(matrix, {"enterprise: hoa": 200.0})
    row = found.row(found["code"].to_list().index("hoa"), named=True)
    assert effect.output == pytest.approx(200 * row["output"])
    assert effect.income == pytest.approx(200 * row["income"])
    assert effect.hours == pytest.approx(200 * row["hours"])
    assert effect.leaks["amount"].sum() == pytest.approx(200.0)
    assert effect.by("gender")["income"].sum() <= effect.income


def test_effects_are_even_in_sign_and_add_up(matrix: Matrix) -> None:
    more = effect_of_demand(matrix, {"enterprise: hoa": 5.0})
    less = effect_of_demand(matrix, {"enterprise: hoa": -5.0})
    assert less.income == pytest.approx(-more.income)
    both = effect_of_demand(matrix, {"enterprise: hoa": 5.0, "enterprise: binh": 7.0})
    assert both.income == pytest.approx(more.income + effect_of_demand(matrix, {"enterprise: binh": 7.0}).income)


def test_many_demands_at_once_are_the_same_one_by_one(matrix: Matrix) -> None:
    inside = np.flatnonzero(matrix.endogenous)
    demands = np.random.default_rng(0).random((inside.size, 37))
    found = scenarios(matrix, demands)
    for k in (0, 20, 36):
        change = np.zeros(matrix.accounts.height)
        change[inside] = demands[:, k]
        assert effect_of_demand(matrix, change).accounts["change"].to_numpy() == pytest.approx(found[:, k])


def test_a_saving_in_inputs_becomes_income_of_the_owner_and_somebody_loses_the_sale(matrix: Matrix) -> None:
    effect = effect_of_technique(matrix, "enterprise: hoa", {"enterprise: binh": -0.05})
    change = dict(effect.accounts.select("account", "change").iter_rows())
    assert change["work: noodles/women/no"] > 0
    assert change["enterprise: binh"] < 0
    assert change["work: starch/men/no"] < 0
    assert effect.leaks["amount"].sum() == pytest.approx(0.0, abs=1e-3)
    assert effect.by("gender").height == 2


def test_a_technique_that_changes_nothing_has_no_effect(matrix: Matrix) -> None:
    effect = effect_of_technique(matrix, "enterprise: hoa", {})
    assert effect.accounts["change"].abs().max() < 1e-3  # of 95 million


def test_a_better_price_outside_goes_to_the_owner_and_is_spent(matrix: Matrix) -> None:
    effect = effect_of_price(matrix, {"enterprise: hoa": 0.1})
    assert effect.injection == pytest.approx(0.1 * 12 * 7_900_000)
    change = dict(effect.accounts.select("account", "change").iter_rows())
    assert change["work: noodles/women/no"] == pytest.approx(effect.injection)
    assert change["neighbours"] > 0


def test_a_better_price_inside_is_another_s_loss(matrix: Matrix) -> None:
    effect = effect_of_price(matrix, {"enterprise: binh": 0.1}, inside_too=True)
    change = dict(effect.accounts.select("account", "change").iter_rows())
    assert change["work: starch/men/no"] == pytest.approx(0.1 * 12 * 2_750_000)
    assert change["work: noodles/women/no"] == pytest.approx(-0.1 * 12 * (2_500_000 + 50_000))


def test_an_owner_who_pays_for_a_dearer_technique_can_be_refused(matrix: Matrix) -> None:
    with pytest.raises(ValueError, match="negative"):
        effect_of_technique(matrix, "enterprise: hoa", {"enterprise: binh": -0.9})
    with pytest.raises(LookupError, match="no account 'nobody'"):
        effect_of_technique(matrix, "enterprise: hoa", {"nobody": 0.1})
    with pytest.raises(ValueError, match="does not answer"):
        effect_of_technique(matrix, "suppliers", {})


def test_a_matrix_without_leak_is_refused_by_name(whole: Matrix) -> None:
    closed = Matrix(whole.accounts.with_columns(endogenous=True), whole.flows.copy())
    with pytest.raises(Refused, match="BRD, MLK"):
        multipliers(closed)


def test_demand_is_for_accounts_that_answer_to_it(matrix: Matrix) -> None:
    with pytest.raises(ValueError, match="endogenous accounts only"):
        effect_of_demand(matrix, {"suppliers": 1.0})
    with pytest.raises(LookupError, match="no account"):
        effect_of_demand(matrix, {"enterprise: nobody": 1.0})
    with pytest.raises(ValueError, match="of shape"):
        effect_of_demand(matrix, np.ones(3))
