"""Rooms stay small enough to be read in one sitting, and are named after what is in them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(
    path
    for folder in ("edulis", "examples", "bench", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
PACKAGE = [path for path in CODE if path.is_relative_to(ROOT / "edulis")]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_500_lines_and_a_function_80(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < 80, node.name


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_is_a_noun_of_the_domain(path: Path) -> None:
    nothing = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}
    assert not nothing & set(path.relative_to(ROOT).with_suffix("").parts)


def test_no_folder_lies_deeper_than_three_below_the_package() -> None:
    assert max(len(path.relative_to(ROOT / "edulis").parts) for path in PACKAGE) <= 4


def test_the_usual_file_is_about_a_hundred_lines() -> None:
    lengths = sorted(path.read_text(encoding="utf-8").count("\n") for path in PACKAGE if path.name != "__init__.py")
    assert lengths[len(lengths) // 2] <= 160
