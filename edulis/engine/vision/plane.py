"""The plane of opinion: the two directions in which people differ most, with people and statements on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.vision.votes import UNSEEN, Floats, Signs, Votes

_COMPILED = 100_000  # cells of the matrix: fewer are not worth the start of a compiler
_EXACT = 1_500  # statements: the eigenvectors of more are found by iteration also for the plane itself


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Where votes are looked at from.

    centre: (m,) mean vote of each statement, 0 where nobody voted; axes: 2 × m unit vectors (rows of 0 where votes
    have fewer directions); explained: (2,) share of the variance of filled votes along each.
    """

    centre: Floats
    axes: Floats
    explained: Floats

    @property
    def statements(self) -> Floats:
        """M × 2: where somebody stands who agreed with this statement alone, √m (1 − c_j) · axis_j."""
        return np.asarray(np.sqrt(self.axes.shape[1]) * ((1 - self.centre) * self.axes).T)

    @property
    def extremity(self) -> Floats:
        """Shape (m,): how far from the middle that is."""
        return np.asarray(np.hypot(*self.statements.T))


def plane_of(votes: Votes, times: Floats | None = None, *, near: Plane | None = None) -> Plane:
    """The plane through the votes in which people lie farthest apart.

    Missing votes are filled with the statement's mean and the mean is taken off, so that they are 0; the axes are the
    first two eigenvectors of ZᵀZ, the one with the larger variance first, each turned so that its greatest element is
    positive. `times`: how often each person counts, shape (n,). `near`: a plane that is thought to be close; then the
    axes are found by iteration from there. Source: Pearson (1901); Small et al. (2021).
    """
    from scipy.linalg.blas import dsyrk

    m = len(votes.statements)
    often = np.ones(len(votes.people)) if times is None else times
    sums = np.zeros((2, m))
    for block in votes.blocks():
        _add_up(votes.matrix[block], often[block], sums)
    centre = sums[0] / np.maximum(sums[1], 1)
    gram = np.zeros((m, m), order="F")
    for block in votes.blocks():
        filled = _filled(votes.matrix[block], centre, often[block])
        if len(filled) and m:
            gram = dsyrk(1.0, filled.T, 1.0, gram, overwrite_c=True)
    total = float(np.trace(gram))
    axes, explained = np.zeros((2, m)), np.zeros(2)
    if total <= 0:
        return Plane(centre, axes, explained)
    gram = np.triu(gram) + np.triu(gram, 1).T
    for place, (value, vector) in enumerate(_leading(gram, near)):
        if value > 1e-12 * total:
            far = int(np.argmax(np.abs(vector) > np.abs(vector).max() * (1 - 1e-9)))
            axes[place] = vector * np.sign(vector[far])
            explained[place] = value / total
    return Plane(centre, axes, explained)


def positions(votes: Votes, plane: Plane) -> Floats:
    """N × 2: where each person stands, √(m / max(n_i, 1)) Σ_j (x_ij − c_j) · axis_j over the statements voted on.

    The root puts those who voted on little as far out as the others. Source: Small et al. (2021).
    """
    if votes.matrix.size > _COMPILED:
        from edulis.engine.vision.kernels import placed

        return np.asarray(placed(votes.matrix, plane.centre, np.ascontiguousarray(plane.axes)))
    away = np.where(votes.matrix == UNSEEN, 0.0, votes.matrix - plane.centre)
    wide = np.sqrt(len(votes.statements) / np.maximum(votes.cast, 1))
    return np.asarray((away @ plane.axes.T) * wide[:, None])


def _leading(gram: Floats, near: Plane | None) -> list[tuple[float, Floats]]:
    """The two largest eigenvalues with their vectors, the largest first."""
    m = len(gram)
    wanted = min(2, m)
    if m > _EXACT or (near is not None and m >= 40):
        from scipy.sparse.linalg import eigsh

        start = np.ones(m) if near is None or not near.axes.any() else near.axes.sum(axis=0)
        values, vectors = eigsh(gram, k=wanted, v0=start, tol=1e-9)
    else:
        from scipy.linalg import eigh

        values, vectors = eigh(gram, subset_by_index=[m - wanted, m - 1], check_finite=False)
    order = np.argsort(-values, kind="stable")
    return [(float(values[place]), vectors[:, place]) for place in order]


def _add_up(matrix: Signs, often: Floats, sums: Floats) -> None:
    """Add the votes of each statement, and how many there are, each person counted so often."""
    if matrix.size > _COMPILED:
        from edulis.engine.vision.kernels import add_up

        add_up(matrix, often, sums)
        return
    seen = (matrix != UNSEEN) * often[:, None]
    sums[0] += (seen * matrix).sum(axis=0)
    sums[1] += seen.sum(axis=0)


def _filled(matrix: Signs, centre: Floats, often: Floats) -> Floats:
    """Votes less the mean, 0 where there is none, times the root of how often the person counts; others left out."""
    if matrix.size > _COMPILED:
        from edulis.engine.vision.kernels import filled

        return np.asarray(filled(matrix, centre, often))
    held = often > 0
    part = matrix[held]
    return np.where(part == UNSEEN, 0.0, (part - centre) * np.sqrt(often[held])[:, None])
