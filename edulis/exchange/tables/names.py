"""The names that sheets of a workbook carry: a record's short title in the reader's language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from edulis.schema import LANGUAGES, RECORD_BY_NAME, Language
from edulis.schema.titles import TITLES

LONGEST = 31  # characters, for Excel
HELP_MARK = "Edulis"  # alone in the first cell of the help sheet: by it reading knows the sheet, whatever its name
WORDS_SHEET = "edulis words"  # hidden; holds the lists behind the drop-downs
SKETCH = ("cluster", "round", "enterprise", "product", "trade")
FLOWS = (*SKETCH, "unit", "process", "process_line", "activity", "stock", "use")


def tab_colour(record: str) -> str:
    """Sheets for a sketch, for flows and for all else are told apart by three calm colours."""
    return "#2F6B5E" if record in SKETCH else "#9A6A2F" if record in FLOWS else "#5A6B8C"


@cache
def sheet_names(language: Language) -> dict[str, str]:
    """The sheet of each record in that language, at most 31 characters long, each only once."""
    names: dict[str, str] = {}
    for record in RECORD_BY_NAME:
        title = re.sub(r"[\[\]:*?/\\]", " ", unicodedata.normalize("NFC", TITLES[record].say(language)))
        taken = {_folded(name) for name in names.values()}
        name = title[:LONGEST].strip(" '")
        names[record] = record if not name or _folded(name) in taken else name
    return names


@cache
def _records() -> dict[str, str]:
    return {_folded(name): record for tongue in LANGUAGES for record, name in sheet_names(tongue).items()}


def record_of(sheet: str) -> str | None:
    """The record that a sheet of this name holds, whatever the language of the name."""
    name = _folded(sheet)
    plain = re.sub(r"[ _-]+", "_", name)
    return plain if plain in RECORD_BY_NAME else _records().get(name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
