"""A year of something new: when work falls, how deep the purse must be, when it is full again."""

import numpy as np
import pytest

from edulis.engine.livelihoods.schedule import cash_path, schedule


def test_a_craft_works_in_its_season() -> None:
    plan = schedule(False, None, 9, 4, 9)
    assert plan.months[0] == 9
    assert plan.work.tolist() == [1] * 8 + [0] * 4
    assert np.array_equal(plan.out, plan.work)


def test_a_crop_is_sown_in_its_season_and_harvested_a_cycle_later() -> None:
    plan = schedule(True, 4, 2, 6, 1)
    assert plan.put_in.tolist() == [0, 1] + [0] * 10
    assert plan.out.tolist() == [0] * 5 + [1] + [0] * 6
    assert plan.work.sum() == pytest.approx(1)
    assert schedule(True, None, None, None, 3).out.sum() == 1


def test_what_is_needed_is_the_deepest_point_and_it_comes_back() -> None:
    plan = schedule(False, None, None, None, 1)
    needed, back, cash = cash_path(plan, 100.0, 10.0, 30.0, 1)
    assert needed == 120  # equipment and two months of inputs, before the first product is paid
    assert back == 7  # −110, −90, −70, −50, −30, −10, +10
    assert cash.tolist() == [-10.0] + [20.0] * 11
    assert cash_path(plan, 100.0, 10.0, 10.0, 1)[1] is None
    assert cash_path(plan, 0.0, 10.0, 30.0, 0)[:2] == (10.0, 1)


def test_no_harvest_comes_before_the_first_sowing() -> None:
    plan = schedule(True, 11, 3, 1, 3)  # harvest in February, sown in March
    needed, back, cash = cash_path(plan, 50.0, 20.0, 100.0, 0)
    assert needed == 70
    assert back == 12
    assert cash[11] == 100
    late = schedule(True, 5, 10, 2, 3)  # begun in March, sown in October: the first March brings nothing
    assert cash_path(late, 0.0, 20.0, 100.0, 0)[2][0] == 0
