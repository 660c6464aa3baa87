"""Reading a cluster for a command."""

from pathlib import Path

import pytest

from edulis.cli.cluster import read_or_tell, read_quietly, verdict
from edulis.cli.exits import Exit
from edulis.cli.screen import Screen


def test_a_fit_cluster_is_handed_on(village_folder: Path) -> None:
    cluster, end = read_or_tell(village_folder, Screen("en"))
    assert cluster is not None
    assert end is Exit.DONE


def test_errors_are_told_and_the_cluster_withheld(broken_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cluster, end = read_or_tell(broken_folder, Screen("en"))
    assert cluster is None
    assert end is Exit.DATA
    assert "nobody" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_another_matter_than_bad_data(tmp_path: Path) -> None:
    assert verdict(read_quietly(tmp_path / "nothing", Screen("en"))) is Exit.FILE
