"""Round by round: did both sides move alike before, and what came after?"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes.changes import FIGURES, figures, scales
from edulis.engine.outcomes.clustered import regress
from edulis.engine.outcomes.effects import sides
from edulis.engine.outcomes.panel import INDICATORS, groups_of, panel_of

_EVENTS = {"indicator": pl.String, "against": pl.String, "scale": pl.String, "round": pl.String, "before": pl.Boolean,
           "treated": pl.Int64, "others": pl.Int64}  # fmt: skip


def event_rows(
    cluster: Cluster,
    first: str,
    comparison: Cluster | None,
    treated: Collection[str],
    seed: int,
) -> pl.DataFrame:
    """indicator, against, scale, round, before, treated, others, figures: the difference of changes from the baseline.

    One row for each other round with outcomes: Δ from the baseline of those who took part minus that of the others.
    In a round before the baseline (`before`) it should be nothing, had both sides moved alike. Rounds of the
    comparison are those of the same codes. Source: Angrist & Pischke (2009), 5.2; Roth (2022) on how little such a
    test can see.
    """
    told = set(cluster["outcome"]["round"].to_list())
    order = [code for code in cluster.rounds if code in told]
    rows: list[dict[str, object]] = []
    for code in order:
        if code == first or first not in order:
            continue
        there = comparison if comparison is not None and {first, code} <= set(comparison.rounds) else None
        panel = panel_of(cluster, first, code, there, treated)
        for against in ("others", "comparison"):
            every = sides(panel, against)
            for indicator in INDICATORS:
                for scale, pairs in scales(every, indicator).items():
                    part = pairs["treated"].to_numpy()
                    if min(part.sum(), (~part).sum()) < 2:
                        continue
                    groups, by = groups_of(pairs)
                    x = np.column_stack([np.ones(pairs.height), part])
                    fit = regress(pairs["moved"].to_numpy(), x, groups, seed=seed)
                    rows.append(
                        {"indicator": indicator, "against": against, "scale": scale, "round": code}
                        | {"before": order.index(code) < order.index(first)}
                        | {"treated": int(part.sum()), "others": int((~part).sum())}
                        | figures(fit, by)
                        | {"p_holm": None}
                    )
    return pl.DataFrame(rows, schema=_EVENTS | FIGURES)
