"""What cannot grow holds the others back, and the price of a bottleneck is what one unit more would bring."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from edulis.engine.economy.limits import Programme, best, constrained
from edulis.engine.economy.solving import outputs


def test_miller_and_blair_with_the_first_sector_held(miller: object) -> None:
    output, final = constrained(miller, np.array([0.0, 1800.0]), np.array([True, False]), np.array([1000.0, 0.0]))
    assert output == pytest.approx([1000.0, 2105.263158], abs=5e-7)
    assert final == pytest.approx([323.684211, 1800.0], abs=5e-7)


def test_with_nothing_held_it_is_the_plain_multiplier(hosoe: object) -> None:
    demand = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 0.0], [0.0, 3.0], [1.0, 1.0]])
    output, final = constrained(hosoe, demand, np.zeros(5, bool), np.zeros(5))
    assert output == pytest.approx(outputs(hosoe, demand))
    assert final == pytest.approx(demand)


def test_held_outputs_obey_the_accounts_to_the_last_digit(hosoe: object) -> None:
    held = np.array([False, True, False, False, False])
    output, final = constrained(hosoe, np.ones(5), held, np.full(5, 2.0))
    assert output - hosoe @ output == pytest.approx(final, abs=1e-9)
    assert output[1] == 2.0


def test_dantzig_s_prices_name_the_bottlenecks() -> None:
    """Hillier & Lieberman's Wyndor glass: doors and windows in three plants; 36 thousand, prices 0, 1.5 and 1."""
    uses = csr_array(np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 2.0]]))
    found = best(
        Programme(np.array([3.0, 5.0]), np.full(2, np.inf), uses, np.array([4.0, 12.0, 18.0]), ("one", "two", "three"))
    )
    assert found.total == pytest.approx(36.0)
    assert found.levels == pytest.approx([2.0, 6.0])
    assert found.worth["worth"].to_list() == pytest.approx([0.0, 1.5, 1.0])
    assert found.worth["used"].to_list() == pytest.approx([2.0, 12.0, 18.0])


def test_a_highest_level_has_its_price_too() -> None:
    found = best(Programme(np.array([2.0]), np.array([5.0]), csr_array(np.array([[1.0]])), np.array([9.0]), ("x",)))
    assert found.total == 10.0
    assert found.top.tolist() == [2.0]
    assert found.worth["worth"].to_list() == [0.0]


def test_a_gain_without_limit_and_limits_that_contradict_are_errors() -> None:
    free = Programme(np.array([1.0]), np.array([np.inf]), csr_array(np.array([[0.0]])), np.array([1.0]), ("x",))
    with pytest.raises(ArithmeticError, match="nothing limits"):
        best(free)
    never = Programme(np.array([1.0]), np.array([1.0]), csr_array(np.array([[1.0]])), np.array([-1.0]), ("x",))
    with pytest.raises(ArithmeticError, match="contradict"):
        best(never)


def schaffer() -> np.ndarray:
    """I − A of the five sectors of Schaffer (1999), as Zhu, Kim & Harris (2008) print it, with three digits."""
    return np.array(
        [
            [0.891, -0.012, -0.042, -0.001, -0.001],
            [-0.008, 0.999, -0.003, -0.003, -0.026],
            [-0.085, -0.164, 0.902, -0.023, -0.031],
            [-0.031, -0.089, -0.037, 0.985, -0.023],
            [-0.061, -0.088, -0.061, -0.116, 0.825],
        ]
    )


def test_zhu_kim_and_harris_2008_with_manufacturing_held() -> None:
    """Their multipliers come from shares with more digits than they print, so they are met to 1 %."""
    demand = np.array([783.0, 2156.0, 11749.0, 3694.0, 7613.0])
    plain = outputs(csr_array((np.eye(5) - schaffer()).T), np.ones(5))
    assert plain == pytest.approx([1.397, 1.461, 1.320, 1.211, 1.353], rel=0.01)
    uses = csr_array(np.vstack([schaffer(), [0.0, 0.0, 1.0, 0.0, 0.0]]))
    found = best(Programme(np.ones(5), np.full(5, np.inf), uses, np.append(demand, 12745.0), tuple("abcdez")))
    assert found.worth["worth"].to_numpy() == pytest.approx([1.264, 1.234, 0.0, 1.172, 1.293, 1.179], rel=0.01)


def test_prices_of_the_programme_are_the_multipliers_of_the_held_matrix() -> None:
    shares, held = csr_array(np.eye(5) - schaffer()), np.array([False, False, True, False, False])
    uses = csr_array(np.vstack([schaffer(), held.astype(float)]))
    limits = np.array([783.0, 2156.0, 11749.0, 3694.0, 7613.0, 12745.0])
    prices = best(Programme(np.ones(5), np.full(5, np.inf), uses, limits, tuple("abcdez"))).worth["worth"].to_numpy()
    output, _ = constrained(shares, np.eye(5), held, np.zeros(5))
    assert prices[:5] == pytest.approx(output.sum(axis=0))
    more, _ = constrained(shares, np.zeros(5), held, held.astype(float))
    assert prices[5] == pytest.approx(more.sum())


def test_nothing_to_do_brings_nothing() -> None:
    found = best(Programme(np.zeros(0), np.zeros(0), csr_array((0, 0)), np.zeros(0), ()))
    assert found.total == 0.0
    assert found.worth.is_empty()
