"""Two sides, beginning and end, months and rounds, places within places."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from edulis.engine.check import check, together


@pytest.mark.parametrize(
    ("record", "change"),
    [
        ("trade", {"buyer": "binh"}),
        ("relation", {"other": "hoa"}),
        ("successor", {"after": "hh-lan"}),
        ("loan", {"lender": "hh-hoa"}),
        ("adoption", {"learned_from": "binh"}),
    ],
)
def test_nobody_is_on_both_sides(make: Any, told: Any, record: str, change: dict[str, str]) -> None:
    told[record][0] |= change
    (problem,) = check(make(told))
    assert (problem.code, problem.record, problem.row, problem.column) == (
        "pair.same",
        record,
        2,
        together.SIDES[record][1],
    )


@pytest.mark.parametrize(
    ("record", "change", "code"),
    [
        ("enterprise", {"founded": 2000, "ended": 1999}, "dates.order"),
        ("calendar", {"last_day": dt.date(2003, 1, 14)}, "dates.order"),
        ("adoption", {"given_up": dt.date(2001, 1, 1)}, "dates.order"),
        ("consent", {"withdrawn": dt.date(2003, 1, 1)}, "dates.order"),
        ("quality_floor", {"low": 13.0}, "bounds.order"),
    ],
)
def test_the_end_does_not_come_before_the_beginning(
    make: Any, told: Any, record: str, change: dict[str, Any], code: str
) -> None:
    told[record][0] |= change
    (problem,) = check(make(told))
    assert (problem.code, problem.record) == (code, record)


def test_a_month_outside_its_round_is_told_with_the_months_of_the_round(make: Any, told: Any) -> None:
    told["trade"][0]["month"] = dt.date(2003, 9, 1)
    (problem,) = check(make(told))
    assert (problem.code, problem.found) == ("month.outside", "2003-09-01")
    assert problem.advice() == "Round r1 runs from Sep 2002 to Nov 2002."
    assert problem.advice("vi") == "Đợt r1 kéo dài từ tháng 9/2002 đến tháng 11/2002."


def test_the_stock_of_the_month_before_the_round_opens_it(make: Any, told: Any) -> None:
    assert check(make(told)) == []  # the stock of August, the round begins in September
    told["stock"][0]["month"] = dt.date(2002, 7, 1)
    assert [one.code for one in check(make(told))] == ["month.outside"]


def test_a_loan_may_be_older_than_the_round_but_not_younger(make: Any, told: Any) -> None:
    told["loan"][0]["month"] = dt.date(1990, 1, 1)
    assert check(make(told)) == []
    told["loan"][0]["month"] = dt.date(2003, 1, 1)
    assert [one.code for one in check(make(told))] == ["month.outside"]


def test_a_round_that_ends_before_it_begins_is_told_once_and_not_for_each_trade(make: Any, told: Any) -> None:
    told["round"][0]["last_month"] = dt.date(2001, 11, 1)
    assert [(one.code, one.column) for one in check(make(told))] == [("round.dates", "last_month")]


def test_each_round_has_its_own_months(make: Any, told: Any) -> None:
    told["round"].append({"code": "r2", "first_month": dt.date(2004, 9, 1), "last_month": dt.date(2004, 9, 1)})
    told["income"].append(told["income"][0] | {"round": "r2", "month": dt.date(2004, 9, 1)})
    assert check(make(told)) == []
    told["income"][1]["month"] = dt.date(2002, 9, 1)
    assert [one.row for one in check(make(told))] == [3]


def test_the_places_of_a_loop_are_told_and_those_that_lead_into_it_are_not() -> None:
    places = pl.DataFrame({"code": ["a", "b", "c", "d", "e", "f"], "within": ["b", "c", "b", "d", None, "e"]})
    (fault,) = together.loops(places)
    assert [cell.row for cell in fault.cells] == [1, 2, 3]


def test_a_long_chain_of_places_is_no_loop() -> None:
    places = pl.DataFrame({"code": [str(n) for n in range(3000)], "within": [str(n + 1) for n in range(3000)]})
    assert list(together.loops(places)) == []


def test_a_cluster_is_told_in_one_row(make: Any, told: Any) -> None:
    told["cluster"].append({"code": "other", "title": "Other", "currency": "VND"})
    assert [(one.code, one.row) for one in check(make(told))] == [("table.one_row", 3)]


def test_amounts_of_money_without_a_currency_are_in_doubt(make: Any, told: Any) -> None:
    del told["cluster"]
    (problem,) = check(make(told))
    assert (problem.code, problem.record, problem.row, problem.severity) == ("value.missing", "cluster", None, "doubt")
