import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.leverage.timing import earliest, years_between


def test_a_result_waits_for_the_season_and_one_cycle(hamlet: Callable[..., Cluster], idea: Any) -> None:
    process = hamlet()["process"].with_columns(
        season_from=pl.when(pl.col("code") == "washing").then(9).cast(pl.Int64),
        season_to=pl.when(pl.col("code") == "washing").then(4).cast(pl.Int64),
        cycle_months=pl.lit(2, pl.Int64),
    )
    begin = dt.date(2003, 6, 1)
    known = hamlet(process=process)
    proposal = idea(process="washing", first_month=begin)
    assert earliest(known, proposal) == (begin, dt.date(2003, 11, 1))
    assert years_between(*earliest(known, proposal)) == 5 / 12


def test_without_a_first_month_it_begins_after_the_last_round(hamlet: Callable[..., Cluster], idea: Any) -> None:
    begin, result = earliest(hamlet(), idea(process=None, first_month=None))
    assert begin == dt.date(2003, 1, 1)
    assert result == dt.date(2003, 1, 1)


def test_nothing_known_is_no_month_and_no_wait(idea: Any) -> None:
    assert earliest(Cluster.of({}), idea(process=None, first_month=None)) == (None, None)
    assert years_between(None, None) == 0
