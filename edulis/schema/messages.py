"""Every message that Edulis can say: those of the declaration, of the problems, and those written in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from edulis.schema import CATALOGUE, RECORDS, columns, title_of

PACKAGE = Path(__file__).parent.parent
SPEAKERS = frozenset({"Text", "translate"})
SAID = re.compile(r"""\{%\s*say\s+(["'])(.*?)\1""", re.DOTALL)


def collect(package: Path = PACKAGE) -> dict[str, list[str]]:
    """All message ids, each with where it is said: the record and column, the code of the problem, or file and line."""
    said: dict[str, list[str]] = {}
    for message, where in (*of_declaration(), *of_problems(), *of_code(package), *of_pages(package)):
        if message:
            said.setdefault(message, []).append(where)
    return said


def of_declaration() -> Iterator[tuple[str, str]]:
    """Titles of records; titles, questions, units and choices of columns."""
    for record in RECORDS:
        yield title_of(record), record.__name__
        for column in columns(record):
            where = f"{record.__name__}.{column.name}"
            for message in (column.title, column.ask, column.unit, *(title for _, title in column.choices)):
                yield message, where


def of_problems() -> Iterator[tuple[str, str]]:
    """The reason of each problem."""
    for code, reason in CATALOGUE.items():
        yield reason, code


def of_code(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """The first argument of every call of `Text` or `translate` that is written as a literal."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
                for message in _literals(node.args[0]):
                    yield message, f"{path.relative_to(package).as_posix()}:{node.lineno}"


def of_pages(package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """What the templates of the site say: `{% say "…" %}`."""
    for path in sorted(package.rglob("templates/**/*.html")):
        written = path.read_text(encoding="utf-8")
        for found in SAID.finditer(written):
            line = written.count("\n", 0, found.start()) + 1
            yield found[2], f"{path.relative_to(package).as_posix()}:{line}"


def assembled(package: Path = PACKAGE) -> list[str]:
    """Where a message is put together from pieces, so that it cannot be translated as a sentence."""
    return [
        f"{path.relative_to(package).as_posix()}:{node.lineno}"
        for path in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and node.args
        and _name(node.func) in SPEAKERS
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)
