"""`edulis demo`: the first thing a newcomer sees."""

import json
from pathlib import Path

import pytest

from edulis.cli import main
from edulis.cli.demo import example_folder
from edulis.cli.exits import Exit


def test_the_starch_villages_get_their_report_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--once", "--out", str(tmp_path / "out"), "--json"]) == Exit.DONE
    answer = json.loads(capsys.readouterr().out)
    written = [Path(path) for path in answer["written"]]
    assert [path.name.split(".", 1)[1] for path in written] == ["en.pdf", "en.html", "vi.pdf", "vi.html"]
    assert all(path.stat().st_size > 20_000 for path in written)
    assert "Dương Liễu" in written[3].read_text(encoding="utf-8")
    assert len(answer["findings"]) >= 10


def test_the_example_is_found() -> None:
    assert (example_folder() / "trade.csv").is_file()
