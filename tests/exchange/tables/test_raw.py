"""A table as found keeps the numbers by which a person finds its rows."""

import numpy as np
import polars as pl

from edulis.exchange.tables.raw import RawTable


def test_a_table_of_a_delimited_file_has_no_sheet_and_no_cell_that_the_file_types() -> None:
    table = RawTable("trade", "trade.csv", "", ("seller",), pl.DataFrame({"0": ["hoa"]}), np.array([2]))
    assert table.native is None
    assert table.sheet == ""
    assert table.rows.tolist() == [2]
