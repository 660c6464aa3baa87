"""Refused cells become problems with their place, limited in number."""

import numpy as np
import polars as pl

from edulis.engine.check import SHOWN
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.tables.refusal import problems, refused
from edulis.schema import Text

CELLS = pl.Series(["x" * 500] * (SHOWN + 5))
RAW = RawTable("trade", "trade.csv", "", ("grade",), pl.DataFrame({"0": CELLS}), np.arange(2, SHOWN + 7))


def test_no_row_is_no_refusal() -> None:
    assert refused("value.type", pl.Series([False, None]), Text("x")) == []


def test_the_last_problem_listed_says_how_many_more_there_are() -> None:
    where = pl.Series([True] * CELLS.len())
    found = list(problems(refused("value.type", where, lambda cell: Text(cell[:1])), RAW, "trade", "grade", CELLS))
    assert len(found) == SHOWN
    assert [one.more for one in found[-2:]] == [0, 5]
    assert found[3].row == 5
    assert found[3].advice() == "x"
    assert len(found[3].found) <= 80
