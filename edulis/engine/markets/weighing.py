"""What members weigh: the mean of their points, each member's points counting as one whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.network.structure import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of points of view, of which something is known of some option.

    `criteria` names them; `mean` sums to 1; `members`: members × criteria, rows summing to at most 1, the rest lying on
    what nothing is known of (no rows: equal weights or given ones); `given` says where they are from (members, given,
    equal); `silent` is the share of all weight that lies on points of view of which nothing is known.
    """

    criteria: tuple[str, ...]
    mean: Floats
    members: Floats
    given: str
    silent: float


def weigh(cluster: Cluster, criteria: tuple[str, ...], weights: Mapping[str, float] | None = None) -> Weights:
    """The weights of the `weight` record of one round, or those that are given.

    Each member's points are first divided by their sum; the mean over members is taken over all points of view and then
    over those in `criteria`. Members who laid nothing on any of these have no voice in `members`. Without any, all
    criteria weigh the same. Raises ValueError for a given weight below 0, or for given weights that sum to nothing.
    """
    n = len(criteria)
    if weights is not None:
        given = np.array([weights.get(name, 0.0) for name in criteria], float)
        whole = float(sum(weights.values()))
        if min(weights.values(), default=0.0) < 0 or whole <= 0:
            raise ValueError("weights must be 0 or more, and some above 0")
        mean = given / given.sum() if given.sum() > 0 else np.full(n, 1 / max(n, 1))
        return Weights(criteria, mean, np.zeros((0, n)), "given", 1 - float(given.sum()) / whole)
    table = cluster["weight"].group_by("who", "criterion").agg(pl.col("points").sum())
    table = table.filter(pl.col("points").sum().over("who") > 0)
    if table.is_empty() or not n:
        return Weights(criteria, np.full(n, 1 / max(n, 1)), np.zeros((0, n)), "equal", 0.0)
    names = sorted({*table["criterion"].to_list(), *criteria})
    who = table["who"].unique().sort().to_list()
    points = np.zeros((len(who), len(names)))
    at = {name: number for number, name in enumerate(names)}
    row = {name: number for number, name in enumerate(who)}
    for member, criterion, value in table.iter_rows():
        points[row[member], at[criterion]] = value
    share = points / points.sum(axis=1, keepdims=True)
    used = share[:, [at[name] for name in criteria]]
    mean = used.mean(axis=0)
    voices = used[used.sum(axis=1) > 0]
    if not len(voices):
        return Weights(criteria, np.full(n, 1 / n), np.zeros((0, n)), "equal", 1.0)
    return Weights(criteria, mean / mean.sum(), voices, "members", 1 - float(mean.sum()))
