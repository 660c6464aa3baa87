"""Several layers over the same people."""

import math

import numpy as np
import pytest

from edulis.engine.network import adjacency, edge_overlap, layer_correlation, participation
from edulis.engine.network.structure import Sparse


def layer(*ties: tuple[int, int], n: int = 4) -> Sparse:
    ends = np.array(ties, np.int64).reshape(-1, 2)
    return adjacency(ends[:, 0], ends[:, 1], n)


def test_who_takes_part_evenly_has_one_and_who_is_in_one_layer_has_nought() -> None:
    trade, help_ = layer((0, 1), (0, 2)), layer((0, 3), (3, 1))
    even = participation([layer((0, 1)), layer((0, 2))])
    assert even[0] == pytest.approx(1)
    assert participation([trade, help_])[2] == pytest.approx(0)


def test_participation_follows_its_formula() -> None:
    found = participation([layer((0, 1), (0, 2), (0, 3)), layer((0, 1))])
    assert found[0] == pytest.approx(2 * (1 - (3 / 4) ** 2 - (1 / 4) ** 2))


def test_who_has_no_tie_takes_part_in_nothing_that_can_be_measured() -> None:
    assert math.isnan(participation([layer((0, 1)), layer((0, 1))])[3])
    assert np.isnan(participation([layer((0, 1))])).all()


def test_overlap_counts_pairs_whatever_their_direction() -> None:
    trade, talk = layer((0, 1), (1, 2), (2, 3)), layer((1, 0), (2, 3), (0, 3))
    assert edge_overlap(trade, talk) == pytest.approx(2 / 3)
    assert edge_overlap(layer((0, 1)), trade) == 1
    assert math.isnan(edge_overlap(layer(), trade))


def test_layers_correlate_as_their_presence_does() -> None:
    trade, talk = layer((0, 1), (1, 2), (2, 3)), layer((1, 0), (2, 3), (0, 3))
    upper = np.triu_indices(4, 1)
    flat = [(m + m.T).toarray()[upper] > 0 for m in (trade, talk)]
    assert layer_correlation(trade, talk) == pytest.approx(np.corrcoef(flat)[0, 1])
    assert layer_correlation(trade, trade) == pytest.approx(1)
    assert math.isnan(layer_correlation(trade, layer()))
