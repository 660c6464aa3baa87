from collections.abc import Callable
from typing import Any

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.cases import listed
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.recipes import Recipe, recipe_change
from edulis.engine.leverage.users import trade_of


def change(hamlet: Callable[..., Cluster], proposal: dict[str, Any]) -> Recipe | None:
    cluster = hamlet()
    market, full = market_of(cluster), listed(cluster, [proposal])[0]
    trade = trade_of(market, full, None)
    assert trade is not None
    return recipe_change(market, trade, full)


def test_a_change_of_technique_is_the_difference_of_two_recipes(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = change(hamlet, idea(process="washing"))
    assert found is not None
    assert found.margin == pytest.approx([0, 0])
    assert found.saving == pytest.approx(0)
    assert found.days == pytest.approx([0.08 * 190 / 8, 0.08 * 200 / 8])
    assert found.cod == pytest.approx([-0.25 * 190, -0.25 * 200])


@pytest.mark.parametrize("process", [None, "flying", "noodling_twice"])
def test_an_unknown_recipe_says_nothing(hamlet: Callable[..., Cluster], idea: Any, process: str | None) -> None:
    assert change(hamlet, idea(process=process)) is None
