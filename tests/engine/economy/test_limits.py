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


def test_nothing_to_do_brings_nothing() -> None:
    found = best(Programme(np.zeros(0), np.zeros(0), csr_array((0, 0)), np.zeros(0), ()))
    assert found.total == 0.0
    assert found.worth.is_empty()
