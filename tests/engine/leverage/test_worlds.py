from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.leverage import LeverageAssumptions
from edulis.engine.leverage.market import market_of
from edulis.engine.leverage.worlds import worlds_of


def test_worlds_are_drawn_from_the_economy_and_the_seed(hamlet: Callable[..., Cluster]) -> None:
    cluster = hamlet()
    market, economy = market_of(cluster), read_economy(cluster, draws=0)
    one, again = (worlds_of(market, economy, LeverageAssumptions(), draws=3, seed=2) for _ in range(2))
    assert len(one.drawn) == 3
    assert all((a[1].firm == b[1].firm).all() and a[0] == b[0] for a, b in zip(one.drawn, again.drawn, strict=True))
    assert (one.drawn[0][1].firm != one.drawn[1][1].firm).any()
    assert 0 <= one.room <= 1


def test_without_an_economy_worlds_differ_by_beliefs_alone(hamlet: Callable[..., Cluster]) -> None:
    worlds = worlds_of(market_of(hamlet()), None, LeverageAssumptions(), draws=2, seed=0)
    assert worlds.room == 1
    assert worlds.drawn[0][1] is worlds.reach
    assert worlds.drawn[0][0] != worlds.drawn[1][0]
