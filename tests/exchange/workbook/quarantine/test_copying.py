"""Cells on their way out of the quarantine."""

from pathlib import Path

import pytest

from edulis.exchange.workbook.quarantine.copying import WRITTEN, Odd, RefusedError, Room, copy_rows, place_of


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (7.0, "n7"),
        (2.5, "n2.5"),
        (-0.0, "n-0.0"),
        (0.0, "n0"),
        (1e22, "n1e+22"),
        (True, "ntrue"),
        ("", ""),
        ("=1", "t=1"),
    ],
)
def test_a_number_is_written_so_that_it_is_the_same_when_read(value: object, written: str) -> None:
    assert WRITTEN[type(value)](value) == written


def test_texts_without_end_are_refused(tmp_path: Path) -> None:
    rows = ((place, ["t" + "a" * 1_000]) for place in range(1_000_000))
    with pytest.raises(RefusedError, match="file.hostile"):
        copy_rows(rows, 1, tmp_path / "out.csv", Odd(), Room(1 << 20))


def test_a_cell_is_placed_by_its_letters_and_its_row() -> None:
    assert place_of(b"A", b"1") == (0, 0)
    assert place_of(b"XFD", b"1048576") == (1_048_575, 16_383)
