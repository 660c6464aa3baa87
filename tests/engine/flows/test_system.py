import numpy as np
import pytest
from numpy.testing import assert_allclose

from edulis.engine.flows.system import least_levels, make_system, merge, standard_deviations

WRONG = {
    "a report of a flow that is not there": ({"measured": [3], "values": [1], "sigma": 1}, "not there"),
    "fewer values than reports": ({"measured": [0, 1], "values": [1, 2, 3], "sigma": 1}, "values"),
    "a value that is not a number": ({"measured": [0], "values": [np.nan], "sigma": 1}, "not finite"),
    "a report without any error": ({"measured": [0], "values": [1], "sigma": 0}, "both zero"),
    "a negative error": ({"measured": [0], "values": [1], "sigma": -1}, "must not be negative"),
    "a soft row of another width": (
        {"measured": [0], "values": [1], "sigma": 1, "soft": [[1.0]], "soft_sigma": 1},
        "soft rows",
    ),
    "a base of another length": ({"measured": [0], "values": [1], "sigma": 1, "base": [0, 1]}, "base"),
}


@pytest.mark.parametrize("case", WRONG)
def test_arrays_that_make_no_sense_are_refused(case):
    given, words = WRONG[case]
    with pytest.raises(ValueError, match=words):
        make_system([[1.0, -1.0]], **given)


def test_a_coefficient_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="coefficient"):
        make_system([[1.0, np.inf]], [0], [1], 1.0)


def test_reports_left_out_leave_the_rest_in_order():
    system = make_system([[1.0, -1.0]], [0, 1, 1], [3, 4, 5], [1, 2, 3])
    kept = system.keep(np.array([True, False, True]))
    assert kept.values.tolist() == [3, 5]
    assert kept.measured.tolist() == [0, 1]
    assert kept.reports == 2


def test_two_reports_merge_by_precision_and_keep_their_quarrel():
    merged = merge(make_system(np.zeros((0, 2)), [0, 0], [100, 110], [5, 15]), np.array([5.0, 15.0]))
    assert merged.mean[0] == pytest.approx(101)
    assert merged.variance[0] == pytest.approx(22.5)
    assert np.isinf(merged.variance[1])
    assert merged.within == pytest.approx(0.4)
    assert merged.reports.tolist() == [2, 0]


def test_an_error_follows_the_flow_it_is_a_share_of():
    system = make_system(np.zeros((0, 2)), [0, 1], [10, 0], [0, 0], relative=[0.2, 0.1], base=[0, 0], free=True)
    sigma, _ = standard_deviations(system, np.array([50.0, 3.0]), least_levels(system))
    assert_allclose(sigma, [10, 5])


def test_between_report_and_fit_too_much_and_too_little_weigh_alike():
    system = make_system(np.zeros((0, 2)), [0, 1], [1000, 10], relative=0.1)
    fitted = np.array([100.0, 100.0])
    sigma, _ = standard_deviations(system, fitted, least_levels(system), between=True)
    z = (system.values - fitted) / sigma
    assert z[0] == pytest.approx(-z[1])
