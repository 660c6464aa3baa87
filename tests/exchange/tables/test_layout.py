"""Records and cells of delimited text, found as the standard library's reader finds them."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.exchange.tables.layout import laid_out


def counts(text: str, separator: str = ",") -> list[int]:
    return laid_out(np.frombuffer(text.encode(), np.uint8), ord(separator)).cells.tolist()


def test_blank_lines_have_no_cells_and_the_last_break_begins_no_record() -> None:
    assert counts("a,b\n\n1,2\n  \n3") == [2, 0, 2, 0, 1]
    assert counts("a,b\r\n\r\n1,2\r\n") == [2, 0, 2]
    assert counts("") == []


def test_breaks_and_separators_in_quotes_are_text() -> None:
    assert counts('a,"b\n,c"\n"d""e,",f\n') == [2, 2]


def test_a_mark_of_inches_encloses_nothing() -> None:
    layout = laid_out(np.frombuffer(b'a,5" pipe\nb,6" pipe\n', np.uint8), ord(","))
    assert layout.cells.tolist() == [2, 2]
    assert not layout.quoted
    assert layout.broken == -1


@pytest.mark.parametrize("text", ['a,"b\nc,d\n', 'a,"b"x\n', 'a,b"c\n"d",e\n', 'a, "b,c"\n'])
def test_a_quote_that_neither_opens_nor_closes_a_cell_is_found(text: str) -> None:
    assert laid_out(np.frombuffer(text.encode(), np.uint8), ord(",")).broken == 0


CELL = st.text(st.sampled_from('ab ,;"\n\t|é'), max_size=6)


@settings(deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_the_standard_library_writes_is_laid_out_alike(rows: list[list[str]], separator: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    layout = laid_out(np.frombuffer(file.getvalue().encode(), np.uint8), ord(separator))
    assert layout.cells.tolist() == [len(row) for row in rows]
    assert layout.broken == -1
