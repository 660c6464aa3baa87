"""Weeks in which a meeting disturbs least."""

import datetime as dt
from pathlib import Path

import polars as pl

from edulis.engine.cluster import Cluster, polars_schema
from edulis.exchange import read
from edulis.web.journal.slack import Week, best, weeks_of
from tests.web.conftest import Cast

MONDAY = dt.date(2003, 1, 6)


def calendar(*rows: dict[str, object]) -> Cluster:
    schema = dict(polars_schema("calendar"))
    frame = pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)
    return Cluster.of({"calendar": frame})


def test_without_hours_the_weeks_of_a_season_or_festival_are_left_out_every_year() -> None:
    tet = {"code": "tet", "name": "Tết", "kind": "festival", "first_day": dt.date(2001, 1, 15),
           "last_day": dt.date(2001, 2, 10)}  # fmt: skip
    found = best(calendar(tet), MONDAY)
    assert [week.first for week in found] == [dt.date(2003, 1, 6), dt.date(2003, 2, 17), dt.date(2003, 2, 24),
                                              dt.date(2003, 3, 3)]  # fmt: skip


def test_where_nothing_is_known_nothing_is_said(cast: Cast) -> None:
    assert best(Cluster.of({}), MONDAY) == []
    assert weeks_of(cast.village, MONDAY) == []


def test_with_hours_the_engine_is_asked(village_folder: Path) -> None:
    cluster = read(village_folder).cluster
    assert cluster is not None
    found = best(cluster, MONDAY)
    assert all(isinstance(week, Week) and week.first.weekday() == 0 for week in found)
    assert found == sorted(found, key=lambda week: week.first)


def test_without_hours_the_months_that_the_meeting_called_slack_come_before_the_calendar() -> None:
    tet = {"code": "tet", "name": "Tết", "kind": "festival", "first_day": dt.date(2001, 1, 15),
           "last_day": dt.date(2001, 2, 10)}  # fmt: skip
    found = best(calendar(tet), MONDAY, (3,))
    assert {week.first.month for week in found} == {3}
    assert best(Cluster.of({}), MONDAY, (8,)) == []
