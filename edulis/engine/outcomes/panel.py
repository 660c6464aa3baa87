"""The same enterprises in two rounds: what was before, what is after, who they are, and who took part."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster

SCORES = frozenset({"served", "trust", "own_view"})  # 1 to 5
MONEY = frozenset({"profit"})
INDICATORS = ("served", "own_view", "profit", "labour_days", "women_days", "trust")  # the owner's own word first
MORE_IS_BETTER = frozenset({"served", "own_view", "profit", "trust"})
PLACES = 5  # so many places at least, else errors are by household
POSITIVE = 0.9  # from this share of amounts above nothing in both rounds, changes are told in shares too


@dataclass(frozen=True, slots=True)
class Panel:
    """Two rounds side by side.

    `rows`, one for each enterprise and indicator asked in the first round: side (here, comparison), enterprise, actor,
    place, kind, managed_by, size (small, large; by workers, halves), poor, goal, took_part, indicator, before, after
    (empty: not seen again; money in prices of the first round where the index is known), change, log_change (of
    amounts above nothing in both). `first`, `second`: codes of the rounds. `deflator`: prices of the first round over
    those of the second; empty where no index is known. `copied`: others here who took the same up on their own.
    """

    rows: pl.DataFrame
    first: str
    second: str
    deflator: float | None
    copied: int


def baseline_of(cluster: Cluster) -> str:
    """The round that others are compared with: the one marked as baseline, or nothing."""
    marked = cluster["round"].filter(pl.col("baseline").fill_null(False)).sort("first_month", "code")
    return str(marked["code"][0]) if marked.height else ""


def latest_of(cluster: Cluster, first: str) -> str:
    """The last round with outcomes after the baseline, or nothing."""
    told = set(cluster["outcome"]["round"].to_list())
    later = [code for code in cluster.rounds if code in told]
    after = later[later.index(first) + 1 :] if first in later else []
    return after[-1] if after else ""


def panel_of(
    cluster: Cluster,
    first: str,
    second: str,
    comparison: Cluster | None = None,
    treated: Collection[str] | None = None,
) -> Panel:
    """The panel of a cluster, with that of a comparison cluster below it.

    `treated` are codes of enterprises that took part; where it is not given, those whose adoption was within a joint
    project and not dated before the first round ended or after the second. The comparison's rounds are its baseline and
    its last one with outcomes, or those of the same codes.
    """
    taken, copied = _took_part(cluster, first, second) if treated is None else (frozenset(treated), frozenset())
    deflator = _deflator(cluster, first, second)
    frames = [_side(cluster, first, second, deflator, taken, "here")]
    if comparison is not None:
        own = baseline_of(comparison) or first
        last = second if second in comparison.rounds else latest_of(comparison, own)
        if own in comparison.rounds and last:
            frames.append(_side(comparison, own, last, _deflator(comparison, own, last), frozenset(), "comparison"))
    rows = pl.concat(frames).sort("side", "indicator", "enterprise", descending=[True, False, False])
    return Panel(rows, first, second, deflator, len(copied))


def _side(
    cluster: Cluster, first: str, second: str, deflator: float | None, taken: Collection[str], side: str
) -> pl.DataFrame:
    told = cluster["outcome"].drop_nulls("value")
    told = told.unique(["round", "enterprise", "indicator"], keep="first", maintain_order=True)
    before = told.filter(pl.col("round") == first).select("enterprise", "indicator", pl.col("value").alias("before"))
    after = told.filter(pl.col("round") == second).select("enterprise", "indicator", pl.col("value").alias("after"))
    priced = pl.col("indicator").is_in(sorted(MONEY))
    both = before.join(after, on=["enterprise", "indicator"], how="left").with_columns(
        after=pl.when(priced).then(pl.col("after") * (deflator or 1.0)).otherwise(pl.col("after"))
    )
    rows = both.join(_who(cluster, first), on="enterprise", how="left").with_columns(
        side=pl.lit(side),
        actor=pl.lit(f"{side}:") + pl.coalesce("actor", "enterprise"),
        place=pl.lit(f"{side}:") + pl.coalesce("place", "enterprise"),
        placed=pl.col("place").is_not_null(),
        took_part=pl.col("enterprise").is_in(sorted(taken)),
        change=pl.col("after") - pl.col("before"),
    )
    amount = ~pl.col("indicator").is_in(sorted(SCORES)) & (pl.col("before") > 0) & (pl.col("after") > 0)
    return rows.with_columns(log_change=pl.when(amount).then((pl.col("after") / pl.col("before")).log())).select(
        "side", "enterprise", "actor", "place", "placed", "kind", "managed_by", "size", "poor", "goal", "took_part",
        "indicator", "before", "after", "change", "log_change",
    )  # fmt: skip


def _who(cluster: Cluster, first: str) -> pl.DataFrame:
    """What was known of each enterprise in the first round."""
    seen = cluster["enterprise_round"].filter(pl.col("round") == first).unique("enterprise", keep="first",
                                                                               maintain_order=True)  # fmt: skip
    homes = cluster["household_round"].filter(pl.col("round") == first).unique("household", keep="first",
                                                                               maintain_order=True)  # fmt: skip
    table = cluster["enterprise"].unique("code", keep="first", maintain_order=True)
    workers = pl.sum_horizontal("family_workers", "hired_workers", ignore_nulls=True)
    counted = pl.any_horizontal(pl.col("family_workers", "hired_workers").is_not_null())
    rows = (
        table.select(pl.col("code").alias("enterprise"), "household", "kind", "place")
        .join(seen.select("enterprise", "managed_by", pl.col("goal_kind").alias("goal"),
                          workers=pl.when(counted).then(workers)), on="enterprise", how="left")
        .join(homes.select("household", "poor"), on="household", how="left")
    )  # fmt: skip
    asked = set(cluster["outcome"]["enterprise"].to_list())
    middle = rows.filter(pl.col("enterprise").is_in(sorted(asked)))["workers"].median()
    if middle is None:
        size = pl.lit(None, pl.String)
    else:
        small = pl.when(pl.col("workers").is_not_null()).then(pl.lit("small"))
        size = pl.when(pl.col("workers") > middle).then(pl.lit("large")).otherwise(small)
    return rows.with_columns(size=size, actor=pl.coalesce("household", "enterprise")).drop("household", "workers")


def _took_part(cluster: Cluster, first: str, second: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who took something up within a joint project between the rounds, and who took the same up without."""
    ends = dict(cluster["round"].select("code", "last_month").iter_rows())
    came = cluster["innovation"].select(pl.col("code").alias("innovation"), pl.col("joint").alias("came")).unique(
        "innovation", keep="first", maintain_order=True)  # fmt: skip
    between = pl.col("month").is_null() | ((pl.col("month") > ends[first]) & (pl.col("month") <= ends[second]))
    rows = cluster["adoption"].join(came, on="innovation", how="left").filter(between)
    rows = rows.with_columns(joint=pl.coalesce("joint", "came").fill_null(False))
    joint = rows.filter("joint")
    taken = frozenset(joint["enterprise"].to_list())
    same = rows.filter(~pl.col("joint") & pl.col("innovation").is_in(joint["innovation"].unique().to_list()))
    return taken, frozenset(same["enterprise"].to_list()) - taken


def _deflator(cluster: Cluster, first: str, second: str) -> float | None:
    """Price index of the first round over that of the second: the latest known by the end of each."""
    index = cluster["reference"].filter((pl.col("kind") == "price_index") & (pl.col("value") > 0)).drop_nulls("month")
    ends = dict(cluster["round"].select("code", "last_month").iter_rows())
    levels = []
    for code in (first, second):
        known = index.filter(pl.col("month") <= ends[code]).sort("month", "code")
        if known.is_empty():
            return None
        levels.append((known["month"][-1], float(known["value"][-1])))
    # One figure for both rounds is no index of what happened between them.
    return levels[0][1] / levels[1][1] if levels[0][0] != levels[1][0] else None


def groups_of(rows: pl.DataFrame) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], str]:
    """The cluster of each row for its error: its place where there are five or more, else its household."""
    by = "place" if rows.height and rows["placed"].all() and rows["place"].n_unique() >= PLACES else "actor"
    return (rows[by].rank("dense").cast(pl.Int64) - 1).to_numpy(), "place" if by == "place" else "household"
