"""Members' weights."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.weighing import weigh

Build = Callable[..., Cluster]


def weights(rows: list[tuple[str, str, float]]) -> pl.DataFrame:
    table = pl.DataFrame(rows, schema=["who", "criterion", "points"], orient="row")
    return table.with_columns(round=pl.lit("2002"))


def test_each_member_counts_as_one_however_many_points_were_laid(chain_of: Build) -> None:
    cluster = chain_of(weight=weights([("binh", "margin", 100.0), ("hoa", "margin", 1.0), ("hoa", "growth", 3.0)]))
    held = weigh(cluster, ("margin", "growth"))
    assert held.mean == pytest.approx([0.625, 0.375])
    assert held.members.tolist() == [[1.0, 0.0], [0.25, 0.75]]
    assert (held.given, held.silent) == ("members", 0.0)


def test_weight_on_what_nobody_knows_is_told_and_left_out(chain_of: Build) -> None:
    cluster = chain_of(weight=weights([("binh", "clean", 10.0), ("hoa", "margin", 5.0), ("hoa", "clean", 5.0)]))
    held = weigh(cluster, ("margin", "growth"))
    assert held.mean == pytest.approx([1.0, 0.0])
    assert held.silent == pytest.approx(0.75)
    assert len(held.members) == 1
    nothing = weigh(chain_of(weight=weights([("binh", "clean", 10.0)])), ("margin", "growth"))
    assert nothing.mean == pytest.approx([0.5, 0.5])
    assert nothing.silent == 1.0


def test_without_members_all_weigh_the_same_and_it_is_said(chain_of: Build) -> None:
    held = weigh(chain_of(), ("margin", "growth", "lot"))
    assert held.mean == pytest.approx(np.full(3, 1 / 3))
    assert held.given == "equal"
    assert weigh(chain_of(weight=weights([("hoa", "margin", 0.0)])), ("margin",)).given == "equal"


def test_weights_can_be_given(chain_of: Build) -> None:
    held = weigh(chain_of(), ("margin", "growth"), {"margin": 3, "clean": 1})
    assert held.mean == pytest.approx([1.0, 0.0])
    assert held.silent == pytest.approx(0.25)
    with pytest.raises(ValueError, match="0 or more"):
        weigh(chain_of(), ("margin",), {"margin": -1.0, "growth": 2.0})
    with pytest.raises(ValueError, match="0 or more"):
        weigh(chain_of(), ("margin",), {})
