"""What a data package says of its files: which record each holds, its letters, its separator, its decimal marks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from edulis.exchange.datapackage import NAME
from edulis.exchange.folder import Source
from edulis.exchange.tables.delimited import SEPARATORS
from edulis.exchange.tables.formulas import GUARD, QUOTE
from edulis.exchange.tables.headings import record_called
from edulis.schema import Problem, Text

_LARGEST = 16 << 20  # bytes of a description
_PLAIN: Mapping[str, Any] = {  # settings that are read as they stand; another value is refused
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "commentChar": None,
    "escapeChar": None,
    "headerRows": [1],
    "headerJoin": " ",
}


def described(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The files that the description of a folder names, and what is wrong with the description."""
    if (folder / NAME).stat().st_size > _LARGEST:
        return [], [Problem("file.large", file=NAME)]
    try:
        package = json.loads((folder / NAME).read_bytes())
        resources = package["resources"]
        if not isinstance(resources, list):
            raise TypeError("resources is no list")
    except (ValueError, LookupError, TypeError, RecursionError) as trouble:
        return [], [Problem("file.broken", str(trouble)[:120], file=NAME)]
    sources: list[Source] = []
    problems: list[Problem] = []
    for resource in resources:
        found = _source(folder, package, resource)
        if isinstance(found, Source):
            sources.append(found)
        else:
            problems.append(found)
    return sources, problems


def _source(folder: Path, package: Mapping[str, Any], resource: Any) -> Source | Problem:
    if not isinstance(resource, dict):
        return Problem("file.broken", str(resource)[:80], file=NAME)
    name, path = resource.get("name"), resource.get("path")
    path = path[0] if isinstance(path, list) and len(path) == 1 else path
    if not isinstance(name, str) or not isinstance(path, str):
        return Problem("file.broken", str(name)[:80], Text("A resource needs a name and one path."), file=NAME)
    file = folder / path
    if "://" in path or Path(path).is_absolute() or not file.resolve().is_relative_to(folder.resolve()):
        return Problem("file.hostile", path[:80], Text("A package may only name files of its own folder."), file=NAME)
    record = record_called(name) or record_called(Path(path).stem)
    if record is None:
        return Problem("table.unknown", name, file=NAME, severity="doubt")
    if not file.is_file():
        return Problem("file.missing", path, record=record, file=NAME)
    dialect = _mapping(resource.get("dialect"))
    dialect = dialect | _mapping(dialect.get("csv"))
    encoding = str(resource.get("encoding") or "")
    trouble = next(_unreadable(dialect, encoding), None)
    if trouble is not None:
        return Problem("file.kind", *trouble, record=record, file=path)
    return Source(
        file,
        path,
        record,
        encoding,
        str(dialect.get("delimiter") or ""),
        dict(_decimals(_mapping(resource.get("schema")).get("fields"))),
        package.get(GUARD) == QUOTE,
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _unreadable(dialect: Mapping[str, Any], encoding: str) -> Iterator[tuple[str, Text]]:
    """Settings of the description that cannot be followed, each with what to do."""
    for setting, plain in _PLAIN.items():
        if setting in dialect and dialect[setting] not in (plain, None):
            found = f"{setting}: {dialect[setting]}"
            yield found[:80], Text("This setting of the description is not read. Save the file in the usual way.")
    if (separator := dialect.get("delimiter")) not in (None, "", *SEPARATORS):
        yield f"delimiter: {separator}"[:80], Text("Use a comma, a semicolon, a tab or a bar between the cells.")
    if encoding and encoding not in ("vni", "viscii", "tcvn3"):
        try:
            b"a".decode(encoding)
        except (LookupError, ValueError):
            yield f"encoding: {encoding}"[:80], Text("No encoding has this name. Save the file as UTF-8.")


def _decimals(fields: Any) -> Iterator[tuple[str, str]]:
    """The decimal mark of each field of numbers: a point, as the standard says, unless another is named."""
    for one in fields if isinstance(fields, list) else []:
        if isinstance(one, dict) and one.get("type") in ("number", "integer"):
            yield str(one.get("name")), "," if one.get("decimalChar") == "," else "."
