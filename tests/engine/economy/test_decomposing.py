"""The parts of a multiplier add up to it."""

import numpy as np
import pytest

from edulis.engine.economy.decomposing import decompose
from edulis.engine.economy.solving import outputs

BLOCKS = ["making", "making", "factors", "factors", "household"]


def test_pyatt_and_round_on_the_matrix_of_hosoe(hosoe: object) -> None:
    found = decompose(hosoe, BLOCKS, np.eye(5))
    assert found.transfer[4, 0] == pytest.approx(0.0, abs=1e-12)
    assert found.open_loop[4, 0] == pytest.approx(0.673701, abs=5e-7)
    assert found.closed_loop[4, 0] == pytest.approx(0.451638, abs=5e-7)
    assert 1.0 + found.closed_loop[4, 4] == pytest.approx(1.670383, abs=5e-7)  # M₃ of the household


def test_parts_add_up_to_the_whole_effect_for_any_blocks(hosoe: object) -> None:
    demand = np.array([3.0, 1.0, 0.0, 0.5, 2.0])
    for blocks in (BLOCKS, ["a"] * 5, list("abcde")):
        found = decompose(hosoe, blocks, demand)
        assert found.total == pytest.approx(outputs(hosoe, demand))
        for part in (found.transfer, found.open_loop, found.closed_loop):
            assert (part >= -1e-10).all()


def test_with_one_block_all_is_transfer(hosoe: object) -> None:
    found = decompose(hosoe, [0] * 5, np.ones(5))
    assert found.closed_loop == pytest.approx(np.zeros(5), abs=1e-9)
    assert found.open_loop == pytest.approx(np.zeros(5), abs=1e-9)


def test_a_wrong_number_of_blocks_is_refused(hosoe: object) -> None:
    with pytest.raises(ValueError, match="4 blocks"):
        decompose(hosoe, [0, 1, 2, 3], np.ones(5))
