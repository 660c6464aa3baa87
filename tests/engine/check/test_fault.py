"""From what a rule finds to what a person reads."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from edulis.engine.check.fault import Cell, Fault, Origin, fault, found, problems
from edulis.schema import Text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (3.0, "3"),
        (0.1, "0.1"),
        (12, "12"),
        (dt.date(2002, 9, 1), "2002-09-01"),
        ("bột ướt", "bột ướt"),
        ("a b", "a b"),
        ("a\u200bb", "a\\u200bb"),
        ("tab\t", "tab\\u0009"),
        ("x" * 100, "x" * 79 + "…"),
    ],
)
def test_a_value_is_shown_short_and_with_what_cannot_be_seen_spelt_out(value: object, shown: str) -> None:
    assert found(value) == shown


def test_without_an_origin_the_first_row_is_row_two_below_the_headings() -> None:
    assert Origin().row(0) == 2
    assert Origin(rows=np.array([7, 9])).row(1) == 9


def test_a_rule_that_finds_nothing_gives_nothing() -> None:
    table = pl.DataFrame({"code": ["a"]})
    assert list(fault("value.low", "place", "code", table, pl.col("code") == "b", Text("…"))) == []


def test_errors_and_doubts_of_the_same_code_are_counted_apart() -> None:
    cells = tuple(Cell(row) for row in range(100))
    told = problems(
        [
            Fault("unit.implausible", "trade", "value", cells, 130),
            Fault("unit.implausible", "trade", "value", cells, 100, "doubt"),
        ],
        {},
    )
    assert len(told) == 200
    assert sorted(one.more for one in told)[-2:] == [0, 30]


def test_a_problem_of_a_whole_table_has_no_row() -> None:
    (one,) = problems([Fault("value.missing", "cluster", "currency", (Cell(None),), 1)], {"cluster": Origin("a.xlsx")})
    assert (one.file, one.row) == ("a.xlsx", None)
