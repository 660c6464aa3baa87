"""Unions and groups: whom they reach, whom nobody reaches, and whether ties run inside them more than by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from edulis.engine.network.structure import Floats, Ints

SHUFFLES = 200
BUSY = 20_000_000  # ties looked at in all shuffles together: with many ties there are fewer shuffles, at least 40


@dataclass(frozen=True, slots=True)
class Inside:
    """Share of ties between two who belong to one body, and what chance alone gives: mean and 95 % of shuffles."""

    share: float
    chance: float
    low: float
    high: float
    ties: int


def inside(
    one: Ints, other: Ints, member: csr_array, stratum: Ints, *, seed: int = 0, shuffles: int = SHUFFLES
) -> Inside:
    """Share of ties inside bodies beside a shuffle of who belongs where, among people of one place.

    Each shuffle gives the memberships of one actor to another of the same stratum, so that bodies keep their size and
    their places and ties stay as they are: what is left above chance is not merely that neighbours join the same body.
    one, other: ends of the ties, shape (m,); member: actors × bodies of 0 and 1; stratum: the number of each actor's
    place, shape (n,). nan without ties. Source: Krackhardt (1988), quadratic assignment, within strata.
    """
    if not len(one):
        nothing = float("nan")
        return Inside(nothing, nothing, nothing, nothing, 0)
    shared = _shared(member)
    n = member.shape[0]
    share = float(_together(shared, one, other).mean())
    random = np.random.default_rng(seed)
    order = np.argsort(stratum, kind="stable")
    drawn = np.empty(min(shuffles, max(BUSY // len(one), 40)))
    for at in range(len(drawn)):
        place = np.empty(n, dtype=np.int64)
        place[order] = np.lexsort((random.random(n), stratum))
        drawn[at] = _together(shared, place[one], place[other]).mean()
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Inside(share, float(drawn.mean()), float(low), float(high), len(one))


def _shared(member: csr_array) -> tuple[NDArray[np.uint64], ...]:
    """Memberships as bits, 64 bodies in each word, bodies in which nobody meets anybody left out."""
    held = csr_array(member)[:, np.flatnonzero(np.asarray(member.sum(axis=0)).ravel() > 1)].tocoo()
    words = []
    for word in range((held.shape[1] + 63) // 64):
        bits = np.zeros(held.shape[0], dtype=np.uint64)
        here = (held.col // 64) == word
        np.bitwise_or.at(bits, held.row[here], np.uint64(1) << (held.col[here] % 64).astype(np.uint64))
        words.append(bits)
    return tuple(words)


def _together(words: tuple[NDArray[np.uint64], ...], one: Ints, other: Ints) -> NDArray[np.bool_]:
    found = np.zeros(len(one), dtype=bool)
    for bits in words:
        found |= (bits[one] & bits[other]) != 0
    return found


def overlap(member: csr_array) -> Floats:
    """Bodies × bodies: members that two bodies share, over the smaller of the two; shape (b, b).

    Source: Szymkiewicz–Simpson overlap.
    """
    both = np.asarray((member.T @ member).todense(), dtype=float)
    size = np.diagonal(both)
    smaller = np.minimum.outer(size, size)
    share: Floats = np.divide(both, smaller, out=np.zeros_like(both), where=smaller > 0)
    return share
