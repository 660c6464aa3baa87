"""The tables of answers out into a folder of CSV files, with an index of their units and methods."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from edulis.engine.answer import Answer
from edulis.exchange.atomic import new_folder
from edulis.exchange.writing import write_csv
from edulis.schema import Language, Text
from edulis.schema.reason import ToldError

INDEX = "answers.json"
FIGURES = "figures"  # the findings as a table


def write_answers(answers: Mapping[str, Answer], folder: Path, language: Language = "en") -> tuple[str, ...]:
    """Write `<question>.<table>.csv` for every table that has rows, and `answers.json`; gives the names written.

    `<question>.figures.csv` has the findings, one row each, for those who would rather not read JSON.

    Lists stand in one cell, divided by `; `. What is no number is left empty. The folder's old content is replaced as a
    whole; raises OSError where it holds anything else than such answers.
    """
    if folder.exists() and not (folder.is_dir() and _is_ours(folder)):
        raise ToldError(errno.EEXIST, Text("the folder holds other things too; choose another name"), str(folder))
    index: dict[str, object] = {}
    names: list[str] = []
    with new_folder(folder) as draft:
        for code, answer in answers.items():
            files = {}
            for name, frame in answer.tables.items():
                if frame.height and frame.width:
                    files[name] = f"{code}.{name}.csv"
                    write_csv(_flat(frame), draft / files[name])
            if answer.findings:
                files[FIGURES] = f"{code}.{FIGURES}.csv"
                write_csv(_flat(answer.figures(language)), draft / files[FIGURES])
            told = answer.as_dict(language)
            index[code] = told | {"units": dict(answer.units), "tables": files}
            names += files.values()
        written = json.dumps({"edulis": "answers", "questions": index}, ensure_ascii=False, indent=1, default=str)
        (draft / INDEX).write_text(written + "\n", encoding="utf-8")
    return (*names, INDEX)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells that a delimited file can hold."""
    kept = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype.is_float():
            column = pl.when(column.is_finite()).then(column).alias(name)
        elif isinstance(dtype, pl.List):
            column = column.cast(pl.List(pl.String)).list.join("; ")
        elif dtype.is_nested():
            column = column.map_elements(str, return_dtype=pl.String)
        kept.append(column)
    return frame.select(kept)


def _is_ours(folder: Path) -> bool:
    parts = {part.name for part in folder.iterdir()}
    if not parts:
        return True
    try:
        index = json.loads((folder / INDEX).read_bytes())
        files = {file for one in index["questions"].values() for file in one["tables"].values()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return index.get("edulis") == "answers" and parts <= {INDEX, *files}
