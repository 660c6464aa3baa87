"""Files out: the whole cluster without what names people, or what is one's own with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.exchange import write
from edulis.exchange.parcel import pack
from edulis.schema import RECORD_BY_NAME, Language, columns
from edulis.web.enterprises.owners import actor_columns, owner_column, shared


def packed(cluster: Cluster, language: Language, *, personal: bool) -> bytes:
    """The cluster as a data package in one zip."""
    with tempfile.TemporaryDirectory(prefix="edulis-") as room:
        folder = Path(room) / "package"
        write(cluster, folder, language=language, personal=personal)
        return pack(folder)


def of_one(cluster: Cluster, mine: frozenset[str], unshown: frozenset[str] = frozenset()) -> Cluster:
    """What is told about one's own households and enterprises, with the shared rows that it refers to.

    Of partners only code and kind go along: their names are theirs. Those who are not shown go along as nobody.
    """
    frames: dict[str, pl.DataFrame] = {}
    for record, table in cluster.tables.items():
        if record == "cluster" or shared(record):
            frames[record] = table
            continue
        column = owner_column(record)
        if record == "trade":
            told = pl.col("seller").is_in(list(mine)) & (pl.col("reporter") == "seller")
            heard = pl.col("buyer").is_in(list(mine)) & (pl.col("reporter") == "buyer")
            frames[record] = table.filter(told | heard)
        else:
            frames[record] = table.filter(pl.col(column).is_in(list(mine)))
    nobody = {code: f"unshown-{at}" for at, code in enumerate(sorted(unshown - mine), 1)}
    for actor in ("enterprise", "household"):
        kept = _met(cluster, frames, actor) - set(frames[actor]["code"])
        bare = cluster[actor].filter(pl.col("code").is_in(list(kept)))
        shown = [name for name in ("code", "kind", "local") if name in bare.columns]
        frames[actor] = pl.concat([frames[actor], bare.select(shown)], how="diagonal")
    for record in frames if nobody else ():
        named = (
            [name for name in actor_columns(record) if name in frames[record].columns] if record != "cluster" else []
        )
        frames[record] = frames[record].with_columns(pl.col(name).replace(nobody) for name in named)
    return Cluster.of(frames)


def _met(cluster: Cluster, frames: dict[str, pl.DataFrame], actor: str) -> set[str]:
    """The codes of that record to which the rows refer."""
    met: set[str] = set()
    for record, table in frames.items():
        named = [one.name for one in columns(RECORD_BY_NAME[record]) if actor in one.to]
        for name in named:
            met |= set(table[name].drop_nulls().to_list())
    return met & set(cluster[actor]["code"].to_list())


def unsaid(cluster: Cluster, mine: frozenset[str]) -> Cluster:
    """The same without what others told in their own words, and without how third persons are reached."""
    frames = {}
    for record, table in cluster.tables.items():
        known = columns(RECORD_BY_NAME[record])
        if shared(record):
            hidden, others = [one.name for one in known if one.personal], pl.lit(True)
        else:
            hidden = [one.name for one in known if one.kind == "text" and not one.key and not one.personal]
            others = ~pl.col(owner_column(record)).is_in(list(mine)).fill_null(False)
        frames[record] = table.with_columns(
            pl.when(others).then(None).otherwise(pl.col(name)).alias(name) for name in hidden
        )
    return Cluster.of(frames)
