"""The docs know everything that is there, and point at nothing that is not."""

import re
from pathlib import Path

import pytest

from edulis.cli.door import COMMANDS
from edulis.schema import CATALOGUE, RECORD_BY_NAME

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_codebook_has_every_record_and_every_problem() -> None:
    codebook = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    assert [name for name in RECORD_BY_NAME if f"`{name}`" not in codebook] == []
    assert [code for code in CATALOGUE if f"`{code}`" not in codebook] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"edulis {name}" not in readme] == []


def test_every_room_has_a_page_or_a_line_in_the_architecture() -> None:
    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for storey in ("engine", "exchange", "reports", "cli"):
        for room in (ROOT / "edulis" / storey).iterdir():
            name = room.stem
            if not name.startswith("_"):
                assert re.search(rf"\b{name}\b", architecture), f"{storey}/{name}"


def test_decisions_are_numbered_without_gaps_and_say_why() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(page.name[:3]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "## Why" in text, page.name
        assert "## Weighed" in text, page.name


def test_the_two_commands_of_the_readme_are_those_of_run_py() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 run.py\n" in readme
    assert "python3 run.py test\n" in readme


def test_no_page_or_lock_names_a_registry_or_a_third_party_host() -> None:
    hosts = re.compile(r"https?://(pypi|files\.pythonhosted|registry\.npmjs|deb\.debian|cdn\.|unpkg)")
    sources = [path for path in ROOT.rglob("*") if path.suffix in {".lock", ".toml", ".md", ".py", ".html", ".typ"}]
    mine = [path for path in sources if not {".venv", ".git", "build", "dist"} & set(path.relative_to(ROOT).parts)]
    assert [
        str(path) for path in mine if path != Path(__file__) and hosts.search(path.read_text(encoding="utf-8"))
    ] == []
