"""Single values: what is missing, unknown, out of bounds, or not of its kind."""

import datetime as dt
import math
from typing import Any

import pytest

from edulis.engine.check import check


def only(problems: list[Any]) -> Any:
    assert len(problems) == 1, problems
    return problems[0]


def test_a_slip_in_a_word_is_met_with_the_word_that_was_meant(make: Any, told: Any) -> None:
    told["enterprise"][0]["kind"] = "noodels"
    problem = only(check(make(told)))
    assert (problem.code, problem.found, problem.severity) == ("value.unknown", "noodels", "error")
    assert "“noodles (Noodle maker)”" in problem.advice()
    assert "“noodles (Hộ làm miến)”" in problem.advice("vi")


@pytest.mark.parametrize("written", ["Noodle maker", "Hộ làm miến", "ho lam mien", "HỘ LÀM MIẾN"])
def test_a_title_in_place_of_a_word_is_understood_in_either_language(make: Any, told: Any, written: str) -> None:
    told["enterprise"][0]["kind"] = written
    assert "“noodles (" in only(check(make(told))).advice()


def test_a_word_that_is_like_none_is_answered_with_the_list(make: Any, told: Any) -> None:
    told["trade"][0]["terms"] = "qqq"
    assert (
        only(check(make(told))).advice()
        == "Write one of these words: cash (Cash), credit (On credit), barter (In kind)."
    )


def test_what_is_needed_is_asked_for_with_its_question(make: Any, told: Any) -> None:
    told["place"][1]["name"] = "  "
    problem = only(check(make(told)))
    assert problem.code == "value.missing"
    assert problem.advice() == "Fill in “Name of the place”: What is the place called?"


def test_a_bound_is_told_with_its_unit(make: Any, told: Any) -> None:
    told["activity"][0]["level"] = -3.0
    problem = only(check(make(told)))
    assert (problem.code, problem.found) == ("value.low", "-3")
    assert problem.advice() == "It must be at least 0. It is counted in: base units."
    assert problem.advice("vi") == "Ít nhất phải là 0. Đơn vị tính: đơn vị gốc."


def test_a_year_is_written_as_a_year(make: Any, told: Any) -> None:
    told["enterprise"][0]["founded"] = 199
    assert only(check(make(told))).advice("vi") == "Ít nhất phải là 1800."


def test_the_value_at_a_bound_is_still_possible(make: Any, told: Any) -> None:
    told["household_round"][0]["own_food"] = 1.0
    told["activity"][0]["level"] = 0.0
    assert check(make(told)) == []


def test_what_is_possible_but_rare_is_a_doubt(make: Any, told: Any) -> None:
    told["enterprise_round"][0]["family_workers"] = 31
    problem = only(check(make(told)))
    assert (problem.code, problem.severity) == ("value.unlikely", "doubt")
    assert "30" in problem.advice()


@pytest.mark.parametrize("wild", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_told_once_and_not_as_out_of_bounds(make: Any, told: Any, wild: float) -> None:
    told["activity"][0]["level"] = wild
    assert only(check(make(told))).code == "value.type"


def test_a_code_with_a_space_or_an_invisible_sign_is_shown_as_it_is(make: Any, told: Any) -> None:
    told["calendar"][0]["code"] = "tet\u200b"
    problem = only(check(make(told)))
    assert (problem.code, problem.found) == ("value.type", "tet\\u200b")


def test_accents_stored_apart_are_told_and_composed_ones_are_not(make: Any, told: Any) -> None:
    told["place"][0]["name"] = "Dương Liễu"
    told["place"][1]["name"] = "Du\u031bo\u031bng Lie\u0302\u0303u"
    problem = only(check(make(told)))
    assert (problem.code, problem.row, problem.column) == ("value.type", 3, "name")


def test_a_month_must_be_its_first_day_and_a_year_must_be_near(make: Any, told: Any) -> None:
    told["adoption"][0]["month"] = dt.date(2002, 10, 2)
    told["consent"][0]["day"] = dt.date(203, 1, 15)
    assert [(one.code, one.record, one.severity) for one in check(make(told))] == [
        ("value.unlikely", "consent", "doubt"),
        ("value.type", "adoption", "error"),
    ]


@pytest.mark.parametrize(
    ("record", "row", "column", "rare", "absurd"),
    [
        ("process_line", 2, "quantity", 20_000.0, 1e12),
        ("trade", 0, "quantity", 2e9, 1e13),
        ("trade", 0, "value", 2 * 10**12, 2**62),
        ("income", 0, "amount", -(10**12), -(2**62)),
        ("activity", 0, "level", 2e9, 1e13),
        ("stock", 0, "quantity", 2e9, 1e300),
        ("unit", 0, "factor", 1e7, 1e12),
        ("process", 0, "labour", 1e5, 1e9),
    ],
)
def test_absurd_amounts_are_refused_and_rare_ones_doubted(
    make: Any, told: Any, record: str, row: int, column: str, rare: float, absurd: float
) -> None:
    place = (column, row + 2)
    told[record][row][column] = absurd
    codes = {(one.column, one.row): one.code for one in check(make(told)) if one.record == record}
    assert codes[place] in ("value.high", "value.low")
    told[record][row][column] = rare
    codes = {(one.column, one.row): one.code for one in check(make(told)) if one.code == "value.unlikely"}
    assert codes == ({} if rare < 0 else {place: "value.unlikely"})
