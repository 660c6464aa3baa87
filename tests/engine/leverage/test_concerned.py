from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.cases import listed
from edulis.engine.leverage.concerned import Concerned, concerned
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.users import trade_of


def sales(hamlet: Callable[..., Cluster], proposal: dict[str, Any]) -> Concerned:
    cluster = hamlet()
    market, full = market_of(cluster), listed(cluster, [proposal])[0]
    trade = trade_of(market, full, None)
    assert trade is not None
    return concerned(market, trade, full)


def by_way(found: Concerned) -> dict[tuple[int, str], float]:
    rows = found.rows.group_by("user", "way").agg(pl.col("value").sum())
    return {(user, way): value for user, way, value in rows.select("user", "way", "value").iter_rows()}


def test_without_a_market_all_sales_of_the_product_count_by_way(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = sales(hamlet, idea())
    assert by_way(found) == pytest.approx({(0, "out"): 1000, (0, "through"): 300, (0, "inside"): 600, (1, "out"): 2000})
    assert found.share.tolist() == [1, 1]


def test_a_market_of_one_buyer_is_reached_straight_and_through_traders(
    hamlet: Callable[..., Cluster], idea: Any
) -> None:
    found = sales(hamlet, idea(market="M_X"))
    assert by_way(found) == pytest.approx({(0, "out"): 1000, (0, "through"): 300, (1, "out"): 2000})
    assert found.share.tolist() == pytest.approx([1300 / 1900, 1])


def test_a_market_of_another_product_is_those_here_who_make_it(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = sales(hamlet, idea(market="M_NOODLES"))
    assert by_way(found) == pytest.approx({(0, "inside"): 500})
    assert found.share.tolist() == pytest.approx([500 / 1900, 0])


def test_a_market_that_takes_none_yet_is_opened(hamlet: Callable[..., Cluster], idea: Any) -> None:
    found = sales(hamlet, idea(market="M_NEW"))
    assert found.opens
    assert found.limit == 1
    assert by_way(found) == pytest.approx({(0, "out"): 1900, (1, "out"): 2000})
