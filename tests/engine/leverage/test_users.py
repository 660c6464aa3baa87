from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.users import Trade, trade_of
from edulis.schema import RECORD_BY_NAME, columns

EMPTY = {one.name: None for one in columns(RECORD_BY_NAME["proposal"])}


def trade(hamlet: Callable[..., Cluster], ties: pl.DataFrame | None = None, **given: Any) -> Trade | None:
    return trade_of(market_of(hamlet()), EMPTY | {"user_kind": "starching", "users": 1} | given, ties)


def test_the_proposer_is_one_of_the_users_the_others_by_chance(hamlet: Callable[..., Cluster]) -> None:
    sure = trade(hamlet, proposed_by="a")
    chance = trade(hamlet)
    assert sure is not None
    assert chance is not None
    assert sure.weight.tolist() == [1, 0]
    assert chance.weight.tolist() == [0.5, 0.5]
    assert sure.drawn(np.random.default_rng(0)).tolist() == [1, 0]
    assert chance.drawn(np.random.default_rng(0)).sum() == 1


def test_more_users_than_the_trade_has_are_all_of_the_trade(hamlet: Callable[..., Cluster]) -> None:
    found = trade(hamlet, users=9)
    assert found is not None
    assert found.users == 2
    assert found.weight.tolist() == [1, 1]


def test_without_a_technique_the_sellers_of_the_product_are_the_trade(hamlet: Callable[..., Cluster]) -> None:
    found = trade(hamlet, user_kind=None, product="starch")
    assert found is not None
    assert found.firms.tolist() == [0, 1, 5]


def test_a_place_with_too_few_of_the_trade_does_not_narrow_it(hamlet: Callable[..., Cluster]) -> None:
    here, nowhere = trade(hamlet, place="dl"), trade(hamlet, place="hn")
    assert here is not None
    assert nowhere is not None
    assert here.weight.tolist() == nowhere.weight.tolist()


def test_talk_is_shared_out_among_those_one_talks_with(hamlet: Callable[..., Cluster]) -> None:
    ties = pl.DataFrame({"one": ["h_a", "h_b", "h_a"], "other": ["h_b", "h_a", "h_n"]})
    found = trade(hamlet, ties)
    assert found is not None
    assert found.talk is not None
    assert found.talk.todense().tolist() == [[0, 1], [1, 0]]


def test_nobody_runs_an_unknown_technique(hamlet: Callable[..., Cluster]) -> None:
    assert trade(hamlet, user_kind="flying") is None
    assert trade(hamlet, users=None) is None
