"""The tree of tests mirrors the tree of the package."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAID_BY_OTHERS = {"words", "__main__", "__init__"}  # fixed words are tested where they are used
SAID_BY_OTHERS |= {"apps", "urls", "wsgi", "settings"}  # of the site: every page that is tested goes through them
MODULES = [
    path
    for path in sorted((ROOT / "edulis").rglob("*.py"))
    if path.stem not in SAID_BY_OTHERS and path.parent.name != "migrations"
]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_has_its_tests_in_the_same_place(module: Path) -> None:
    inside = module.relative_to(ROOT / "edulis")
    mirror = ROOT / "tests" / inside.parent / f"test_{inside.name}"
    assert mirror.exists(), f"write {mirror.relative_to(ROOT)}"
    assert "def test_" in mirror.read_text(encoding="utf-8")


def test_no_test_file_stands_for_a_module_that_is_gone() -> None:
    gone = []
    for storey in ("schema", "engine", "exchange", "reports", "cli", "web"):
        for test in (ROOT / "tests" / storey).rglob("test_*.py"):
            inside = test.relative_to(ROOT / "tests")
            if {"browser", "harness"} & set(inside.parts):  # of whole pages, of no one module
                continue
            name = inside.name.removeprefix("test_")
            module = ROOT / "edulis" / inside.parent / name
            package = ROOT / "edulis" / inside.parent
            if (
                not module.exists()
                and not (package / name.removesuffix(".py")).is_dir()
                and name != f"{package.name}.py"
            ):
                gone.append(str(inside))
    assert gone == []
