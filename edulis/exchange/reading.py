"""A path read as a cluster: the tables that lie there are understood and checked, and what is wrong has its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from edulis.engine.check import Origin, check
from edulis.engine.cluster import Cluster
from edulis.exchange.datapackage import NAME
from edulis.exchange.descriptor import described
from edulis.exchange.folder import ENDINGS, LARGEST, Source, files_of, left_over
from edulis.exchange.letters.encodings import decode
from edulis.exchange.tables.clean import clean_frame
from edulis.exchange.tables.delimited import raw_table
from edulis.exchange.tables.headings import likeliest, record_called
from edulis.exchange.tables.numbers import money_of
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.tables.table import Manner, understood
from edulis.schema import RECORD_BY_NAME, Problem, Text, columns, keys
from edulis.schema.reason import reason
from edulis.schema.titles import TITLES

Progress = Callable[[str, float], None]
_KNOWN = -1  # the row number of what was known before and is not in the file
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: the cluster, unless a problem is an error; and all problems, errors and doubts."""

    cluster: Cluster | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Tables:
    """The tables read so far."""

    frames: dict[str, pl.DataFrame]
    origins: dict[str, Origin]
    problems: list[Problem]

    def add(self, record: str, frame: pl.DataFrame, origin: Origin) -> None:
        """Take a table up, unless its record came before."""
        if record in self.origins:
            first = self.origins[record]
            mend = Text("It stands in “{first}” already.", first=first.sheet or first.file)
            self.problems.append(Problem("table.twice", record, mend, record, "", None, origin.sheet, origin.file))
            return
        self.frames[record], self.origins[record] = frame, origin


def read(path: Path, *, beside: Cluster | None = None, progress: Progress | None = None) -> Reading:
    """The cluster at this path: a workbook, a folder of CSV or Parquet files, a data package, or one CSV file.

    Nothing is guessed: what cannot be read for sure is a problem with file, sheet, row and column, and a reading with
    an error has no cluster. `beside`: rows that are known already; the file is checked together with them, and only
    what is wrong with the file is told. The reading holds the file's rows alone.
    """
    tables = _Tables({}, {}, [])
    tell = progress or (lambda _stage, _share: None)
    tell("Reading the files", 0.0)
    try:
        _gather(Path(path), tables, tell)
    except OSError as trouble:
        name = Path(trouble.filename).name if isinstance(trouble.filename, str) else Path(path).name
        tables.problems.append(Problem("file.broken", mend=reason(trouble), file=name))
    tell("Checking", 0.7)
    if not tables.frames:
        if not any(problem.severity == "error" for problem in tables.problems):
            tables.problems.append(Problem("file.empty", file=Path(path).name))
        return Reading(None, tuple(tables.problems))
    cluster = Cluster.of(tables.frames)
    checked = check(cluster, tables.origins) if beside is None else _checked_beside(tables, cluster, beside)
    if any(problem.severity == "error" for problem in tables.problems):
        checked = [problem for problem in checked if _sure(problem, tables)]
    problems = _ordered([*tables.problems, *checked])
    tell("Checked", 1.0)
    return Reading(None if any(one.severity == "error" for one in problems) else cluster, problems)


def _checked_beside(tables: _Tables, cluster: Cluster, beside: Cluster) -> list[Problem]:
    """What is wrong with the file's rows when the known ones, which they may refer to or replace, stand below them."""
    frames, origins = dict(beside.tables), dict(tables.origins)
    for record in tables.frames:
        mine, parts = cluster[record], list(keys(RECORD_BY_NAME[record]))
        known = beside[record].join(mine.select(parts), on=parts, how="anti", nulls_equal=True)
        if record == "cluster":  # there is one; the file's own row speaks for it
            known = known.clear()
        frames[record] = pl.concat([mine, known.select(mine.columns)], rechunk=False)
        origin = tables.origins[record]
        counted = np.arange(2, mine.height + 2) if origin.rows is None else np.asarray(origin.rows)
        origins[record] = replace(origin, rows=np.concatenate([counted, np.full(known.height, _KNOWN)]))
    found = check(Cluster.of(frames), origins)
    return [one for one in found if one.record in tables.frames and one.row != _KNOWN]


def _ordered(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """File by file and sheet by sheet as they came, each from its top to its bottom and from left to right."""
    places = {place: at for at, place in enumerate(dict.fromkeys((one.file, one.sheet) for one in problems))}
    order = {
        (record, column.name): at for record, kind in RECORD_BY_NAME.items() for at, column in enumerate(columns(kind))
    }
    return tuple(
        sorted(
            problems,
            key=lambda one: (places[one.file, one.sheet], one.row or 0, order.get((one.record, one.column), -1)),
        )
    )


_OF_ONE_ROW = frozenset({  # faults that cells of one row show which were read, whatever stands in others
    "value.low", "value.high", "value.unlikely", "value.unknown", "pair.same", "round.dates", "dates.order",
    "bounds.order",
})  # fmt: skip


def _sure(problem: Problem, tables: _Tables) -> bool:
    """Whether a fault stands for itself and does not follow from a cell or table that could not be read."""
    record = RECORD_BY_NAME.get(problem.record)
    if record is None:
        return False
    if problem.code == "link.broken":
        meant = next(column.to for column in columns(record) if column.name == problem.column)
        lost = any(one.severity == "error" and not one.record for one in tables.problems)  # it may be any table
        return _read_well(tables, problem.record, problem.column) and all(
            _read_well(tables, target, "code") and (target in tables.frames or not lost) for target in meant
        )
    if problem.code == "key.duplicate":
        return _read_well(tables, problem.record) and not _unread(tables, problem, keys(record))
    if problem.code in _OF_ONE_ROW:
        return _read_well(tables, problem.record) and not _read_otherwise(tables, problem)
    return problem.code == "value.missing" and _read_well(tables, problem.record, problem.column)


def _read_otherwise(tables: _Tables, problem: Problem) -> bool:
    """Whether the numbers or days of the column may all have been read wrong, not single cells left unread."""
    faults = (one for one in tables.problems if one.record == problem.record and one.severity == "error")
    return any(one.column == problem.column and one.code != "value.type" for one in faults)


def _unread(tables: _Tables, problem: Problem, names: Sequence[str]) -> bool:
    """Whether a part of the key of either of two rows that seem the same was not read, or nobody knows."""
    faults = [one for one in tables.problems if one.record == problem.record and one.severity == "error"]
    faults = [one for one in faults if one.column in names]
    if any(one.more for one in (problem, *faults)) and faults:
        return True
    other = dict(problem.mend.values).get("row") if problem.mend else None
    return bool({problem.row, other} & {one.row for one in faults})


def _read_well(tables: _Tables, record: str, *names: str) -> bool:
    """Whether the table and every cell of these columns were read."""
    faults = (one for one in tables.problems if one.record == record and one.severity == "error")
    found = (one for one in faults if one.code != "table.note")  # such a row was none of the table's
    return all(one.column not in ("", *names) for one in found)


def _gather(path: Path, tables: _Tables, tell: Progress) -> None:
    """Read all tables at the path."""
    if path.name == NAME and path.is_file():
        path = path.parent
    ending = path.suffix.lower()
    if not path.exists():
        tables.problems.append(Problem("file.missing", str(path), file=path.name))
    elif path.is_dir():
        _folder(path, tables, tell)
    elif ending in WORKBOOKS:
        from edulis.exchange.workbook.sheets import read_tables

        found = read_tables(path)
        if isinstance(found, Problem):
            tables.problems.append(found)
        else:
            _sheets(found, tables, tell)
    elif ending in ENDINGS:
        record = record_called(path.stem)
        if record is None:
            mend = Text("Call the file by the record that it holds, for instance trade.csv.")
            tables.problems.append(Problem("table.unknown", path.stem, mend, file=path.name))
        else:
            _delimited([Source(path, path.name, record)], tables, tell)
    else:
        tables.problems.append(Problem("file.kind", ending, file=path.name))


def _folder(path: Path, tables: _Tables, tell: Progress) -> None:
    if (path / NAME).is_file():
        sources, problems = described(path)
        problems += left_over(path, sources)
    else:
        sources, problems = files_of(path)
    tables.problems += problems
    framed = sorted(path.glob("*.parquet"))
    if sources and framed and not (path / NAME).is_file():
        mend = Text("CSV and Parquet files stand in one folder. Keep one kind.")
        tables.problems.append(Problem("file.kind", framed[0].name, mend, file=path.name))
    elif framed and not sources:
        from edulis.exchange.parquet import read_frames

        found = read_frames(path)
        if isinstance(found, Problem):
            tables.problems.append(found)
        else:
            for record, frame in found.items():
                tables.add(record, frame, Origin(f"{record}.parquet"))
    elif (total := sum(source.path.stat().st_size for source in sources)) > LARGEST:
        tables.problems.append(_large(path.name, total))
    else:
        _delimited(sources, tables, tell)


def _large(file: str, size: int) -> Problem:
    mend = Text("It has {size:,} bytes; {most:,} are read at once.", size=size, most=LARGEST)
    return Problem("file.large", str(size), mend, file=file)


def _sheets(raws: Sequence[RawTable], tables: _Tables, tell: Progress) -> None:
    """The sheets of a workbook, the cluster's own first, since it says in which money amounts are."""
    called = [(record_called(raw.name), raw) for raw in raws]
    for place, (record, raw) in enumerate(sorted(called, key=lambda one: one[0] != "cluster")):
        tell("Reading the sheets", 0.6 * place / len(called))
        if record is None:
            tables.problems.append(_nameless(raw))
        else:
            _take(raw, record, Manner({}, False, *_money(tables)), tables)


def _nameless(raw: RawTable) -> Problem:
    near = likeliest(raw.headings)
    if near is None:
        return Problem("table.unknown", raw.name, sheet=raw.sheet, file=raw.file, severity="doubt")
    mend = Text("Its headings look like those of “{record}”. If it holds these, call it so.", record=TITLES[near])
    return Problem("table.unknown", raw.name, mend, sheet=raw.sheet, file=raw.file)


def _money(tables: _Tables, guarded: bool = False) -> tuple[str, int]:
    """The money of the cluster and how many digits follow its point; a package of our own holds minor units."""
    cluster = tables.frames.get("cluster")
    if cluster is None or not cluster.height:
        return "", 0
    currency, digits = money_of(cluster.row(0, named=True))
    return currency, 0 if guarded else digits


def _take(raw: RawTable, record: str, manner: Manner, tables: _Tables) -> None:
    found = understood(raw, record, manner)
    tables.problems += found.problems
    tables.add(record, found.frame, Origin(raw.file, raw.sheet, found.raw.rows))


def _delimited(sources: Sequence[Source], tables: _Tables, tell: Progress) -> None:
    ordered = sorted(sources, key=lambda source: source.record != "cluster")
    whole = sum(source.path.stat().st_size for source in sources) or 1
    done = 0
    for source in ordered:
        size = source.path.stat().st_size
        if size > LARGEST:
            tables.problems.append(_large(source.file, size))
        else:
            _file(source, tables)
        done += size
        tell("Reading the files", 0.7 * done / whole)


def _file(source: Source, tables: _Tables) -> None:
    data = source.path.read_bytes()
    manner = Manner(source.decimals, source.guarded, *_money(tables, source.guarded))
    if source.encoding.lower().replace("_", "-") in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        frame = clean_frame(data, source.record, manner, source.separator)
        if frame is not None:
            tables.add(source.record, frame, Origin(source.file, "", np.arange(2, frame.height + 2)))
            return
    found = _text(source, data)
    if isinstance(found, Problem):
        tables.problems.append(replace(found, file=source.file, record=source.record))
        return
    raw = raw_table(found, source.path.stem, source.file, source.record, source.separator)
    if isinstance(raw, list):
        tables.problems += raw
        return
    _take(raw, source.record, manner, tables)


def _text(source: Source, data: bytes) -> str | Problem:
    """The text of a file; where a package of our own says UTF-8, letter by letter as it was written."""
    if source.guarded and source.encoding.lower() in ("utf-8", "utf8"):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as trouble:
            return Problem("file.broken", data[trouble.start : trouble.start + 4].hex(" "))
    found = decode(data, source.encoding or None)
    return found if isinstance(found, Problem) else found.text
