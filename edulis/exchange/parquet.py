"""A cluster as a folder of Parquet files, one for each record, in the declared types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from edulis.engine.cluster import polars_schema
from edulis.schema import RECORD_BY_NAME, Problem, Text, title_of

MARK = "edulis.record"  # in the metadata of each file
_LARGEST = 1 << 29  # bytes that a small file may unpack to; a larger one 50 times its size
_CELL = 16  # bytes in memory


def write_frames(frames: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write each record's table to a file of its name."""
    for record, frame in frames.items():
        metadata = {MARK: record, "edulis.title": title_of(RECORD_BY_NAME[record])}
        frame.write_parquet(folder / f"{record}.parquet", compression="zstd", metadata=metadata)


def read_frames(path: Path) -> dict[str, pl.DataFrame] | Problem:
    """The tables of a folder of Parquet files by record, in the declared types; or the first thing that is wrong."""
    if not path.is_dir():
        return Problem("file.missing", file=path.name)
    frames: dict[str, pl.DataFrame] = {}
    for part in sorted(path.glob("*.parquet")):
        if part.stem not in RECORD_BY_NAME:
            return Problem("table.unknown", part.stem, file=part.name)
        found = _read(part)
        if isinstance(found, Problem):
            return found
        frames[part.stem] = found
    return frames or Problem("file.empty", file=path.name)


def is_ours(folder: Path) -> bool:
    """Whether Edulis wrote this folder of Parquet files and nothing else lies in it."""
    parts = list(folder.iterdir())
    try:
        return bool(parts) and all(pl.read_parquet_metadata(part).get(MARK) == part.stem for part in parts)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return False


def _read(part: Path) -> pl.DataFrame | Problem:
    record, size = part.stem, part.stat().st_size
    wanted = polars_schema(record)
    try:
        table = pl.scan_parquet(part, glob=False, hive_partitioning=False)
        there = table.collect_schema()
        if unknown := [name for name in there if name not in wanted]:
            return Problem("column.unknown", unknown[0], record=record, file=part.name, column=unknown[0])
        rows = table.select(pl.len()).collect().item()
        if rows * len(wanted) * _CELL > max(_LARGEST, 50 * size):
            return Problem("file.large", Text("{rows:,} rows", rows=rows).say(), record=record, file=part.name)
        frame = table.collect()
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as trouble:
        return Problem("file.broken", str(trouble).partition("\n")[0][:120], file=part.name)
    for name, dtype in wanted.items():
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype).alias(name))
        elif frame[name].dtype != dtype:
            try:
                frame = frame.with_columns(_fitting(frame[name], dtype))
            except pl.exceptions.PolarsError:
                found = str(frame[name].dtype)
                return Problem("value.type", found, record=record, column=name, file=part.name)
    return frame.select(list(wanted))


def _fitting(values: pl.Series, dtype: pl.DataType) -> pl.Series:
    """The values in the declared type, where nothing of them is lost."""
    cast = values.cast(dtype, strict=True)
    if values.dtype.is_nested() or not cast.cast(values.dtype, strict=True).equals(values, null_equal=True):
        raise pl.exceptions.InvalidOperationError(f"{values.name} does not fit")
    return cast
