"""Numbers written into a workbook."""

from pathlib import Path

import python_calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from edulis.exchange.plainsheet import PlainSheet


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_every_number_is_read_back_as_the_very_same(tmp_path_factory: object, numbers: list[float]) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / "numbers.xlsx"  # type: ignore[attr-defined]
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("a", PlainSheet).write_column(0, 0, numbers)
    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [repr(row[0]) for row in rows] == [repr(number) for number in numbers]
