"""What the conditions are judged on: one round, who is local, and deliveries with both sides' places and kinds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding, Sign
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import deliveries
from edulis.engine.network.layers import NOBODY
from edulis.engine.network.result import Network
from edulis.engine.telling import betrays
from edulis.schema import Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """One round of a cluster with what flows and network have worked out.

    `enterprises`: enterprise, kind, local (empty: not known). `deliveries`: as `network.deliveries`, with seller_kind,
    buyer_kind, seller_local, buyer_local, stage of the product and `worth`: its value, or 1 for a tie where no amount
    is known anywhere (`valued` false).
    """

    cluster: Cluster
    flows: Flows | None
    network: Network
    enterprises: pl.DataFrame
    deliveries: pl.DataFrame
    valued: bool
    seed: int
    resamples: int

    @classmethod
    def of(cls, cluster: Cluster, flows: Flows | None, network: Network, seed: int, resamples: int) -> Evidence:
        """Gather what is there; `cluster` is one round."""
        places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
        enterprises = (
            cluster["enterprise"]
            .join(places, on="place", how="left")
            .select(pl.col("code").alias("enterprise"), "kind", local=pl.coalesce("local", "here"))
            .unique("enterprise")
            .sort("enterprise")
        )
        rows = deliveries(cluster, flows)
        for side in ("seller", "buyer"):
            named = enterprises.rename({"enterprise": side, "kind": f"{side}_kind", "local": f"{side}_local"})
            rows = rows.join(named, on=side, how="left", maintain_order="left")
        stages = cluster["product"].select(pl.col("code").alias("product"), "stage")
        rows = rows.join(stages, on="product", how="left", maintain_order="left")
        valued = bool(rows["value"].count() > 0)
        ties = ["seller", "buyer", "product"]
        rows = (
            rows.with_columns(worth=pl.col("value").fill_null(0.0))
            if valued
            else rows.unique(ties, maintain_order=True)
        )
        if not valued:
            rows = rows.with_columns(worth=pl.lit(1.0))
        return cls(cluster, flows, network, enterprises, rows, valued, seed, resamples)

    @property
    def locals(self) -> pl.DataFrame:
        """The enterprises of the cluster; all of them where nobody said who is of the place."""
        if self.enterprises["local"].is_null().all():
            return self.enterprises
        return self.enterprises.filter("local")


def betrayed(rows: pl.DataFrame, side: str) -> bool:
    """Whether a figure on these deliveries could be one enterprise's own, on that side; stand-ins for many have none.

    Without amounts (`worth` 1) it is enough that there are three.
    """
    one_for_many = pl.col(f"{side}_kind").is_in(list(NOBODY)).fill_null(False)
    somebody = rows.filter(~one_for_many & (pl.col("worth") > 0))
    return betrays(somebody.group_by(side).agg(pl.col("worth").sum())["worth"].to_list())


def known(value: float) -> float | None:
    """The figure, or nothing where it cannot be said."""
    return None if math.isnan(value) else value


def judged(value: float | None, *, hinders_below: float, helps_from: float) -> Sign:
    """Whether a figure of which more is better helps, hinders or does some of both."""
    if value is None:
        return "unknown"
    return "helps" if value >= helps_from else "hinders" if value < hinders_below else "mixed"


def unsaid(code: str, title: Text, *, method: Text, source: str, question: Text, missing: int = 0) -> Finding:
    """A condition that cannot be judged; its title says why."""
    return Finding(code=code, title=title, value=None, missing=missing, method=method, source=source, question=question)


def bounds(low: float, high: float) -> dict[str, Any]:
    """The interval as a finding takes it, left out where it cannot be said."""
    return {"low": known(low), "high": known(high)}
