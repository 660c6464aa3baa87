"""How much of what is bought comes from here."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.supply.bought import bought
from edulis.engine.supply.content import content
from edulis.engine.supply.who import enterprises

Chain = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, dict[str, object]]:
    table = content(bought(cluster, None), enterprises(cluster))
    return {row["enterprise"]: row for row in table.to_dicts()}


def test_what_is_bought_next_door_may_still_come_from_far(chain: Chain) -> None:
    rows = told(chain())
    assert (rows["binh"]["direct"], rows["binh"]["chain"]) == (0, 0)
    starch_brought_in = 4_000_000 / 5_150_000  # roots over what Mr Binh sells
    assert rows["tam"]["direct"] == 1
    assert rows["tam"]["chain"] == pytest.approx(1 - starch_brought_in)
    assert rows["hoa"]["direct"] == pytest.approx(2_500_000 / 2_675_000)
    assert rows["hoa"]["chain"] == pytest.approx(2_500_000 / 2_675_000 * (1 - starch_brought_in))


def test_shares_stay_between_nought_and_one_and_an_isolated_household_changes_nothing(chain: Chain) -> None:
    village = chain()
    alone = pl.concat([village["enterprise"], pl.DataFrame({"code": ["mai"], "kind": ["pigs"], "local": [True]})],
                      how="diagonal")  # fmt: skip
    assert told(chain(enterprise=alone)) == told(village)
    for row in told(village).values():
        assert 0 <= row["chain"] <= row["direct"] <= row["region"] <= 1


def test_a_ring_that_buys_only_from_itself_is_local(chain: Chain) -> None:
    trade = chain()["trade"].filter(pl.col("product") == "wet").head(2)
    ring = trade.with_columns(pl.Series("seller", ["binh", "hoa"]), pl.Series("buyer", ["hoa", "binh"]))
    ring = ring.with_columns(value=pl.lit(1000, pl.Int64), month=pl.date(2002, 10, 1))
    assert [row["chain"] for row in told(chain(trade=ring)).values()] == [1, 1]


def test_nobody_here_buys_nothing() -> None:
    empty = Cluster.of({})
    assert content(bought(empty, None), enterprises(empty)).is_empty()
