"""How many of each group agreed, disagreed and voted at all, and the probabilities and tests that Polis makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edulis.engine.vision.votes import AGREE, DISAGREE, UNSEEN, Floats, Votes, Whole

SURE = 1.2815515655446004  # z of a one-sided test at 90 %


@dataclass(frozen=True, slots=True)
class Counts:
    """Agrees, disagrees and all votes (passes among them) of each group on each statement: G × m whole numbers."""

    agree: Whole
    disagree: Whole
    votes: Whole

    @property
    def passed(self) -> Whole:
        """Passes, G × m."""
        return self.votes - self.agree - self.disagree

    def rest(self) -> Counts:
        """For each group the same counts over all others."""
        return Counts(*(part.sum(axis=0) - part for part in (self.agree, self.disagree, self.votes)))

    def whole(self) -> Counts:
        """The counts over all groups together, as one group."""
        return Counts(*(part.sum(axis=0, keepdims=True) for part in (self.agree, self.disagree, self.votes)))


def count(votes: Votes, labels: NDArray[np.int64] | None = None, groups: int = 1) -> Counts:
    """The counts of each group; of all as one unless there are labels: (n,), from 0, and −1 for nobody's group."""
    held = np.zeros(len(votes.people), dtype=np.int64) if labels is None else labels
    agree, disagree, seen = (np.zeros((groups, len(votes.statements)), dtype=np.int64) for _ in range(3))
    for group in range(groups):
        of_it = np.flatnonzero(held == group)
        for block in votes.blocks(len(of_it)):
            part = votes.matrix[of_it[block]]
            agree[group] += (part == AGREE).sum(axis=0)
            disagree[group] += (part == DISAGREE).sum(axis=0)
            seen[group] += (part != UNSEEN).sum(axis=0)
    return Counts(agree, disagree, seen)


def probability(part: Whole, votes: Whole) -> Floats:
    """The probability of an answer with one more of each: p = (n + 1) / (S + 2). Source: Small et al. (2021)."""
    return np.asarray((part + 1) / (votes + 2))


def sure_of_half(part: Whole, votes: Whole) -> Floats:
    """How sure it is that more than half answer so.

    z = 2 √(S + 1) ((n + 1) / (S + 1) − ½). Source: Small et al. (2021).
    """
    return np.asarray(2 * np.sqrt(votes + 1) * ((part + 1) / (votes + 1) - 0.5))


def sure_of_more(part: Whole, votes: Whole, part_rest: Whole, votes_rest: Whole) -> Floats:
    """How sure it is that a group answers so more often than the rest.

    z = (π₁ − π₂) / √(π̂ (1 − π̂) (1 / (S + 1) + 1 / (S_r + 1))) with π = (n + 1) / (S + 1) and π̂ the same of both
    together; 0 where π̂ is 1. Source: Small et al. (2021); the two-proportion test of Newcombe (1998).
    """
    n, s, n_rest, s_rest = part + 1.0, votes + 1.0, part_rest + 1.0, votes_rest + 1.0
    pooled = (n + n_rest) / (s + s_rest)
    spread = pooled * (1 - pooled) * (1 / s + 1 / s_rest)
    certain = spread <= 0  # everybody answers so
    return np.where(certain, 0.0, (n / s - n_rest / s_rest) / np.sqrt(np.where(certain, 1.0, spread)))
