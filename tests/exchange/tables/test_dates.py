"""Months and days as people write them are read right or refused with both readings."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.exchange.tables.dates import read_dates
from edulis.exchange.tables.numbers import Hint
from edulis.schema import Column, Text

MONTH = Column("month", "month", "Month")
DAY = Column("first_day", "day", "First day")
SEPTEMBER = dt.date(2002, 9, 1)


def read(
    column: Column, cells: list[str | None], native: list[bool] | None = None
) -> tuple[list[dt.date | None], list[tuple[str, str, list[int]]]]:
    typed = None if native is None else pl.Series(native)
    values, refusals = read_dates(column, pl.Series("cells", cells, pl.String), typed, Hint())
    return values.to_list(), [(one.code, one.severity, one.rows.tolist()) for one in refusals]


@pytest.mark.parametrize(
    "cell",
    [
        "2002-09",
        "2002-9",
        "09/2002",
        "9-2002",
        "2002/09",
        "2002.09",
        "tháng 9 năm 2002",
        "Tháng 9/2002",
        "tháng chín năm 2002",
        "THÁNG 09 2002",
        "T9/2002",
        "Sep 2002",
        "September 2002",
        "Sept. 2002",
        "sep-2002",
        "2002-09-01",
        "2002-09-01 00:00:00",
        "2002-09-01T00:00:00",
        "15/09/2002",
    ],
)
def test_a_month_is_read_in_all_its_forms(cell: str) -> None:
    assert read(MONTH, [cell, None]) == ([SEPTEMBER, None], [])


@pytest.mark.parametrize("cell", ["15/9/2002", "2002-09-15", "ngày 15 tháng 9 năm 2002", "15 Sep 2002", "Sep 15, 2002"])
def test_a_day_is_read_in_all_its_forms(cell: str) -> None:
    assert read(DAY, [cell]) == ([dt.date(2002, 9, 15)], [])


def test_the_fifth_month_is_not_taken_for_the_word_year() -> None:
    assert read(MONTH, ["tháng năm năm 2002"])[0] == [dt.date(2002, 5, 1)]
    assert read(MONTH, ["tháng mười hai năm 2002"])[0] == [dt.date(2002, 12, 1)]


@pytest.mark.parametrize("column", [MONTH, DAY])
def test_a_date_with_two_readings_is_refused_and_both_are_shown(column: Column) -> None:
    values, refusals = read_dates(column, pl.Series(["03/04/2002"]), None, Hint())
    assert values.to_list() == [None]
    assert [one.code for one in refusals] == ["value.doubt"]
    mend = refusals[0].mend
    assert not isinstance(mend, Text)
    assert "2002-04-03" in str(mend("03/04/2002"))
    assert "2002-03-04" in str(mend("03/04/2002"))


def test_another_cell_of_the_column_decides() -> None:
    assert read(DAY, ["03/04/2002", "15/04/2002"]) == ([dt.date(2002, 4, 3), dt.date(2002, 4, 15)], [])
    assert read(DAY, ["03/04/2002", "04/15/2002"]) == ([dt.date(2002, 3, 4), dt.date(2002, 4, 15)], [])


def test_cells_that_decide_differently_decide_nothing() -> None:
    dates, refusals = read(DAY, ["15/04/2002", "04/15/2002", "03/04/2002"])
    assert dates == [dt.date(2002, 4, 15), dt.date(2002, 4, 15), None]
    assert refusals == [("value.doubt", "error", [2])]


def test_the_same_day_and_month_leaves_no_doubt() -> None:
    assert read(DAY, ["04/04/2002"]) == ([dt.date(2002, 4, 4)], [])


def test_first_days_of_different_months_decide_and_this_is_said() -> None:
    dates, refusals = read(MONTH, ["01/09/2002", "01/10/2002"])
    assert dates == [SEPTEMBER, dt.date(2002, 10, 1)]
    assert refusals == [("value.doubt", "doubt", [0])]
    assert read(DAY, ["01/09/2002", "01/10/2002"])[0] == [None, None]


@pytest.mark.parametrize("cell", ["Sep-02", "09/02", "01/09/02"])
def test_a_year_of_two_figures_is_in_doubt(cell: str) -> None:
    assert read(MONTH, [cell]) == ([None], [("value.doubt", "error", [0])])


@pytest.mark.parametrize("cell", ["37500", "2002", "31/02/2002", "2002-13", "200209", "soon", "0", "2002-09-15 12:30"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    assert read(DAY, [cell]) == ([None], [("value.type", "error", [0])])


def test_a_serial_is_a_date_only_where_the_workbook_types_it() -> None:
    assert read(MONTH, ["37500", "37500"], [True, False]) == ([SEPTEMBER, None], [("value.type", "error", [1])])
    assert read(MONTH, ["2002"], [True]) == ([None], [("value.type", "error", [0])])


def test_a_day_column_needs_the_day() -> None:
    assert read(DAY, ["2002-09"]) == ([None], [("value.type", "error", [0])])


@settings(deadline=None)
@given(
    st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), min_size=1),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_no_date_is_silently_read_in_the_other_order(dates: list[dt.date], form: str) -> None:
    found, _ = read(DAY, [date.strftime(form) for date in dates])
    assert all(one in (None, date) for one, date in zip(found, dates, strict=True))


@settings(deadline=None)
@given(st.lists(st.dates(dt.date(1000, 1, 1)), min_size=1))
def test_iso_dates_come_back(dates: list[dt.date]) -> None:
    assert read(DAY, [date.isoformat() for date in dates]) == (dates, [])


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_refusal(cell: str) -> None:
    if cell.strip():
        dates, refusals = read(MONTH, [cell.strip()])
        assert (dates == [None]) == any(severity == "error" for _, severity, _ in refusals)
