"""`edulis convert`."""

from pathlib import Path

import pytest

from edulis.cli import main
from edulis.cli.exits import Exit
from edulis.exchange import read


@pytest.mark.parametrize("name", ["village.xlsx", "package", "village.parquet"])
def test_a_village_comes_back_equal_from_every_form(village_folder: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "written" / name
    out.parent.mkdir()
    assert main(["convert", str(village_folder), str(out), "--personal"]) == Exit.DONE
    original, back = read(village_folder).cluster, read(out).cluster
    assert original is not None
    assert back is not None
    assert back.equals(original)


def test_names_of_people_stay_at_home_unless_asked_for(
    village_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(village_folder), str(tmp_path / "shared")]) == Exit.DONE
    assert "--personal" in capsys.readouterr().out
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "shared").glob("*.csv"))
    assert "Bà Hoa" not in written
    assert "Dương Liễu" in written


def test_nothing_is_written_from_data_with_errors(broken_folder: Path, tmp_path: Path) -> None:
    assert main(["convert", str(broken_folder), str(tmp_path / "out.xlsx")]) == Exit.DATA
    assert not (tmp_path / "out.xlsx").exists()


def test_a_folder_that_holds_something_else_is_left_alone(
    village_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "photos"
    home.mkdir()
    (home / "wedding.jpg").write_bytes(b"dear")
    assert main(["convert", str(village_folder), str(home)]) == Exit.FILE
    assert (home / "wedding.jpg").read_bytes() == b"dear"
    assert "Traceback" not in capsys.readouterr().err


def test_a_workbook_is_not_written_over_not_even_by_itself(
    village_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "village.xlsx"
    assert main(["convert", str(village_folder), str(book), "--personal"]) == Exit.DONE
    filled_in = book.read_bytes()
    assert main(["convert", str(book), str(book)]) == Exit.FILE
    assert main(["convert", str(village_folder), str(book)]) == Exit.FILE
    assert book.read_bytes() == filled_in
    assert "choose another name" in capsys.readouterr().err


def test_a_package_does_not_lose_its_names_to_itself(village_folder: Path, tmp_path: Path) -> None:
    package = tmp_path / "package"
    assert main(["convert", str(village_folder), str(package), "--personal"]) == Exit.DONE
    assert main(["convert", str(package), str(package)]) == Exit.FILE
    assert "Bà Hoa" in (package / "enterprise.csv").read_text(encoding="utf-8")
