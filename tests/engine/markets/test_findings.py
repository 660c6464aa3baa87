"""Whom growth reaches, in sentences."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.markets import read_markets

Build = Callable[..., Cluster]
Told = Callable[..., pl.DataFrame]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_markets(cluster, draws=200).findings}


def many(chain_of: Build, trades_of: Told, makers: int = 12) -> Cluster:
    """As many starch makers as noodle makers, the first for the factory and the second for shops."""
    names = [f"{kind}{number}" for kind in "sn" for number in range(makers)]
    enterprise = pl.concat(
        [
            chain_of()["enterprise"].select("code", "kind", "place", "local"),
            pl.DataFrame(
                {"code": names, "kind": ["starch"] * makers + ["noodles"] * makers, "place": ["dl"] * len(names),
                 "local": [True] * len(names)}
            ),
        ]
    )  # fmt: skip
    rows = [(name, "factory", "wet", 10.0, 100) for name in names[:makers]]
    rows += [(name, "shop", "noodles", 10.0, 100) for name in names[makers:]]
    return chain_of(enterprise=enterprise, trade=trades_of(rows))


def test_few_enterprises_are_told_without_a_figure(chain_of: Build) -> None:
    found = told(chain_of())
    assert found["markets.reached"].value == pytest.approx(0.072)
    assert found["markets.reached"].evidence["few"]
    assert "7" not in str(found["markets.reached"].title)
    assert "markets.kinds" not in found


def test_kinds_that_growth_reaches_most_and_least_are_named_where_three_stand_together(
    chain_of: Build, trades_of: Told
) -> None:
    found = told(many(chain_of, trades_of))
    assert found["markets.reached"].value == pytest.approx(0.08)
    assert found["markets.reached"].n == 24
    assert str(found["markets.kinds"].title) == (
        "Growth of end markets reaches Starch maker most, +12.0% a year, and Noodle maker least, +4.0%."
    )
    assert found["markets.hands"].value == pytest.approx(1.0)


def test_what_nobody_knows_is_told_as_a_share_of_what_reaches_last_buyers(chain_of: Build, trades_of: Told) -> None:
    cluster = many(chain_of, trades_of)
    assert told(cluster)["markets.unseen"].value == 0
    trade = cluster["trade"].with_columns(
        buyer=pl.when(pl.col("seller").is_in(["n0", "n1", "n2"])).then(pl.lit("nobody")).otherwise("buyer")
    )
    unseen = told(chain_of(enterprise=cluster["enterprise"], trade=trade))["markets.unseen"]
    assert unseen.value == pytest.approx(3 / 24)
    assert "12%" in str(unseen.title)


def test_a_circle_that_nothing_leaves_is_told_without_names(chain_of: Build, trades_of: Told) -> None:
    trade = trades_of([("lan", "trader", "residue", 5.0, 10), ("trader", "lan", "residue", 5.0, 10)])
    circle = told(chain_of(trade=trade))["markets.circle"]
    assert circle.value == 2
    assert "few" in str(circle.title)
    assert "lan" not in str(circle.title)


def test_without_known_growth_it_is_said_why_nothing_can_be_said(chain_of: Build) -> None:
    reached = told(chain_of(market=chain_of()["market"].clear()))["markets.reached"]
    assert reached.value is None
    assert "cannot be said" in str(reached.title)
