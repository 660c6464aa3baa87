"""Two rows that say the same are both told, each naming the other."""

from typing import Any

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.check import Origin, check, keys
from edulis.engine.cluster import typed


def test_both_rows_of_a_pair_are_told_and_each_names_the_other(make: Any, told: Any) -> None:
    told["trade"].append(told["trade"][2] | {"quantity": 5.0, "value": 12_000})
    last = len(told["trade"]) + 1
    first, second = check(make(told))
    assert (first.code, first.row, second.row) == ("key.duplicate", 4, last)
    assert first.advice().startswith(f"Row {last} says the same.")
    assert second.advice().startswith("Row 4 says the same.")
    assert "binh · hoa · wet" in first.found


def test_rows_are_named_as_a_person_counts_them(make: Any, told: Any) -> None:
    told["household"].append(told["household"][0])
    origins = {"household": Origin("a.xlsx", "Hộ", np.array([10, 11, 12, 40]))}
    first, second = check(make(told), origins)
    assert (first.row, second.row) == (10, 40)
    assert "Row 40 " in first.advice()
    assert first.column == "code"


def test_reports_of_both_sides_and_of_other_grades_are_not_the_same(make: Any, told: Any) -> None:
    row = told["trade"][0]
    told["trade"] += [row | {"grade": "first"}, row | {"reporter": "observer"}, row | {"month": None}]
    assert check(make(told)) == []


def test_two_rows_with_the_same_empty_part_of_the_key_are_the_same(make: Any, told: Any) -> None:
    told["trade"] += [told["trade"][0] | {"month": None}] * 2
    assert [one.code for one in check(make(told))] == ["key.duplicate"] * 2


def test_a_row_without_a_needed_part_of_its_key_is_only_told_as_missing(make: Any, told: Any) -> None:
    told["household"] += [{"code": None, "name": "Một"}, {"code": None, "name": "Hai"}]
    assert [one.code for one in check(make(told))] == ["value.missing"] * 2


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("abc"), st.sampled_from(["own", "loss"])), max_size=12)
)
@settings(max_examples=60, deadline=None)
def test_exactly_the_rows_whose_keys_come_twice_are_found(pairs: list[tuple[str, str, str]]) -> None:
    table = typed("use", pl.DataFrame(pairs, schema=["enterprise", "product", "kind"], orient="row")).with_columns(
        pl.lit("r1").alias("round"), pl.date(2002, 9, 1).alias("month")
    )
    seen = table.select(keys.watch("use")).row(0, named=True)
    told = [cell.row for one in keys.explain("use", table, seen) for cell in one.cells]
    assert seen[":apart"] == (not told)
    assert told == [row for row, pair in enumerate(pairs) if pairs.count(pair) > 1]


def test_different_keys_of_the_same_hash_are_not_taken_for_the_same() -> None:
    parts = pl.DataFrame({"a": ["x", "y", "x", "z"], "b": [None, None, None, "z"]})
    rows, others = keys.same(parts, np.zeros(4, np.uint64))
    assert (rows.tolist(), others.tolist()) == ([0, 2], [2, 0])


def test_three_of_a_kind_all_name_the_first() -> None:
    parts = pl.DataFrame({"a": ["x", "y", "x", "x"]})
    rows, others = keys.same(parts, np.array([7, 1, 7, 7], np.uint64))
    assert (rows.tolist(), others.tolist()) == ([0, 2, 3], [2, 0, 0])
