"""What is built is whole: a user who installs the wheel has the languages, the pages' template and the example."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_what_is_not_code(unpacked: Path) -> None:
    assert (unpacked / "edulis/locale/vi/LC_MESSAGES/edulis.mo").stat().st_size > 1_000
    assert (unpacked / "edulis/examples/red-river-delta/trade.csv").exists()
    assert list((unpacked / "edulis/reports").rglob("*.typ"))
    assert list(unpacked.glob("*.dist-info/licenses/LICENSE"))


def test_the_wheel_works_away_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    code = """
import edulis, sys
from edulis.cli.demo import example_folder
assert edulis.__file__.startswith(sys.argv[1]), edulis.__file__
assert str(example_folder()).startswith(sys.argv[1])
from edulis.cli import main
sys.exit(main(["check", "--lang", "vi", "--help"]))
"""
    command = [sys.executable, "-c", code, str(unpacked)]
    answer = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(unpacked)}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert "dữ liệu của cụm" in answer.stdout
