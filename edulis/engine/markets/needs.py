"""The least data for each part of what can be said of markets."""

from __future__ import annotations

from edulis.engine.cluster import Cluster
from edulis.engine.markets.demand import market_growth
from edulis.engine.need import Need, unmet
from edulis.schema import Text

_GROWTH = Need("market", Text("how fast the markets grow"), ("product", "growth"))
NEEDS: tuple[Need, ...] = (
    Need("trade", Text("where the goods of each enterprise end"), ("seller", "buyer", "product")),
    Need("trade", Text("how much of their value ends in which market"), ("quantity", "value")),
    _GROWTH,
    Need("process_line", Text("what goods become inside an enterprise, and what a price leaves over"), ("quantity",)),
    Need("labour", Text("what is left over after own work"), ("hired_hours", "wages")),
    Need("quality_floor", Text("what markets ask for")),
    Need("quality_test", Text("who reaches what markets ask for"), ("value",)),
    Need("market", Text("how many together fill a lot"), ("minimum_lot",)),
    Need("weight", Text("what counts most for the members when markets are compared"), ("points",)),
)


def lacking(cluster: Cluster) -> tuple[Need, ...]:
    """What the cluster lacks; growth that follows from people and incomes is not lacking."""
    known = market_growth(cluster)["growth"].count() > 0
    return tuple(need for need in unmet(cluster, NEEDS) if not (need is _GROWTH and known))
