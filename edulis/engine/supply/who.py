"""Who is of the place, and the larger places each place lies in."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster


def enterprises(cluster: Cluster) -> pl.DataFrame:
    """enterprise, kind, place, household, local, sorted; where nobody said who is of the place, all are."""
    here = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
    found = (
        cluster["enterprise"]
        .join(here, on="place", how="left")
        .select(pl.col("code").alias("enterprise"), "kind", "place", "household", local=pl.coalesce("local", "here"))
        .unique("enterprise")
        .sort("enterprise")
    )
    unsaid = bool(found["local"].is_null().all())
    return found.with_columns(pl.lit(True).alias("local") if unsaid else pl.col("local").fill_null(False))


def larger_places(cluster: Cluster) -> dict[str, tuple[str, ...]]:
    """For each place itself and the places it lies within, smallest first; a circle is followed once."""
    inside: dict[str, str | None] = dict(cluster["place"].select("code", "within").iter_rows())
    chains = {}
    for code, larger in inside.items():
        chain, at = [code], larger
        while at is not None and at not in chain:
            chain.append(at)
            at = inside.get(at)
        chains[code] = tuple(chain)
    return chains


def within(cluster: Cluster, place: str) -> list[str]:
    """The places that lie in this one, itself among them, sorted."""
    return sorted(code for code, chain in larger_places(cluster).items() if place in chain)
