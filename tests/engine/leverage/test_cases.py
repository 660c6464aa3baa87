from collections.abc import Callable
from typing import Any

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.cases import UNKNOWN, listed, ready
from edulis.engine.leverage.market import market_of


def test_own_means_are_cash_materials_and_days_and_changing_over(hamlet: Callable[..., Cluster], idea: Any) -> None:
    import polars as pl

    cluster = hamlet(process=hamlet()["process"].with_columns(switching_cost=pl.lit(7)))
    proposal = listed(cluster, [idea(own_days=2.0, own_materials=5, process="washing", outside_money=1000)])[0]
    found = ready(market_of(cluster), proposal, None, paced=True, economy=True)
    assert found.case is not None
    assert found.case.own == pytest.approx(100 + 5 + 20 + 7)
    assert "switching" not in found.unknown


def test_what_is_not_known_has_words(hamlet: Callable[..., Cluster], idea: Any) -> None:
    cluster = hamlet()
    proposal = listed(cluster, [idea(own_cash=None, market="M_NEW", price_gain=0.1)])[0]
    found = ready(market_of(cluster), proposal, None, paced=False, economy=False)
    assert set(found.unknown) == {"own", "opens", "uncertainty", "pace", "economy"}
    assert all(UNKNOWN[what].say("vi") for what in found.unknown)


def test_a_column_that_is_not_declared_is_refused(hamlet: Callable[..., Cluster], idea: Any) -> None:
    with pytest.raises(LookupError, match="no column"):
        listed(hamlet(), [idea(price_gian=0.1)])
