"""The desk: one round of a cluster with what several questions need, each worked out once and only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from edulis.engine.cluster import Cluster

if TYPE_CHECKING:
    from edulis.engine.economy import Economy
    from edulis.engine.environment import Environment
    from edulis.engine.flows import Flows
    from edulis.engine.innovation import Innovation
    from edulis.engine.markets import Markets
    from edulis.engine.network import Network

Progress = Callable[[str, float], None]


@dataclass
class Desk:
    """What is on the table: the cluster, the round, a cluster to compare with, and the seed of all that is drawn.

    Flows are reconciled only where something was reported; without them rooms take a sketch as it is.
    """

    cluster: Cluster
    round: str | None = None
    comparison: Cluster | None = None
    seed: int = 0
    say: Progress = field(default=lambda stage, share: None)
    given: Flows | None = None  # flows that were reconciled before

    @cached_property
    def flows(self) -> Flows | None:
        """The reconciled flows, or nothing where nobody told a quantity."""
        if self.given is not None:
            return self.given
        told = ("trade", "quantity"), ("activity", "level")
        if all(self.cluster[record][column].null_count() == self.cluster[record].height for record, column in told):
            return None
        from edulis.engine.flows import reconcile

        return reconcile(self.cluster, self.round, progress=self.say)

    @cached_property
    def network(self) -> Network:
        """The network of that round."""
        from edulis.engine.network import read_network

        return read_network(self.cluster, self.round, self.flows, seed=self.seed)

    @cached_property
    def economy(self) -> Economy:
        """The economy of that round."""
        from edulis.engine.economy import read_economy

        return read_economy(self.cluster, self.round, self.flows, seed=self.seed)

    @cached_property
    def environment(self) -> Environment:
        """What goes into the water in that round."""
        from edulis.engine.environment import read_environment

        return read_environment(self.cluster, self.round, self.flows, seed=self.seed)

    @cached_property
    def markets(self) -> Markets:
        """The markets of that round."""
        from edulis.engine.markets import read_markets

        return read_markets(self.cluster, self.round, self.flows, seed=self.seed)

    @cached_property
    def innovation(self) -> Innovation:
        """The histories of new things until that round."""
        from edulis.engine.innovation import read_innovation

        return read_innovation(self.cluster, self.round, self.network, growth=self.growth)

    @property
    def growth(self) -> dict[str, float] | None:
        """The growth of end markets that reaches each enterprise, where markets and values are known."""
        rows = self.markets.exposure.drop_nulls("growth")
        return dict(zip(rows["enterprise"], rows["growth"], strict=True)) if rows.height else None
