"""Totals and notes are told from rows of the table."""

import polars as pl
import pytest

from edulis.exchange.tables.notes import notes
from edulis.schema import RECORD_BY_NAME, columns

NAMES = ("seller", "buyer", "month", "quantity", "value")
PLACED = {
    place: column
    for place, name in enumerate(NAMES)
    for column in columns(RECORD_BY_NAME["trade"])
    if column.name == name
}


@pytest.mark.parametrize(
    ("row", "apart"),
    [
        (("hoa", "shop", "2002-09", "5", "10"), False),
        (("hoa", None, "2002-09", "5", "10"), False),
        (("Total", None, None, "5", None), True),
        (("Total", "shop", "2002-09", "5", "10"), False),
        ((None, None, "Cộng:", "5", "10"), True),
        (("Ghi chú: giá tháng 9", None, None, None, None), True),
        (("They told us in the evening", None, None, None, None), True),
        ((None, None, None, "5", "10"), True),
        ((None, None, "2002-09", "5", "10"), False),
        (("notary", None, "2002-09", "5", "10"), False),
    ],
)
def test_a_total_or_note_lacks_what_a_row_needs(row: tuple[str | None, ...], apart: bool) -> None:
    cells = {place: pl.Series([cell], dtype=pl.String) for place, cell in enumerate(row)}
    assert notes(cells, PLACED).to_list() == [apart]
