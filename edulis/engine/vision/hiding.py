"""Which cells of votes by group are too small to be told, so that nobody's vote can be worked out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edulis.engine.disclosure import LEAST
from edulis.engine.vision.votes import Whole


def too_few(votes: Whole) -> NDArray[np.bool_]:
    """Cells that stay hidden, G × m, given how many voted in each.

    Hidden are cells of fewer than five votes; and, since the sum over groups is told, of each statement the next
    smallest cells until what is hidden holds two cells and five votes. Source: Hundepool et al. (2012).
    """
    least = LEAST["people"]
    hidden = votes < least
    for j in np.flatnonzero(hidden.any(axis=0)):
        column = votes[:, j]
        for g in np.lexsort((np.arange(len(column)), column)):
            part = column[hidden[:, j]]
            if part.sum() == 0 or (len(part) > 1 and part.sum() >= least):
                break
            hidden[g, j] = True
    return np.asarray(hidden)
