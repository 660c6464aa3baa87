"""How far it is from place to place, and what carrying costs."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.supply.who import larger_places

Floats = NDArray[np.float64]
NOWHERE = ""  # the place of those whose place nobody told
_EARTH = 6371.0  # km


def distances(
    cluster: Cluster, start: list[str], end: list[str], local: frozenset[str], beliefs: Assumptions
) -> Floats:
    """Kilometres by road between places, (start, end): great circle × `road`, at least `near`.

    A place without coordinates takes those of the larger place it lies in. Where one still has none it is `unplaced` km
    among places of the cluster, else `far`. Source: haversine (Sinnott 1984).
    """
    at = {place: _coordinates(cluster, place) for place in {*start, *end}}
    table = np.empty((len(start), len(end)))
    for i, one in enumerate(start):
        for j, other in enumerate(end):
            if one == other and one != NOWHERE:
                table[i, j] = beliefs.near
                continue
            a, b = at[one], at[other]
            if a is None or b is None:
                here = (one in local or one == NOWHERE) and (other in local or other == NOWHERE)
                table[i, j] = beliefs.unplaced if here else beliefs.far
            else:
                table[i, j] = max(beliefs.road * _great_circle(a, b), beliefs.near)
    return table


def _coordinates(cluster: Cluster, place: str) -> tuple[float, float] | None:
    known = {
        row["code"]: (float(row["latitude"]), float(row["longitude"]))
        for row in cluster["place"].drop_nulls(["latitude", "longitude"]).to_dicts()
    }
    chain = larger_places(cluster).get(place, ())
    return next((known[code] for code in chain if code in known), None)


def _great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude)."""
    (a, b), (c, d) = ([math.radians(x) for x in point] for point in (one, other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))


def carrying_hours(km: Floats, beliefs: Assumptions) -> tuple[Floats, Floats]:
    """Hours of work to carry one kg so far, and the whole cost in hours of a hired worker's wage (hire included).

    By cart, or by truck where that is cheaper.
    """
    cart = beliefs.cart * km
    work = beliefs.load + beliefs.truck * km
    truck = work + beliefs.hire * km
    return np.where(cart <= truck, cart, work), np.minimum(cart, truck)


def wage(cluster: Cluster) -> float | None:
    """Money a hired hour costs here: wages over hired hours; none where nobody told both."""
    told = cluster["labour"].filter((pl.col("wages") > 0) & (pl.col("hired_hours") > 0))
    return float(told.select(pl.col("wages").sum() / pl.col("hired_hours").sum()).item()) if told.height else None
