"""What changed since the baseline, for whom: owners' own goals first, then gains and losses."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.outcomes.clustered import Estimate, holm, regress
from edulis.engine.outcomes.panel import INDICATORS, POSITIVE, SCORES, Panel, groups_of

Floats = NDArray[np.float64]
FIGURES = {"value": pl.Float64, "error": pl.Float64, "low": pl.Float64, "high": pl.Float64, "p": pl.Float64,
           "p_holm": pl.Float64, "detectable": pl.Float64, "clusters": pl.Int64, "by": pl.String,
           "method": pl.String}  # fmt: skip
FIRST = "served"  # the question that is asked before all others and corrected for none
SERVED = 4.0  # "largely" or "fully" on the scale from 1 to 5
STEP = 1.0  # a score that moved by a whole step gained or lost
TENTH = 0.1  # an amount that moved by a tenth of what it was gained or lost
LEAST_GROUP = 10  # owners in a group and outside it, to compare it with the rest
TRAITS = ("managed_by", "kind", "size", "poor", "goal")


def figures(estimate: Estimate, by: str) -> dict[str, object]:
    """An estimate as columns of a table; what is not a number is left empty."""
    held = {"value": estimate.value, "error": estimate.error, "low": estimate.low, "high": estimate.high}
    held |= {"p": estimate.p, "detectable": estimate.detectable}
    return {name: None if math.isnan(figure) else figure for name, figure in held.items()} | {
        "clusters": estimate.clusters,
        "by": by,
        "method": estimate.method,
    }


def scales(rows: pl.DataFrame, indicator: str) -> dict[str, pl.DataFrame]:
    """The pairs of an indicator in each scale in which its change can be told: `change` as it is, and in logs."""
    pairs = rows.filter((pl.col("indicator") == indicator) & pl.col("after").is_not_null())
    found = {"level": pairs.with_columns(moved=pl.col("change"))} if pairs.height else {}
    logs = pairs.drop_nulls("log_change").with_columns(moved=pl.col("log_change"))
    if indicator not in SCORES and pairs.height and logs.height >= POSITIVE * pairs.height:
        found["log"] = logs
    return found


def with_holm(rows: list[dict[str, object]], family: tuple[str, ...]) -> list[dict[str, object]]:
    """Adds p_holm, corrected over all rows that are alike in `family` and told in the same scale.

    Whether it served the owners' own goals is the question asked first and alone, so it is a family of its own;
    an amount told in shares is one question, its figure in money is corrected apart.
    """
    logs = {(row["indicator"], *(row[name] for name in family)) for row in rows if row["scale"] == "log"}
    keys = [
        (
            row["indicator"] == FIRST,
            row["scale"] != "log" and (row["indicator"], *(row[name] for name in family)) in logs,
            *(row[name] for name in family),
        )
        for row in rows
    ]
    for key in dict.fromkeys(keys):
        inside = [row for row, own in zip(rows, keys, strict=True) if own == key]
        p = np.array([math.nan if row["p"] is None else row["p"] for row in inside], dtype=float)
        for row, adjusted in zip(inside, holm(p), strict=True):
            row["p_holm"] = None if math.isnan(adjusted) else float(adjusted)
    return rows


def change_rows(panel: Panel, seed: int) -> pl.DataFrame:
    """indicator, scale, n, before, after, and the mean change with its figures: of those seen in both rounds here.

    scale: level (units of the indicator), log (changes in logs; 0.1 is about a tenth). Corrected over indicators.
    """
    here = panel.rows.filter(pl.col("side") == "here")
    rows: list[dict[str, object]] = []
    for indicator in INDICATORS:
        for scale, pairs in scales(here, indicator).items():
            groups, by = groups_of(pairs)
            fit = regress(pairs["moved"].to_numpy(), np.ones((pairs.height, 1)), groups, seed=seed)
            means = {"before": pairs["before"].mean(), "after": pairs["after"].mean()}
            rows.append({"indicator": indicator, "scale": scale, "n": pairs.height} | means | figures(fit, by))
    schema = {"indicator": pl.String, "scale": pl.String, "n": pl.Int64, "before": pl.Float64, "after": pl.Float64}
    return pl.DataFrame(with_holm(rows, ()), schema=schema | FIGURES)


def goal_rows(panel: Panel) -> pl.DataFrame:
    """goal, n, before, served_before, paired, after, served_after, change: did it serve the owner's own goal?

    `served_…`: share of scores of 4 or 5. The first row, with an empty goal, is of all owners; goals by number.
    """
    rows = panel.rows.filter((pl.col("side") == "here") & (pl.col("indicator") == "served"))
    whole = rows.with_columns(goal=pl.lit(None, pl.String))
    told = pl.concat([whole, rows.drop_nulls("goal")]) if rows.height else whole
    return (
        told.group_by("goal")
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("before").mean(),
            (pl.col("before") >= SERVED).mean().alias("served_before"),
            pl.col("after").count().cast(pl.Int64).alias("paired"),
            pl.col("after").mean(),
            (pl.col("after") >= SERVED).mean().alias("served_after"),
            pl.col("change").mean(),
        )
        .sort(pl.col("goal").is_not_null(), pl.col("n"), "goal", descending=[False, True, False])
    )


def _gains(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `won` and `lost`: by a whole step of a score, by a tenth of an amount (of its size before)."""
    score = pl.col("indicator").is_in(sorted(SCORES))
    bar = pl.when(score).then(STEP).otherwise(TENTH * pl.col("before").abs())
    moved = pl.col("change")
    return rows.with_columns(won=(moved >= bar - 1e-9) & (moved > 0), lost=(moved <= -bar + 1e-9) & (moved < 0))


def spread_rows(panel: Panel) -> pl.DataFrame:
    """indicator, side, took_part, n, won, lost, lowest, low, middle, high, highest: how changes are spread.

    `won`, `lost`: shares that moved by a whole step or a tenth; the five figures are quantiles 0.05, 0.25, 0.5, 0.75,
    0.95 of the change. Chance alone makes some win and some lose: see the same share among the others.
    """
    pairs = _gains(panel.rows.filter(pl.col("after").is_not_null()))
    cuts = {"lowest": 0.05, "low": 0.25, "middle": 0.5, "high": 0.75, "highest": 0.95}
    return (
        pairs.group_by("indicator", "side", "took_part")
        .agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("won").mean(),
            pl.col("lost").mean(),
            *(pl.col("change").quantile(q, "linear").alias(name) for name, q in cuts.items()),
        )
        .sort(
            pl.col("indicator").replace_strict({name: at for at, name in enumerate(INDICATORS)}, default=99),
            pl.col("side") == "comparison",
            ~pl.col("took_part"),
        )
    )


def group_rows(panel: Panel, seed: int) -> pl.DataFrame:
    """indicator, trait, group, n, change, lost, and how its change differs from that of the rest, with figures.

    Groups of owners here by management, kind, size, poverty and goal, of 10 owners or more with as many outside.
    Differences in the scale of `change_rows` (log where it is told); corrected over all groups of an indicator.
    """
    here = panel.rows.filter(pl.col("side") == "here")
    rows: list[dict[str, object]] = []
    for indicator in INDICATORS:
        held = scales(here, indicator)
        if not held:
            continue
        scale = "log" if "log" in held else "level"
        pairs = _gains(held[scale]).with_columns(poor=pl.col("poor").cast(pl.String))
        for trait in TRAITS:
            known = pairs.drop_nulls(trait)
            for group in known[trait].unique().sort().to_list():
                inside = (known[trait] == group).to_numpy()
                if min(inside.sum(), (~inside).sum()) < LEAST_GROUP:
                    continue
                groups, by = groups_of(known)
                x = np.column_stack([np.ones(known.height), inside])
                fit = regress(known["moved"].to_numpy(), x, groups, seed=seed)
                mine = known.filter(pl.Series(inside))
                told = {"indicator": indicator, "scale": scale, "trait": trait, "group": group, "n": mine.height}
                rows.append(told | {"change": mine["moved"].mean(), "lost": mine["lost"].mean()} | figures(fit, by))
    schema = {"indicator": pl.String, "scale": pl.String, "trait": pl.String, "group": pl.String, "n": pl.Int64}
    schema |= {"change": pl.Float64, "lost": pl.Float64}
    return pl.DataFrame(with_holm(rows, ("indicator",)), schema=schema | FIGURES)
