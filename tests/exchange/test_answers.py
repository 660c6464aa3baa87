"""Tables of answers in a folder of CSV files."""

from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

import polars as pl
import pytest

from edulis.engine.answer import Answer
from edulis.engine.finding import Finding
from edulis.exchange.answers import write_answers
from edulis.schema import Text


class Rain(Answer):
    """An answer with a table of every sort of cell."""

    question: ClassVar[Text] = Text("yes")
    method: ClassVar[Text] = Text("no")
    source: ClassVar[str] = "Nobody 2002"
    units: ClassVar[MappingProxyType[str, str]] = MappingProxyType({"rain": "mm"})
    main: ClassVar[str] = "months"

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        months = pl.DataFrame({"month": ["=1+1", "Oct"], "rain": [1.5, float("nan")], "who": [["a", "b"], []]})
        return {"months": months, "nothing": pl.DataFrame()}


def test_what_is_no_number_is_empty_lists_are_one_cell_and_nothing_acts_as_a_formula(tmp_path: Path) -> None:
    names = write_answers({"rain": Rain()}, tmp_path / "out")
    assert names == ("rain.months.csv", "answers.json")
    lines = (tmp_path / "out/rain.months.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["month,rain,who", "'=1+1,1.5,a; b", "Oct,,'"]


def test_findings_are_a_file_of_their_own_for_those_who_would_rather_not_read_json(tmp_path: Path) -> None:
    finding = Finding(
        code="rain.most",
        title=Text("yes"),
        value=120.0,
        unit="mm",
        n=12,
        method=Text("no"),
        source="Nobody 2002",
        question=Text("yes"),
    )
    names = write_answers({"rain": Rain(findings=(finding,))}, tmp_path / "out")
    assert "rain.figures.csv" in names
    lines = (tmp_path / "out/rain.figures.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "code,value,low,high,unit,n,missing,sign,source,title,question"
    assert lines[1] == "rain.most,120.0,,,mm,12,0,unknown,Nobody 2002,yes,yes"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(OSError, match="other things"):
        write_answers({"rain": Rain()}, tmp_path)
    assert (tmp_path / "mine.txt").exists()
