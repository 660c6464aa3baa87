"""Which statement to show next: one that many can place themselves by, and that few have seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edulis.engine.vision.counting import Counts, probability
from edulis.engine.vision.votes import UNSEEN, Floats, Signs

NEW = 8.0  # how much a statement without votes is lifted above an old one
ABOUT = 7.0  # the weight of statements about who one is ("I make starch")


def priority(counts: Counts, extremity: Floats, about: NDArray[np.bool_] | None = None) -> Floats:
    """How much each statement asks to be shown, shape (m,).

    [(1 − p_pass) (E + 1) p_agree (1 + 8 · 2^(−S / 5))]²; 7² for those `about` the voter. counts: of all as one group;
    extremity: E, shape (m,). Source: Small et al. (2021).
    """
    votes = counts.votes[0]
    passed = probability(counts.passed[0], votes)
    worth = (1 - passed) * (extremity + 1) * probability(counts.agree[0], votes)
    lifted = worth * (1 + NEW * np.exp2(-votes / 5))
    if about is not None:
        lifted = np.where(about, ABOUT, lifted)
    return np.asarray(lifted**2)


def next_statement(weights: Floats, seen: Signs, *, draw: float, out: NDArray[np.bool_] | None = None) -> int | None:
    """The place of the next statement for somebody: drawn by weight among those not seen, or None.

    weights: (m,) priorities; seen: this person's votes (m,), 2 where unseen; draw: a number from 0 up to 1.
    """
    open_ = np.asarray(seen) == UNSEEN
    if out is not None:
        open_ &= ~out
    places = np.flatnonzero(open_)
    if not len(places):
        return None
    steps = np.cumsum(np.maximum(weights[places], 1e-12))
    return int(places[min(int(np.searchsorted(steps, draw * steps[-1], side="right")), len(places) - 1)])
