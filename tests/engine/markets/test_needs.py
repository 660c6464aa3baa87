"""What a cluster lacks for markets to be read."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.markets.needs import NEEDS, lacking

Build = Callable[..., Cluster]


def test_a_cluster_without_anything_lacks_everything() -> None:
    assert lacking(Cluster.of({})) == NEEDS


def test_growth_that_follows_from_people_and_incomes_is_not_lacking(chain_of: Build) -> None:
    def lacks(market: pl.DataFrame) -> bool:
        return any("growth" in need.columns for need in lacking(chain_of(market=market)))

    bare = chain_of()["market"].select("code", "name", "product")
    assert lacks(bare)
    assert not lacks(bare.with_columns(income_growth=pl.lit(0.07), income_elasticity=pl.lit(0.5)))
    assert not lacks(chain_of()["market"])
