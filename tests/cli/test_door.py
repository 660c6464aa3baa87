"""The door: help that teaches, mistakes that end in one sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from edulis.cli import door
from edulis.cli.exits import Exit


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in door.COMMANDS)


@pytest.mark.parametrize("command", door.COMMANDS)
def test_each_command_teaches_by_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"edulis {command} " in shown.split("Examples:")[1] + " "


def test_help_speaks_vietnamese_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["check", "--lang", "vi", "--help"]) == 0
    assert "dữ liệu của cụm" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], "C.UTF-8", "en"),
        ([], "vi_VN.UTF-8", "vi"),
        (["--lang", "en"], "vi_VN.UTF-8", "en"),
        (["--lang=vi"], "C", "vi"),
        (["--lang"], "C", "en"),
        (["--lang", "fr"], "C", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_terminals(
    words: list[str], environment: str, language: str
) -> None:
    assert door.language_of(words, environment) == language


@pytest.mark.parametrize("words", [[], ["fly"], ["check"], ["check", "a", "--lang", "fr"], ["convert", "a"]])
def test_a_command_that_is_not_understood_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(words) == Exit.USAGE
    assert "--help" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_without_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["check", "no-such-village"]) == Exit.FILE
    shown = capsys.readouterr()
    assert "no-such-village" in shown.out
    assert "Traceback" not in shown.out + shown.err


def test_a_full_disk_names_what_could_not_be_written(
    village_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.pdf"
    for where in ((), (str(tmp_path / ".report.pdf.x1y2"),)):

        def fill(*_: object, where: tuple[str, ...] = where, **__: object) -> None:
            raise OSError(28, "No space left on device", *where)

        monkeypatch.setattr("edulis.cli.report.make", fill)
        assert door.main(["report", str(village_folder), "--out", str(out)]) == Exit.FILE
        assert capsys.readouterr().err.splitlines()[-1].startswith(f"{out}: the disk is full")


def test_a_mistake_of_edulis_is_owned_up_to(
    village_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("seven loaves")

    monkeypatch.setattr("edulis.exchange.read", fail)
    assert door.main(["check", str(village_folder)]) == Exit.BUG
    shown = capsys.readouterr().err
    assert "seven loaves" in shown
    assert "Traceback" not in shown
    assert door.main(["check", str(village_folder), "--debug"]) == Exit.BUG
    assert "Traceback" in capsys.readouterr().err


def test_stopping_from_the_keyboard_is_no_error_of_ours(
    village_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("edulis.exchange.read", stop)
    assert door.main(["check", str(village_folder)]) == Exit.STOPPED
    assert "half-written" in capsys.readouterr().err


def test_the_installed_command_answers_and_survives_a_reader_that_leaves(village_folder: Path) -> None:
    whole = f"{sys.executable} -m edulis codebook | head -1; exit ${{PIPESTATUS[0]}}"
    answer = subprocess.run(["bash", "-c", whole], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("#")
    checked = subprocess.run(
        [sys.executable, "-m", "edulis", "check", str(village_folder), "--json"], capture_output=True, check=False
    )
    assert json.loads(checked.stdout)["fit"] is True
