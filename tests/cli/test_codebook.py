"""`edulis codebook`."""

import json
from pathlib import Path

import pytest

from edulis.cli import main
from edulis.cli.exits import Exit
from edulis.exchange import read
from edulis.schema import RECORD_BY_NAME


def test_the_codebook_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook"]) == Exit.DONE
    shown = capsys.readouterr().out
    assert all(f"`{name}`" in shown for name in RECORD_BY_NAME)


def test_as_json_it_describes_a_data_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "--json"]) == Exit.DONE
    described = json.loads(capsys.readouterr().out)
    assert [resource["name"] for resource in described["resources"]] == list(RECORD_BY_NAME)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_an_empty_workbook_is_written_and_can_be_read(tmp_path: Path, language: str) -> None:
    path = tmp_path / "mẫu.xlsx"
    assert main(["codebook", "--out", str(path), "--lang", language]) == Exit.DONE
    unreadable = [p for p in read(path).problems if p.code.startswith(("file.", "column.", "table."))]
    assert unreadable == []


def test_a_workbook_that_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "filled-in.xlsx"
    path.write_bytes(b"a week of interviews")
    assert main(["codebook", "--out", str(path)]) == Exit.FILE
    assert path.read_bytes() == b"a week of interviews"
    assert "another name" in capsys.readouterr().err


def test_another_ending_is_refused(tmp_path: Path) -> None:
    assert main(["codebook", "--out", str(tmp_path / "codebook.docx")]) == Exit.USAGE
