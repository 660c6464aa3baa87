"""What is known about the flows of a cluster, as plain arrays: balances, reports and soft links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csc_array, sparray, spmatrix

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]
Sparse: TypeAlias = sparray | spmatrix


@dataclass(frozen=True, slots=True)
class Merged:
    """The reports of each unknown drawn together into one.

    `mean` and `variance` (n,) are the precision-weighted mean and its variance (0 and ∞ where nothing was reported),
    `reports` (n,) counts them, `within` is the chi² by which reports of one unknown disagree among themselves.
    """

    mean: Floats
    variance: Floats
    reports: Integers
    within: float


@dataclass(frozen=True, slots=True)
class System:
    """Unknowns x ≥ 0, balances `balances @ x = rhs`, reports of single unknowns and soft links between them.

    Report k says `x[measured[k]] = values[k]` with variance `sigma[k]² + (relative[k] · x[base[k]])²`, x being the
    fitted value; `base` is `measured` itself unless the error of one flow scales with another (the difference from a
    recipe with the level of its process). Soft row s says `soft[s] @ x = soft_rhs[s]` with variance
    `soft_sigma[s]² + (soft_relative[s] · ½ Σ |soft[s,j] x_j|)²`: half the gross sum is the flow through a recipe link
    `output − yield · input`.
    `free` marks the unknowns that may be negative. Units are the caller's (kilograms of dry matter a month).
    """

    balances: csc_array
    rhs: Floats
    measured: Integers
    values: Floats
    sigma: Floats
    relative: Floats
    base: Integers
    soft: csc_array
    soft_rhs: Floats
    soft_sigma: Floats
    soft_relative: Floats
    free: Mask

    @property
    def unknowns(self) -> int:
        """How many flows are looked for."""
        return int(self.balances.shape[1])

    @property
    def reports(self) -> int:
        """How many reports there are."""
        return int(self.measured.size)

    @property
    def rows(self) -> int:
        """How many balances have to close."""
        return int(self.balances.shape[0])

    @property
    def links(self) -> int:
        """How many soft rows there are."""
        return int(self.soft_rhs.size)

    def keep(self, reports: Mask) -> System:
        """The same system with only the reports marked True in `reports` (K,)."""
        kept = {name: getattr(self, name)[reports] for name in ("measured", "values", "sigma", "relative", "base")}
        return replace(self, **kept)


def make_system(
    balances: Sparse | ArrayLike,
    measured: ArrayLike,
    values: ArrayLike,
    sigma: ArrayLike = 0.0,
    *,
    rhs: ArrayLike | None = None,
    relative: ArrayLike = 0.0,
    base: ArrayLike | None = None,
    soft: Sparse | ArrayLike | None = None,
    soft_rhs: ArrayLike = 0.0,
    soft_sigma: ArrayLike = 0.0,
    soft_relative: ArrayLike = 0.0,
    free: ArrayLike = False,
) -> System:
    """Bring loose arrays into the one shape that reconciliation reads.

    `balances` (m, n) dense or sparse, `rhs` (m,) (0 unless given), `measured` (K,) positions of unknowns, `values`
    (K,), `sigma` (K,) in the unit of the flow and `relative` (K,) as a share of the flow `base` (K,), `soft` (s, n)
    with its three arrays (s,), `free` (n,). A single number stands for all. Raises ValueError for shapes that do not
    fit, numbers that are not finite, and reports or soft rows that have no error at all.
    """
    matrix = _columns(balances)
    m, n = matrix.shape
    index = np.ascontiguousarray(measured, dtype=np.int64).ravel()
    scale = index if base is None else np.ascontiguousarray(base, dtype=np.int64).ravel()
    links = _columns(soft) if soft is not None else csc_array((0, n), dtype=np.float64)
    count, many = index.size, links.shape[0]
    system = System(
        balances=matrix,
        rhs=_spread(0.0 if rhs is None else rhs, m, "rhs"),
        measured=index,
        values=_spread(values, count, "values"),
        sigma=_spread(sigma, count, "sigma"),
        relative=_spread(relative, count, "relative"),
        base=scale,
        soft=links,
        soft_rhs=_spread(soft_rhs, many, "soft_rhs"),
        soft_sigma=_spread(soft_sigma, many, "soft_sigma"),
        soft_relative=_spread(soft_relative, many, "soft_relative"),
        free=np.ascontiguousarray(np.broadcast_to(np.asarray(free, dtype=np.bool_), (n,))),
    )
    if links.shape[1] != n:
        raise ValueError(f"the soft rows have {links.shape[1]} columns, the balances {n}")
    if scale.size != count:
        raise ValueError(f"base has {scale.size} numbers; {count} were expected")
    for where in (index, scale):
        if count and (where.min() < 0 or where.max() >= n):
            raise ValueError("a report names an unknown that is not there")
    for first, second in (("sigma", "relative"), ("soft_sigma", "soft_relative")):
        a, b = getattr(system, first), getattr(system, second)
        if np.any(a < 0) or np.any(b < 0) or np.any(a + b == 0):
            raise ValueError(f"{first} and {second} must not be negative, nor both zero")
    return system


def standard_deviations(system: System, fitted: Floats, floor: Floats, between: bool = False) -> tuple[Floats, Floats]:
    """The sd of each report (K,) and of each soft row (s,) when the flows are `fitted` (n,).

    `σ² = sigma² + (relative · max(fitted, floor))²`: errors are multiplicative, and σ from the reported value itself
    would pull estimates down. With `between`, `σ² = sigma² + relative² · fitted · reported`, so that
    `(y − x)/σ = 2 sinh(½ ln(y/x))/relative`: nearly the log ratio, alike for too much and too little. Estimates would
    be biased, but gross errors show in it before they are taken out.
    `floor` (n,) > 0 is the least level an error is a share of, so that a flow fitted as zero does not make its report
    exact.
    """
    level = np.maximum(np.abs(fitted), floor)
    scale = level[system.base]
    if between:
        own = system.base == system.measured
        scale = np.where(own, np.sqrt(scale * np.maximum(np.abs(system.values), floor[system.measured])), scale)
    sigma = np.hypot(system.sigma, system.relative * scale)
    through = 0.5 * (abs(system.soft) @ level)
    return sigma, np.hypot(system.soft_sigma, system.soft_relative * through)


def least_levels(system: System) -> Floats:
    """The floor of `standard_deviations` (n,): a tenth of what was reported, and a millionth of the largest report.

    Where everything that was reported is nought, one unit takes the place of the largest.
    """
    largest = float(np.max(np.abs(system.values), initial=0.0)) or 1.0
    said = np.zeros(system.unknowns)
    np.maximum.at(said, system.measured, np.abs(system.values))
    return np.maximum(0.1 * said, 1e-6 * largest)


def merge(system: System, sigma: Floats) -> Merged:
    """Draw the reports of each unknown together, weighted by precision.

    `mean = Σ y/σ² / Σ 1/σ²`, `variance = 1/Σ 1/σ²`, `within = Σ (y − mean)²/σ²`; two reports of one unknown count
    exactly as their merge plus `(y₁ − y₂)²/(σ₁² + σ₂²)`. `sigma` (K,) is the sd of each report.
    """
    mean, variance, reports, within = _merge(system.measured, system.values, sigma, system.unknowns)
    return Merged(mean, variance, reports, float(within))


@njit(cache=True, nogil=True)
def _merge(measured: Any, values: Any, sigma: Any, n: int) -> Any:
    mean, variance, reports = np.zeros(n), np.zeros(n), np.zeros(n, np.int64)
    for k in range(measured.size):
        j, precision = measured[k], 1.0 / (sigma[k] * sigma[k])
        variance[j] += precision
        mean[j] += precision * values[k]
        reports[j] += 1
    for j in range(n):
        variance[j] = 1.0 / variance[j] if variance[j] > 0.0 else np.inf
        mean[j] = mean[j] * variance[j] if reports[j] else 0.0
    within = 0.0
    for k in range(measured.size):
        j = measured[k]
        if reports[j] > 1:
            gap = (values[k] - mean[j]) / sigma[k]
            within += gap * gap
    return mean, variance, reports, within


def _columns(matrix: Sparse | ArrayLike) -> csc_array:
    """Compressed columns, duplicates summed, explicit zeros dropped."""
    made = csc_array(
        matrix if isinstance(matrix, (sparray, spmatrix)) else np.atleast_2d(np.asarray(matrix, dtype=np.float64))
    )
    made = made.astype(np.float64, copy=True)
    made.sum_duplicates()
    made.eliminate_zeros()
    if not np.all(np.isfinite(made.data)):
        raise ValueError("a coefficient is not a finite number")
    return made


def _spread(values: ArrayLike, size: int, name: str) -> Floats:
    """One float for each of `size` places, from an array or a single number."""
    try:
        array = np.ascontiguousarray(np.broadcast_to(np.asarray(values, dtype=np.float64), (size,)))
    except ValueError:
        raise ValueError(f"{name} has shape {np.shape(values)}; {size} numbers were expected") from None
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} holds a number that is not finite")
    return array
