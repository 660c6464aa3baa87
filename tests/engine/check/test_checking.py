"""The check as a whole: nothing to say about what is right, and the exact place of whatever is spoilt."""

import datetime as dt
import math
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edulis.engine.check import SHOWN, Origin, check
from edulis.engine.cluster import Cluster
from edulis.schema import RECORD_BY_NAME, Column, Problem, columns

quick = settings(max_examples=40, deadline=None)
few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spoiled(column: Column, record: str) -> list[Any]:
    """Values that a cell of this column cannot hold."""
    wrong: list[Any] = [None] if column.required else []
    if column.kind == "one_of":
        wrong += ["nonsense", "Ω"]
    if column.kind in {"link", "place"}:
        wrong += ["nobody", "hoa "]
    if column.kind == "code":
        wrong += ["two words", "tab\there", "a\u200bb", "mie\u0302n"]
    if column.kind == "text":
        wrong += ["bell\a", "mie\u0302n"] + ([" "] if column.required else [])
    if column.kind == "number":
        wrong += [math.nan, math.inf, -math.inf]
    if column.low is not None:
        wrong.append(column.low - 1)
    if column.high is not None:
        wrong.append(column.high + 1)
    if column.likely is not None:
        wrong.append(column.likely * 10 + 1)
    if column.kind == "month" and record != "round":
        wrong.append(dt.date(2002, 10, 15))
    if column.name == "month" and "round" in {one.name for one in columns(RECORD_BY_NAME[record])}:
        wrong.append(dt.date(2010, 1, 1))
    return wrong


def with_cell(cluster: Cluster, record: str, row: int, column: str, value: Any) -> Cluster:
    table = cluster[record]
    if table.schema[column].is_integer() and value is not None:
        value = int(value)
    cells = table[column].to_list()
    cells[row] = value
    changed = table.with_columns(pl.Series(column, cells, dtype=table.schema[column]))
    return Cluster.of(dict(cluster.tables) | {record: changed})


def test_a_sound_cluster_has_no_problem(sound: Cluster) -> None:
    assert [(one.code, one.place(), one.advice()) for one in check(sound)] == []


def test_the_sound_cluster_has_a_row_of_every_record(sound: Cluster) -> None:
    assert [record for record, table in sound.tables.items() if not table.height] == []


def test_nothing_at_all_is_no_problem() -> None:
    assert check(Cluster.of({})) == []


@given(data=st.data())
@quick
def test_a_single_spoilt_cell_is_told_at_its_exact_place(sound: Cluster, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(sorted(RECORD_BY_NAME)))
    able = [column for column in columns(RECORD_BY_NAME[record]) if spoiled(column, record)]
    column = data.draw(st.sampled_from(able))
    row = data.draw(st.integers(0, sound[record].height - 1))
    value = data.draw(st.sampled_from(spoiled(column, record)))
    before = sound[record][column.name][row]
    told = check(with_cell(sound, record, row, column.name, value))
    here = [one for one in told if (one.record, one.row, one.column) == (record, row + 2, column.name)]
    assert here, (record, row, column.name, value, told)
    assert all(one.advice() for one in here)
    # a code that is spoilt leaves those who refer to it with a broken link, and an amount of a recipe that cannot be
    # leaves its process without a balance of masses; nothing else is blamed
    rest = [one for one in told if one not in here]
    if (record, column.name) == ("process_line", "quantity"):
        rest = [one for one in rest if not one.code.startswith("mass.")]
    assert all(one.code == "link.broken" and one.found == before for one in rest), rest


@given(order=st.randoms(use_true_random=False))
@few
def test_the_order_of_rows_changes_nothing_but_their_numbers(
    make: Any, told: dict[str, list[dict[str, object]]], order: Any
) -> None:
    spoilt = {record: [dict(row) for row in some] for record, some in told.items()}
    spoilt["trade"][0]["seller"] = "nobody"
    spoilt["trade"][3]["quantity"] = -1.0
    spoilt["trade"].append(dict(spoilt["trade"][1]))
    spoilt["enterprise"][1]["kind"] = "strach"
    spoilt["household"][0]["code"] = None
    plain = check(make(spoilt))
    shuffled, origins = {}, {}
    for record, some in spoilt.items():
        places = list(range(len(some)))
        order.shuffle(places)
        shuffled[record] = [some[place] for place in places]
        origins[record] = Origin(rows=np.array(places) + 2)
    assert [replace(one, mend=None) for one in check(make(shuffled), origins)] == [
        replace(one, mend=None) for one in plain
    ]


def test_problems_stand_in_the_order_of_file_sheet_and_row(make: Any, told: Any) -> None:
    told["enterprise"][2]["kind"] = "farmer"
    told["enterprise"][0]["founded"] = 190
    told["place"][1]["setting"] = "hilly"
    origins = {
        "enterprise": Origin("village.xlsx", "Cơ sở", np.array([5, 7, 8, 9])),
        "place": Origin("village.xlsx", "Nơi", np.array([3, 4, 5])),
    }
    assert [(one.sheet, one.row, one.column) for one in check(make(told), origins)] == [
        ("Cơ sở", 5, "founded"),
        ("Cơ sở", 8, "kind"),
        ("Nơi", 4, "setting"),
    ]


def test_like_problems_are_listed_a_hundred_times_and_then_counted(make: Any, told: Any) -> None:
    told["quality_test"] = [
        told["quality_test"][0] | {"day": dt.date(2002, 9, 1) + dt.timedelta(day), "property": "wetness"}
        for day in range(250)
    ]
    problems = check(make(told))
    assert {one.code for one in problems} == {"value.unknown"}
    assert len(problems) == SHOWN
    assert [one.more for one in problems] == [0] * (SHOWN - 1) + [250 - SHOWN]
    assert problems[-1].row == SHOWN + 1


def test_a_sketch_without_amounts_or_months_has_no_problem(make: Any) -> None:
    sketch = {
        "round": [{"code": "r1", "first_month": dt.date(2002, 9, 1), "last_month": dt.date(2003, 8, 1)}],
        "place": [{"code": "canal", "name": "Làng Kênh"}],
        "enterprise": [{"code": "hoa", "kind": "noodles", "place": "canal"}, {"code": "binh", "kind": "starch"}],
        "product": [{"code": "wet", "name": "Tinh bột ướt", "stage": "half", "unit": "kg"}],
        "trade": [{"round": "r1", "seller": "binh", "buyer": "hoa", "product": "wet", "reporter": "observer"}],
        "relation": [{"round": "r1", "kind": "kin", "one": "hoa", "other": "binh"}],
    }
    assert check(make(sketch)) == []


def test_relations_alone_are_sketch_enough(make: Any) -> None:
    sketch = {
        "round": [{"code": "r1", "first_month": dt.date(2002, 9, 1), "last_month": dt.date(2003, 8, 1)}],
        "enterprise": [{"code": "hoa", "kind": "noodles"}, {"code": "binh", "kind": "starch"}],
        "relation": [{"round": "r1", "kind": "trust", "one": "hoa", "other": "binh"}],
    }
    assert check(make(sketch)) == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_problem_can_be_said_in_both_languages(make: Any, told: Any, language: Any) -> None:
    told["enterprise"][0] |= {"kind": "noodle", "household": "hh-hao", "founded": 190}
    told["trade"][2] |= {"buyer": "binh", "month": dt.date(2003, 2, 1)}
    problems: list[Problem] = check(make(told))
    assert len(problems) == 5
    for one in problems:
        assert one.reason(language)
        assert one.advice(language)
        assert "{" not in one.advice(language)
