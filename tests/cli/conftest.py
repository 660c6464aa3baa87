"""A site that was begun once, and a copy of it for each test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.sites import edulis


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("begun") / "site"
    made = edulis("init", "--title", "Làng Bột", "--quorum", "2", home=home)
    assert made.returncode == 0, made.stderr
    (home / "said").write_text(made.stdout, encoding="utf-8")
    return home


@pytest.fixture
def site(begun: Path, tmp_path: Path) -> Path:
    shutil.copytree(begun, tmp_path / "site")
    return tmp_path / "site"
