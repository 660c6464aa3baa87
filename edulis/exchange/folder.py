"""The delimited files to be read: which of a folder hold a record, and what is left aside, said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edulis.exchange.tables.headings import record_called
from edulis.schema import Problem, Text

ENDINGS = frozenset({".csv", ".tsv", ".txt", ".tab"})
LARGEST = 1 << 30  # bytes of one file, and of a folder: about 15 million trades
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
# files to be read by people
_TALK = frozenset({"readme", "license", "licence", "notice", "notes", "changelog", "changes"})


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read; empty settings are found out from the file itself."""

    path: Path
    file: str  # as a person knows it
    record: str
    encoding: str = ""
    separator: str = ""
    decimals: Mapping[str, str] = field(default_factory=dict)  # by heading, as the file declares them
    guarded: bool = False


def files_of(folder: Path) -> tuple[list[Source], list[Problem]]:
    """The delimited files of a folder that have a record's name, and doubts about what else might have been meant."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.stem.lower() in _TALK:
            continue
        ending = path.suffix.lower()
        if path.is_symlink():
            mend = Text("A link to another place is not followed. Copy the file into the folder.")
            problems.append(Problem("file.kind", path.name, mend, file=path.name, severity="doubt"))
        elif path.is_dir():
            if any(inner.suffix.lower() in ENDINGS for inner in path.iterdir()):
                mend = Text("Folders within the folder are not read. Move its files up, or read it for itself.")
                problems.append(Problem("file.kind", path.name, mend, file=path.name, severity="doubt"))
        elif ending in _WORKBOOKS:
            mend = Text("A workbook in a folder of CSV files is not read. Read it for itself.")
            problems.append(Problem("file.kind", path.name, mend, file=path.name, severity="doubt"))
        elif ending in ENDINGS and path.is_file():
            record = record_called(path.stem)
            if record is None:
                problems.append(Problem("table.unknown", path.stem, file=path.name, severity="doubt"))
            else:
                sources.append(Source(path, path.name, record))
    return sources, problems


def left_over(folder: Path, named: list[Source]) -> list[Problem]:
    """Doubts about the delimited files of a data package that its description does not name."""
    names = {source.path.resolve() for source in named}
    mend = Text("The description of the package does not name this file, so it was not read.")
    return [
        Problem("table.unknown", path.stem, mend, file=path.name, severity="doubt")
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS and path.resolve() not in names and path.stem.lower() not in _TALK
    ]
