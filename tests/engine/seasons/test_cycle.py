"""A plan waits for its season, then for its crop."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import Earliest, earliest_result, in_season

Year = Callable[..., Cluster]

RICE = pl.DataFrame(
    {
        "code": ["rice", "canna", "sieve", "new"],
        "name": ["Lúa", "Dong", "Lọc", "Mới"],
        "product": ["wet"] * 4,
        "grown": [True, True, False, True],
        "cycle_months": [5, 11, None, None],
        "season_from": [2, 3, 9, 2],
        "season_to": [6, 1, 4, 6],
    }
)


def test_what_grows_is_sown_in_the_first_month_of_its_season(year: Year) -> None:
    cluster = year(process=RICE)
    assert earliest_result(cluster, "rice", dt.date(2003, 2, 3)).result == dt.date(2004, 7, 1)  # this year's is missed
    assert earliest_result(cluster, "rice", dt.date(2003, 1, 20)) == Earliest(
        "rice", dt.date(2003, 2, 1), dt.date(2003, 7, 1)
    )
    assert earliest_result(cluster, "canna", dt.date(2003, 3, 1)).result == dt.date(2004, 2, 1)


def test_other_work_begins_in_any_month_of_its_season(year: Year) -> None:
    cluster = year(process=RICE)
    assert earliest_result(cluster, "sieve", dt.date(2003, 1, 15)).result == dt.date(2003, 1, 1)
    assert earliest_result(cluster, "sieve", dt.date(2003, 6, 3)).begin == dt.date(2003, 9, 1)


def test_a_crop_whose_cycle_nobody_said_has_no_result_yet(year: Year) -> None:
    assert earliest_result(year(process=RICE), "new", dt.date(2003, 1, 1)).result is None
    with pytest.raises(LookupError, match="technique"):
        earliest_result(year(), "nothing", dt.date(2003, 1, 1))


def test_a_season_may_run_over_new_year() -> None:
    assert [month for month in range(1, 13) if in_season(month, 9, 4)] == [1, 2, 3, 4, 9, 10, 11, 12]
    assert in_season(7, None, 4)
