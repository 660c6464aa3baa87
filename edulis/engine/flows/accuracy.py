"""How exact reporters are, told from pairs of reports of the same delivery."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.system import Floats, Mask

ROLES = ("seller", "buyer", "observer")
_CUT = 5.0  # gaps beyond that many sd are left to the tests of gross errors
_NORMAL = 1.959963984540054
_DOUBT = 250.0  # pairs with a third witness that tell sellers and buyers apart only half way
_WIDEST = 4.0  # a measured accuracy is at most so many times the stated one, and at least that part of it


@dataclass(frozen=True, slots=True)
class Split:
    """Variances of reporters from variances of their gaps, each (k,).

    `held` marks those held at zero, `pooled` those that the pairs alone leave open and that share one variance.
    """

    variance: Floats
    held: Mask
    pooled: Mask


def split_variances(
    first: ArrayLike, second: ArrayLike, squared_gap: ArrayLike, weight: ArrayLike = 1.0, scale: ArrayLike | None = None
) -> Split:
    """Each reporter's error variance from squared gaps between pairs of reports of the same flow.

    `E (g_ij)² = s_i σ_i² + s_j σ_j²`, solved by least squares with σ² ≥ 0; `first`, `second` (q,) are reporters
    0 … k − 1, `squared_gap` (q,) squared log gaps, `weight` (q,) for instance numbers of pairs, `scale` (k,) known
    factors (1). Reporters without an odd cycle of pairs are pooled: of all solutions the one nearest to a common
    variance. An error that all share cannot be seen by any pair. Source: ten Cate 2007, 2014.
    """
    from scipy.optimize import nnls

    one, other = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    gap = np.asarray(squared_gap, dtype=np.float64)
    size = int(max(one.max(), other.max())) + 1
    factor = np.ones(size) if scale is None else np.asarray(scale, dtype=np.float64)
    root = np.sqrt(np.broadcast_to(np.asarray(weight, dtype=np.float64), gap.shape))
    design = np.zeros((gap.size, size))
    line = np.arange(gap.size)
    np.add.at(design, (line, one), factor[one])
    np.add.at(design, (line, other), factor[other])
    design, target = design * root[:, None], gap * root
    _, values, vectors = np.linalg.svd(design, full_matrices=True)
    rank = int(np.sum(values > 1e-10 * values[0]))
    pooled = np.any(np.abs(vectors[rank:]) > 1e-9, axis=0) if rank < size else np.zeros(size, np.bool_)
    if pooled.any():  # a faint wish for a common variance decides what the pairs leave open
        common = np.zeros((size, size))
        common[np.arange(size), np.arange(size)] = 1.0
        common -= 1.0 / size
        faint = 1e-6 * values[0]
        design, target = np.vstack([design, faint * common]), np.concatenate([target, np.zeros(size)])
    variance = np.asarray(nnls(design, target)[0])
    return Split(variance, variance == 0.0, pooled)


def robust_variance(gaps: Floats) -> float:
    """The variance of a normal law that holds 95 % of the gaps within 1.96 sd, gross ones left out.

    Gaps have longer tails than a normal law with their variance, and intervals are asked for at 95 %. Gaps beyond five
    sd, as the median tells the sd, are left to the tests of gross errors.
    """
    size = np.abs(gaps)
    usual = float(np.median(size)) / 0.6745
    inside = size[size <= _CUT * usual]
    return (float(np.quantile(inside, 0.95)) / _NORMAL) ** 2 if inside.size else 0.0


def measure_accuracy(reports: pl.DataFrame, assumptions: Assumptions) -> tuple[pl.DataFrame, dict[str, float]]:
    """The accuracy of sellers, buyers and observers, and the factor by which each role's stated errors are mended.

    `reports`: trade (id of the delivery), reporter, reported, relative (the stated or assumed relative error). Pairs
    are compared as log gaps over what their stated errors allow: `g² / (r_i² + r_j²)`. Where a role has fewer pairs
    than assumed necessary its factor is 1.
    """
    usable = reports.filter(pl.col("reported") > 0)
    pairs = usable.join(usable, on="trade", suffix="_other").filter(pl.col("reporter") < pl.col("reporter_other"))
    pairs = pairs.with_columns(gap=(pl.col("reported") / pl.col("reported_other")).log())
    first, second, gaps, counts = [], [], [], []
    told = dict.fromkeys(ROLES, 0)
    stated, origin = _stated(usable, assumptions)
    for (a, b), group in pairs.group_by("reporter", "reporter_other", maintain_order=True):
        told[a] += group.height
        told[b] += group.height
        if group.height < assumptions.pairs:
            continue
        allowed = group["relative"].to_numpy() ** 2 + group["relative_other"].to_numpy() ** 2
        gap = group["gap"].to_numpy()
        first.append(ROLES.index(a))
        second.append(ROLES.index(b))
        gaps.append(robust_variance((gap - np.median(gap)) / np.sqrt(allowed)) * float(allowed.mean()))
        counts.append(group.height)
    factor = dict.fromkeys(ROLES, 1.0)
    measured: set[str] = set()
    pooled: Mask = np.zeros(0, np.bool_)
    if counts:
        scale = np.array([stated[role] ** 2 for role in ROLES])
        split = split_variances(first, second, gaps, counts, scale[: max(*first, *second) + 1])
        pooled = split.pooled
        doubt = _DOUBT / (_DOUBT + min(counts))
        told_apart = split.variance.copy()
        told_apart[:2] = np.maximum(told_apart[:2], (1 - doubt) * told_apart[:2] + doubt * told_apart[:2].mean())
        for at in {*first, *second}:
            measured.add(ROLES[at])
            factor[ROLES[at]] = float(np.clip(np.sqrt(told_apart[at]), 1 / _WIDEST, _WIDEST))
    rows = []
    for at, role in enumerate(ROLES):
        error, many = stated[role] * factor[role], told[role]
        spread = 1.96 / np.sqrt(2 * many) * (2.0 if at < pooled.size and pooled[at] else 1.0) if many else 0.0
        known = role in measured
        low, high = (error * max(1 - spread, 0.0), error * (1 + spread)) if known else (None, None)
        source = "measured" if known else origin[role]
        rows.append((role, error, low, high, many, source))
    return pl.DataFrame(rows, schema=ACCURACY, orient="row"), factor


ACCURACY = {
    "role": pl.String(),
    "relative_error": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "pairs": pl.Int64(),
    "source": pl.String(),
}


def stated_accuracy(role: str, table: pl.DataFrame, assumed: float) -> tuple[str, float, None, None, int, str]:
    """The row of the table of accuracy for a kind of report that has no pairs."""
    stated = table["relative_error"].drop_nulls()
    if stated.len():
        return role, float(np.sqrt(np.mean(stated.to_numpy() ** 2))), None, None, 0, "reported"
    return role, assumed, None, None, 0, "assumed"


def _stated(reports: pl.DataFrame, assumptions: Assumptions) -> tuple[dict[str, float], dict[str, str]]:
    """The rms of the relative errors with which each role's reports come, and whether any was stated."""
    errors, origin = {}, {}
    for role in ROLES:
        own = reports.filter(pl.col("reporter") == role)
        assumed = float(getattr(assumptions, role))
        errors[role] = float(np.sqrt(np.mean(own["relative"].to_numpy() ** 2))) if own.height else assumed
        origin[role] = "reported" if own.height and own["stated"].any() else "assumed"
    return errors, origin
