"""Was it us: what changed for those who took part beyond what changed for the others."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.outcomes.changes import FIGURES, figures, scales, with_holm
from edulis.engine.outcomes.clustered import regress
from edulis.engine.outcomes.panel import INDICATORS, Panel, groups_of
from edulis.engine.outcomes.permutation import Placebo, placebos

Floats = NDArray[np.float64]
LEAST_SIDE = 2  # fewer on a side: no difference is told
AGAINST = ("others", "comparison")
_EFFECTS = {"indicator": pl.String, "against": pl.String, "scale": pl.String, "model": pl.String, "treated": pl.Int64,
            "others": pl.Int64}  # fmt: skip
_PLACEBO: dict[str, type[pl.DataType]] = {"p_placebo": pl.Float64, "smallest": pl.Float64}


def difference_in_differences(before: tuple[float, float], after: tuple[float, float]) -> float:
    """(after₁ − before₁) − (after₀ − before₀) of two means each, first those who took part.

    Source: Card & Krueger (1994).
    """
    return (after[0] - before[0]) - (after[1] - before[1])


def sides(panel: Panel, against: str) -> pl.DataFrame:
    """The rows of one comparison with `treated`: those who took part against the others here, or here against there.

    Against the comparison cluster all of the cluster count as treated: what joint work did may reach everybody.
    """
    if against == "others":
        return panel.rows.filter(pl.col("side") == "here").with_columns(treated=pl.col("took_part"))
    return panel.rows.with_columns(treated=pl.col("side") == "here")


def effect_rows(panel: Panel, seed: int) -> pl.DataFrame:
    """indicator, against, scale, model, treated, others, figures, p_placebo, smallest.

    Δy = a + effect · treated + e, which is difference in differences on pairs (`did`); and y₁ = a + b y₀ + effect ·
    treated + e (`lagged`): where trends were alike the first is right, where the past alone decided who joined the
    second, and the truth is often between them. Corrected over indicators. `p_placebo`: two-sided, by giving the part
    to others; `smallest`: the least one-sided p that this design can give. Source: Card & Krueger (1994); Angrist &
    Pischke (2009), 5.4; Ding & Li (2019).
    """
    held: list[tuple[dict[str, object], pl.DataFrame]] = []
    for against in AGAINST:
        every = sides(panel, against)
        for indicator in INDICATORS:
            for scale, pairs in scales(every, indicator).items():
                if min(pairs["treated"].sum(), (~pairs["treated"]).sum()) >= LEAST_SIDE:
                    held.append(({"indicator": indicator, "against": against, "scale": scale}, pairs))
    rows: list[dict[str, object]] = []
    for (told, pairs), chance in zip(held, assigned([pairs for _, pairs in held], seed), strict=True):
        rows += _effects(pairs, told, chance, seed)
    return pl.DataFrame(with_holm(rows, ("against", "model")), schema=_EFFECTS | FIGURES | _PLACEBO)


def _effects(pairs: pl.DataFrame, told: dict[str, object], chance: Placebo, seed: int) -> list[dict[str, object]]:
    treated = pairs["treated"].to_numpy()
    groups, by = groups_of(pairs)
    moved, one = pairs["moved"].to_numpy(), np.ones(pairs.height)
    before = (pairs["before"].log() if told["scale"] == "log" else pairs["before"]).to_numpy()
    told = told | {"treated": int(treated.sum()), "others": int((~treated).sum())}
    did = regress(moved, np.column_stack([one, treated]), groups, seed=seed)
    lagged = regress(before + moved, np.column_stack([one, before, treated]), groups, seed=seed)
    fair = {"p_placebo": None if math.isnan(chance.p) else chance.p, "smallest": chance.smallest}
    return [
        told | {"model": "did"} | figures(did, by) | fair,
        told | {"model": "lagged"} | figures(lagged, by) | dict.fromkeys(fair),
    ]


def assigned_by(pairs: pl.DataFrame) -> str:
    """What took part as a whole: clusters, places, or single households."""
    if pairs["side"].n_unique() > 1:
        return "side"
    whole = pairs.group_by("place").agg(pl.col("treated").mean())["treated"]
    if pairs["placed"].all() and whole.is_in([0.0, 1.0]).all():
        return "place"
    part = pairs.group_by("actor").agg(pl.col("treated").mean())["treated"]
    return "actor" if part.is_in([0.0, 1.0]).all() else "enterprise"


def assigned(asked: Sequence[pl.DataFrame], seed: int) -> list[Placebo]:
    """The placebo test of each question at the level at which the part was taken: clusters, places, else households
    within places. Questions that the same people answered are tested on the same draws, which are made once.
    """
    people: dict[tuple[str, bytes], list[int]] = {}
    ordered = [pairs.sort("side", "place", "actor", "enterprise") for pairs in asked]
    for at, pairs in enumerate(ordered):
        who = pairs.select("side", "place", "actor", "enterprise", "treated", "placed").hash_rows().to_numpy()
        people.setdefault((assigned_by(pairs), who.tobytes()), []).append(at)
    found: dict[int, Placebo] = {}
    for (level, _), same in people.items():
        one = ordered[same[0]]
        strata = None
        if level in {"actor", "enterprise"} and one["placed"].all():
            # A household may work in two places: its stratum is where its first enterprise is.
            strata = one.select(pl.col("place").first().over(level))["place"].to_list()
        moved = np.column_stack([ordered[at]["moved"].to_numpy() for at in same])
        tests = placebos(moved, one["treated"].to_numpy(), one[level].to_list(), strata, seed=seed)
        found |= dict(zip(same, tests, strict=True))
    return [found[at] for at in range(len(asked))]


def balance_rows(panel: Panel) -> pl.DataFrame:
    """indicator, against, treated, others, gap: baseline means of both sides and their standardised difference.

    gap = (m₁ − m₀) / √((s₁² + s₀²)/2); beyond 0.25 the sides were not alike before. Of those seen again. Source: Imbens
    & Rubin (2015).
    """
    rows = []
    for against in AGAINST:
        every = sides(panel, against).filter(pl.col("after").is_not_null())
        for indicator in INDICATORS:
            told = every.filter(pl.col("indicator") == indicator)
            mine, rest = (told.filter(pl.col("treated") == flag)["before"] for flag in (True, False))
            if min(mine.len(), rest.len()) >= LEAST_SIDE:
                rows.append((indicator, against, mine.mean(), rest.mean(), standardised(mine, rest)))
    schema = {"indicator": pl.String, "against": pl.String, "treated": pl.Float64, "others": pl.Float64}
    return pl.DataFrame(rows, schema=schema | {"gap": pl.Float64}, orient="row")


def standardised(one: pl.Series, other: pl.Series) -> float | None:
    """The difference of two means in pooled standard deviations; None where nothing varies or there are too few."""
    if min(one.len(), other.len()) < 2:
        return None
    spread = math.sqrt((float(np.var(one.to_numpy(), ddof=1)) + float(np.var(other.to_numpy(), ddof=1))) / 2)
    return (float(one.mean()) - float(other.mean())) / spread if spread > 0 else None  # type: ignore[arg-type]
