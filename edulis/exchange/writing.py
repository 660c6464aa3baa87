"""A cluster out into files: a workbook, a data package or a folder of Parquet files."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.exchange import datapackage, parquet
from edulis.exchange.atomic import new_file, new_folder
from edulis.exchange.tables.formulas import guarded
from edulis.schema import RECORD_BY_NAME, Language, Text, columns
from edulis.schema.reason import ToldError

Progress = Callable[[str, float], None]


def _silent(_stage: str, _share: float) -> None:
    """Progress that nobody watches."""


def write(
    cluster: Cluster,
    path: Path,
    *,
    language: Language = "en",
    personal: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write the cluster; the path's ending decides the form: `.xlsx`, `.parquet` (a folder), else a data package.

    Columns that name or reach people stay empty unless `personal`. The old content of the path is replaced as a whole
    or not at all. Raises OSError for a folder that holds anything Edulis did not write and for a text or table that a
    workbook cannot hold, and ValueError for NaN or infinity, which no file but Parquet can hold.
    """
    progress = progress or _silent
    frames = {name: _shared(name, table, personal) for name, table in cluster.tables.items()}
    ending = path.suffix.lower()
    if ending == ".xlsx":
        from edulis.exchange.workbook.filling import fill

        for frame in frames.values():
            _refuse_infinite(frame)
        with new_file(path) as draft:
            fill(frames, draft, language, progress=progress)
    elif ending == ".parquet":
        _refuse_strange(path, parquet.is_ours)
        with new_folder(path) as folder:
            progress("Writing the tables", 0.1)
            parquet.write_frames(
                {name: frame for name, frame in frames.items() if frame.height or name == "cluster"}, folder
            )
    else:
        _refuse_strange(path, datapackage.is_ours)
        with new_folder(path) as folder:
            _write_package(frames, folder, cluster, language, personal, progress)
    progress("Written", 1.0)


def _shared(record: str, table: pl.DataFrame, personal: bool) -> pl.DataFrame:
    hidden = [] if personal else [column.name for column in columns(RECORD_BY_NAME[record]) if column.personal]
    return table.with_columns(pl.lit(None, table.schema[name]).alias(name) for name in hidden)


def _refuse_strange(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """A folder may be replaced when it is empty, or when Edulis wrote all that lies in it."""
    if path.is_dir() and any(path.iterdir()) and not is_ours(path):
        raise ToldError(errno.EEXIST, Text("the folder holds other things too; choose another name"), str(path))
    if path.exists() and not path.is_dir():
        raise ToldError(errno.EEXIST, Text("a file of this name is there; choose another name"), str(path))


def _write_package(
    frames: dict[str, pl.DataFrame],
    folder: Path,
    cluster: Cluster,
    language: Language,
    personal: bool,
    progress: Progress,
) -> None:
    records = datapackage.needed([name for name, frame in frames.items() if frame.height or name == "cluster"])
    for place, name in enumerate(records):
        progress("Writing the tables", place / len(records))
        write_csv(frames[name], folder / f"{name}.csv")
    description = datapackage.descriptor(records, language, about=cluster.about, personal=personal)
    (folder / datapackage.NAME).write_bytes(datapackage.as_file(description))


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """The table as UTF-8 with commas, no text of which can act as a formula; raises ValueError for NaN or infinity."""
    _refuse_infinite(frame)
    safe = frame.with_columns(guarded(pl.col(pl.String)))
    safe.write_csv(path, line_terminator="\n", quote_style="necessary")


def _refuse_infinite(frame: pl.DataFrame) -> None:
    for name, dtype in frame.schema.items():
        if dtype.is_float() and not frame[name].drop_nulls().is_finite().all():
            raise ValueError(f"{name} holds a value that is no number")
