"""What several questions need is worked out once, and only when asked for."""

from collections.abc import Callable

import polars as pl

from edulis.engine.analysis.desk import Desk
from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile


def test_flows_that_were_reconciled_before_are_taken_as_they_are(cast: Callable[..., Cluster]) -> None:
    flows = reconcile(cast())
    assert Desk(cast(), given=flows).flows is flows


def test_nothing_is_reconciled_where_nobody_told_a_quantity(cast: Callable[..., Cluster]) -> None:
    village = cast()
    sketch = cast(trade=village["trade"].with_columns(quantity=pl.lit(None, pl.Float64)))
    assert Desk(sketch).flows is None
    assert Desk(sketch).network.round == "2002"
    assert Desk(village).network is not Desk(village).network
    desk = Desk(village)
    assert desk.network is desk.network
