"""What is assumed can be set otherwise, and moves the answer."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import SeasonAssumptions, read_seasons

Year = Callable[..., Cluster]


def test_a_stricter_peak_leaves_fewer_peaks(year: Year) -> None:
    usual = read_seasons(year()).months.height
    strict = read_seasons(year(), assumptions=SeasonAssumptions(peak=3.0)).months.height
    assert strict < usual
