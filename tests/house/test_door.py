"""Each public door names what is behind it, all of it and nothing else."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DOORS = [
    ".".join(path.parent.relative_to(ROOT).parts)
    for path in sorted((ROOT / "edulis").rglob("__init__.py"))
    if "__all__" in path.read_text(encoding="utf-8")
]


def imported_names(module: ModuleType) -> set[str]:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    parts = [
        node for node in tree.body if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("edulis")
    ]
    return {alias.asname or alias.name for part in parts for alias in part.names}


@pytest.mark.parametrize("name", DOORS)
def test_all_is_complete_and_sorted(name: str) -> None:
    module = import_module(name)
    assert list(module.__all__) == sorted(module.__all__, key=lambda word: (not word.isupper(), word.islower(), word))
    assert imported_names(module) <= set(module.__all__)


@pytest.mark.parametrize("name", DOORS)
def test_everything_behind_the_door_says_what_it_is(name: str) -> None:
    module = import_module(name)
    for word in module.__all__:
        thing = getattr(module, word)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), word


def test_each_room_of_the_engine_has_a_door() -> None:
    rooms = [path.name for path in (ROOT / "edulis/engine").iterdir() if (path / "__init__.py").exists()]
    assert {f"edulis.engine.{room}" for room in rooms} <= set(DOORS)
