"""What all agree on: over everybody, over groups of opinion, and over declared roles."""

from __future__ import annotations

import numpy as np

from edulis.engine.vision.counting import SURE, Counts, probability, sure_of_half
from edulis.engine.vision.repness import AT_MOST, Direction
from edulis.engine.vision.votes import Floats


def consensus_list(counts: Counts, direction: Direction, *, at_most: int = AT_MOST) -> tuple[int, ...]:
    """Places of the statements with which nearly everybody agrees (or disagrees), the clearest first.

    counts: of all as one group. p > ½ and z_p > 1.2816, ranked by p · z_p; ties go to the one that stands first.
    Source: Small et al. (2021).
    """
    part = (counts.agree if direction == "agree" else counts.disagree)[0]
    p, z = probability(part, counts.votes[0]), sure_of_half(part, counts.votes[0])
    ranked = np.lexsort((np.arange(len(p)), -(p * z)))
    return tuple(int(j) for j in ranked if p[j] > 0.5 and z[j] > SURE)[:at_most]


def across(counts: Counts, direction: Direction = "agree") -> Floats:
    """Consensus over groups, shape (m,): the G-th root of Π_g (n_gj + 1) / (S_gj + 2); nan without groups.

    The root makes two groups of opinion and six declared roles comparable; without it the order within one way of
    grouping is the same. Source: Small et al. (2021), group-informed consensus.
    """
    part = counts.agree if direction == "agree" else counts.disagree
    if not len(part):
        return np.full(part.shape[1], np.nan)
    return np.asarray(np.exp(np.log(probability(part, counts.votes)).mean(axis=0)))
