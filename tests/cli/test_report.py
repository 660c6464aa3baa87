"""`edulis report`."""

import json
from pathlib import Path

import pytest

from edulis.cli import main
from edulis.cli.exits import Exit
from edulis.cli.report import default_name, tell_if_cold
from edulis.cli.screen import Screen


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_village_gets_its_report_on_paper_and_on_screen(village_folder: Path, tmp_path: Path, language: str) -> None:
    outs = [tmp_path / "report.pdf", tmp_path / "report.html"]
    words = ["report", str(village_folder), "--lang", language]
    assert main([*words, *(word for out in outs for word in ("--out", str(out)))]) == Exit.DONE
    assert outs[0].read_bytes().startswith(b"%PDF")
    page = outs[1].read_text(encoding="utf-8")
    assert f'lang="{language}"' in page
    assert "Làng Bột" in page


def test_a_sketch_gets_a_report_too(sketch_folder: Path, tmp_path: Path) -> None:
    assert main(["report", str(sketch_folder), "--out", str(tmp_path / "sketch.html")]) == Exit.DONE
    assert "Xóm Đậu" in (tmp_path / "sketch.html").read_text(encoding="utf-8")


def test_the_findings_can_be_read_by_a_program(village_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(village_folder), "--json"]) == Exit.DONE
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert findings
    for finding in findings:
        assert finding["question"].endswith("?")
        assert finding["method"]
        assert finding["source"]


def test_only_the_annex_names_people(quarrel_folder: Path, tmp_path: Path) -> None:
    public, annex = tmp_path / "public.html", tmp_path / "annex.html"
    assert main(["report", str(quarrel_folder), "--out", str(public)]) == Exit.DONE
    assert main(["report", str(quarrel_folder), "--annex", "--out", str(annex)]) == Exit.DONE
    assert "Bà Hoa" not in public.read_text(encoding="utf-8")
    assert "Bà Hoa" in annex.read_text(encoding="utf-8")


def test_no_report_is_made_of_data_with_errors(broken_folder: Path, tmp_path: Path) -> None:
    assert main(["report", str(broken_folder), "--out", str(tmp_path / "report.pdf")]) == Exit.DATA
    assert not (tmp_path / "report.pdf").exists()


def test_the_first_run_says_why_it_takes_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_if_cold(Screen("en", quiet=True))
    monkeypatch.setattr("edulis.engine.__file__", str(tmp_path / "__init__.py"))
    tell_if_cold(Screen("en"))
    assert "once" in capsys.readouterr().err
    (tmp_path / "kernel.nbi").touch()
    tell_if_cold(Screen("en"))
    assert capsys.readouterr().err == ""


def test_an_unknown_round_or_ending_is_a_misunderstanding(
    village_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(village_folder), "--round", "1999", "--out", str(tmp_path / "r.pdf")]) == Exit.USAGE
    assert "2002" in capsys.readouterr().err
    assert main(["report", str(village_folder), "--out", str(tmp_path / "r.docx")]) == Exit.USAGE


def test_the_report_is_named_after_the_cluster(tmp_path: Path) -> None:
    book = tmp_path / "làng.xlsx"
    book.touch()
    assert default_name(book, "public", "vi") == Path("làng.vi.pdf")
    assert default_name(tmp_path, "annex", "en") == Path(f"{tmp_path.name}-annex.en.pdf")


def test_a_place_that_cannot_be_written_is_told_before_the_work(
    village_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(*_: object, **__: object) -> None:
        raise AssertionError("worked in vain")

    monkeypatch.setattr("edulis.cli.report.make", work)
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file").touch()
    for out in (tmp_path / "folder.pdf", tmp_path / "file" / "report.pdf"):
        assert main(["report", str(village_folder), "--out", str(out)]) == Exit.FILE
        assert str(out) in capsys.readouterr().err


def test_the_folder_of_a_report_is_made(sketch_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "sketch.html"
    assert main(["report", str(sketch_folder), "--out", str(out)]) == Exit.DONE
    assert out.exists()


def test_no_pages_are_drawn_where_only_the_findings_are_asked_for(
    sketch_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(*_: object, **__: object) -> None:
        raise AssertionError("drawn for nobody")

    monkeypatch.setattr("edulis.reports.build", draw)
    assert main(["report", str(sketch_folder), "--json"]) == Exit.DONE
