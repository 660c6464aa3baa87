"""A cluster as a Frictionless data package: a CSV file for each record and a description made from the declaration."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from edulis.exchange.tables.formulas import GUARD, QUOTE
from edulis.schema import RECORD_BY_NAME, Column, Language, columns, keys, title_of, translate

NAME = "datapackage.json"
MARK = "x_edulis"  # the key by which a package is known as one that Edulis wrote
FORM = 1  # of the description; a higher one was written by a later Edulis
_TYPES = {
    "yes_no": "boolean",
    "count": "integer",
    "money": "integer",
    "number": "number",
    "month": "date",
    "day": "date",
}


def needed(records: Collection[str]) -> tuple[str, ...]:
    """These records and all that their rows may refer to, in the declared order."""
    wanted = set(records)
    while more := {to for name in wanted for to in _foreign(name).values()} - wanted:
        wanted |= more
    return tuple(name for name in RECORD_BY_NAME if name in wanted)


def descriptor(
    records: Collection[str] | None = None,
    language: Language = "en",
    *,
    about: Mapping[str, Any] | None = None,
    personal: bool = True,
) -> dict[str, Any]:
    """The description of a package with these records (all, unless said), titles and questions in that language."""
    names = needed(RECORD_BY_NAME if records is None else records)
    about = about or {}
    head = {
        "profile": "tabular-data-package",
        "name": "".join(c for c in str(about.get("code") or "").lower() if c.isascii() and c.isalnum()) or "cluster",
        "title": about.get("title") or "",
        "description": about.get("note") or "",
    }
    return {
        **{key: value for key, value in head.items() if value},
        MARK: FORM,
        "x_language": language,
        "x_personal": personal,
        GUARD: QUOTE,
        "resources": [_resource(name, language) for name in names],
    }


def described(language: Language = "en") -> bytes:
    """The description of a package with every record, as a file."""
    return as_file(descriptor(language=language))


def as_file(description: Mapping[str, Any]) -> bytes:
    """The description as the content of `datapackage.json`."""
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def is_ours(folder: Path) -> bool:
    """Whether Edulis wrote this folder as a data package and nothing else lies in it."""
    try:
        description = json.loads((folder / NAME).read_bytes())
        paths = {resource["path"] for resource in description["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return MARK in description and {part.name for part in folder.iterdir()} <= {NAME, *paths}


def _resource(record: str, language: Language) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": record,
        "path": f"{record}.csv",
        "title": translate(title_of(RECORD_BY_NAME[record]), language),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"},
        "schema": _table_schema(record, language),
    }


def _table_schema(record: str, language: Language) -> dict[str, Any]:
    kind = RECORD_BY_NAME[record]
    links = [
        {"fields": column, "reference": {"resource": "" if to == record else to, "fields": keys(RECORD_BY_NAME[to])[0]}}
        for column, to in _foreign(record).items()
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column, language) for column in columns(kind)],
        "missingValues": [""],
        "primaryKey": list(keys(kind)),
    }
    return {**schema, "foreignKeys": links} if links else schema


def _foreign(record: str) -> dict[str, str]:
    """The columns that refer to one record; a choice of several has no word in Table Schema (`x_links`)."""
    return {column.name: column.to[0] for column in columns(RECORD_BY_NAME[record]) if len(column.to) == 1}


def _field(column: Column, language: Language) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, "string")
    field: dict[str, Any] = {"name": column.name, "type": kind, "title": translate(column.title, language)}
    if column.ask:
        field["description"] = translate(column.ask, language)
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    field["x_kind"] = column.kind
    if column.unit:
        field["x_unit"] = column.unit
    if column.likely is not None:
        field["x_likely"] = column.likely
    if len(column.to) > 1:
        field["x_links"] = list(column.to)
    if column.choices:
        field["x_choices"] = {code: translate(title, language) for code, title in column.choices}
    if column.personal:
        field["x_personal"] = True
    if limits := _constraints(column):
        field["constraints"] = limits
    return field


def _constraints(column: Column) -> dict[str, Any]:
    whole = column.kind in ("count", "money")
    limits: dict[str, Any] = {"required": True} if column.required else {}
    for name, bound in (("minimum", column.low), ("maximum", column.high)):
        if bound is not None:
            limits[name] = int(bound) if whole else bound
    if column.choices:
        limits["enum"] = [code for code, _ in column.choices]
    return limits
