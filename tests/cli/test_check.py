"""`edulis check`."""

import json
from pathlib import Path

import pytest

from edulis.cli import main
from edulis.cli.exits import Exit
from edulis.schema.titles import TITLES


def test_a_fit_village_is_told_what_it_holds_and_what_comes_next(
    village_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(village_folder)]) == Exit.DONE
    shown = capsys.readouterr().out
    assert "Làng Bột: fit to work with." in shown
    assert f"edulis report {village_folder}" in shown


def test_a_sketch_is_fit_to_work_with(sketch_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sketch_folder)]) == Exit.DONE
    assert "Xóm Đậu" in capsys.readouterr().out


def test_each_mistake_is_named_with_its_row(broken_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken_folder), "--json"]) == Exit.DATA
    answer = json.loads(capsys.readouterr().out)
    found = {(p["code"], p["column"], p["row"]) for p in answer["problems"] if p["severity"] == "error"}
    assert answer["fit"] is False
    assert ("link.broken", "buyer", 17) in found
    assert ("value.low", "quantity", 17) in found
    assert any(code == "pair.same" and row == 16 for code, _, row in found)
    assert ("link.broken", "round", 17) in found
    assert all(problem["reason"] for problem in answer["problems"])


def test_problems_are_told_in_vietnamese(broken_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(broken_folder), "--lang", "vi"])
    assert "dòng 17" in capsys.readouterr().out


def test_the_readers_own_data_are_not_touched(broken_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in broken_folder.iterdir()}
    main(["check", str(broken_folder), "--json"])
    assert {path.name: path.read_bytes() for path in broken_folder.iterdir()} == before


def test_an_empty_path_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ""]) == Exit.USAGE
    assert "write the path of a workbook or folder" in capsys.readouterr().err


def test_what_is_there_is_named_as_sheets_are(village_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(village_folder), "--lang", "vi"])
    assert TITLES["trade"].say("vi") in capsys.readouterr().out
