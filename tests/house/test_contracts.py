"""The walls of the house: import contracts, tried with walls broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder), "COLUMNS": "300"},
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "*.mo", "*.po")
    shutil.copytree(ROOT / "edulis", tmp_path / "edulis", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("schema/place.py", "import polars", "declaration needs the standard library only"),
        ("schema/place.py", "import edulis.engine.finding", "Storeys"),
        ("engine/finding.py", "import pathlib", "engine touches no file"),
        ("engine/finding.py", "import django", "Only the site knows Django"),
        ("engine/finding.py", "import edulis.exchange", "Storeys"),
        ("engine/finding.py", "import edulis.engine.diagnosis.knot", "No knots"),
    ],
)
def test_a_broken_wall_is_seen(copy_of_the_house: Path, module: str, line: str, contract: str) -> None:
    knot = copy_of_the_house / "edulis/engine/diagnosis/knot.py"
    knot.write_text("import edulis.engine.finding\n")
    place = copy_of_the_house / "edulis" / module
    place.write_text(place.read_text() + f"\n{line}\n")
    answer = lint(copy_of_the_house)
    broken = [text for text in answer.stdout.splitlines() if text.rstrip().endswith("BROKEN")]
    assert answer.returncode == 1
    assert any(contract in text for text in broken), answer.stdout


def test_a_room_of_the_site_may_not_look_upstairs(copy_of_the_house: Path) -> None:
    (copy_of_the_house / "edulis/web/kit/upstairs.py").write_text("import edulis.web.people.models\n")
    answer = lint(copy_of_the_house)
    assert "Rooms of the site, upstairs to downstairs BROKEN" in answer.stdout


def test_the_house_as_it_stands_keeps_its_contracts() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout
