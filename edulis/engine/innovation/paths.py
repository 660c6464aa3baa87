"""From whom each learned: shares of ways, lengths of paths, and what a joint project may be credited with."""

from __future__ import annotations

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.histories import Histories

_PATHS = {
    "innovation": pl.String,
    "enterprise": pl.String,
    "teacher": pl.String,
    "inside": pl.Boolean,
    "steps": pl.Int64,
    "credit": pl.String,
}


def path_rows(cluster: Cluster, histories: Histories) -> pl.DataFrame:
    """innovation, enterprise, teacher, inside, steps, credit: one row for each adoption of a local enterprise.

    `inside`: whether the teacher is of the cluster (empty where nobody is named). `steps`: hands it went through since
    it came in: 1 where the teacher is from outside or does not have it, one more than the teacher's else; empty where
    no teacher is named, or the teachers form a circle. `credit`: joint (taken up within a joint project), copied (its
    path leads back to a joint adoption), itself (neither), unknown (nothing is noted). A household that teaches stands
    for its enterprise that took it up first. Nothing is credited to a project without a noted tie to it.
    """
    local = histories.adopters.filter("here")
    if local.is_empty():
        return pl.DataFrame(schema=_PATHS)
    homes = dict(cluster["enterprise"].select("code", pl.coalesce("household", "code")).unique("code").iter_rows())
    inside = set(cluster["household"]["code"]) | _of_the_cluster(cluster)
    came_jointly = dict(histories.innovations.select("innovation", "joint").iter_rows())
    rows = local.sort("innovation", "told", "enterprise", nulls_last=True).to_dicts()
    has = {(row["innovation"], row["enterprise"]): row for row in rows}
    by_home: dict[tuple[str, str], str] = {}
    for row in rows:
        by_home.setdefault((row["innovation"], homes.get(row["enterprise"], row["enterprise"])), row["enterprise"])
    teachers = {key: _teacher(key, row["learned_from"], has, by_home) for key, row in has.items()}
    told = []
    for key, row in has.items():
        chain, joined = _chain(key, teachers, has, came_jointly)
        named = row["learned_from"]
        told.append(
            {
                "innovation": key[0],
                "enterprise": key[1],
                "teacher": named,
                "inside": None if named is None else named in inside,
                "steps": None if named is None else chain,
                "credit": _credit(_joint(row, came_jointly), joined, named),
            }
        )
    return pl.DataFrame(told, schema=_PATHS).sort("innovation", "enterprise")


def _of_the_cluster(cluster: Cluster) -> set[str]:
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("nearby"))
    table = cluster["enterprise"].join(places, on="place", how="left")
    here = table.with_columns(here=pl.coalesce("local", "nearby"))
    if here.height and here["here"].is_not_null().any():
        here = here.filter(pl.col("here").fill_null(False))
    return set(here["code"])


def _teacher(
    key: tuple[str, str], named: str | None, has: dict[tuple[str, str], dict[str, object]],
    by_home: dict[tuple[str, str], str],
) -> tuple[str, str] | None:  # fmt: skip
    """The teacher's own adoption, where there is one of the same innovation."""
    if named is None or named == key[1]:
        return None
    if (key[0], named) in has:
        return key[0], named
    through = by_home.get((key[0], named))
    return (key[0], through) if through is not None and through != key[1] else None


def _joint(row: dict[str, object], came_jointly: dict[str, bool | None]) -> bool | None:
    """Whether it was taken up within a joint project: its own word first, then that of the innovation."""
    own = row["joint"]
    if own is not None:
        return bool(own)
    whole = came_jointly.get(str(row["innovation"]))
    return None if whole is None else bool(whole)


def _chain(
    key: tuple[str, str],
    teachers: dict[tuple[str, str], tuple[str, str] | None],
    has: dict[tuple[str, str], dict[str, object]],
    came_jointly: dict[str, bool | None],
) -> tuple[int | None, bool]:
    """Hands to the root, empty in a circle; and whether some teacher on the way took it up within a joint project."""
    steps, joined, seen, at = 1, False, {key}, teachers[key]
    while at is not None:
        if at in seen:
            return None, joined
        seen.add(at)
        steps, joined = steps + 1, joined or _joint(has[at], came_jointly) is True
        at = teachers[at]
    return steps, joined


def _credit(joint: bool | None, joined: bool, named: str | None) -> str:
    if joint:
        return "joint"
    if joined:
        return "copied"
    return "unknown" if joint is None and named is None else "itself"


def source_rows(histories: Histories) -> pl.DataFrame:
    """innovation, origin, adoptions, share: which way it reached each, own word first, then that of the innovation."""
    came = histories.innovations.select("innovation", pl.col("origin").alias("came_from"))
    local = histories.adopters.filter("here").join(came, on="innovation", how="left")
    ways = local.with_columns(origin=pl.coalesce("origin", "came_from")).drop_nulls("origin")
    counted = ways.group_by("innovation", "origin").agg(pl.len().cast(pl.Int64).alias("adoptions"))
    return counted.with_columns(share=pl.col("adoptions") / pl.col("adoptions").sum().over("innovation")).sort(
        "innovation", "adoptions", "origin", descending=[False, True, False]
    )
