"""One row checked before it is kept: with the rows it refers to, and against another row that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db.models import Q

from edulis.engine.check import check
from edulis.engine.cluster import Cluster, polars_schema
from edulis.schema import RECORD_BY_NAME, Problem, Text, columns, keys
from edulis.web.enterprises.loading import about
from edulis.web.enterprises.models import ROWS
from edulis.web.people.models import Cluster as Village

SAME = Text("Another row says the same of these. Change that one, or mend what tells them apart.")
USED = Text("Other rows refer to this one. Take those away first.")


def problems_of(village: Village, record: str, values: Mapping[str, Any], number: int | None = None) -> list[Problem]:
    """What is wrong with a row that somebody wants to keep, errors first; `number`: the row that it replaces."""
    frames = {"cluster": about(village), record: _frame(record, [dict(values)])}
    for target, codes in _meant(record, values).items():
        found = ROWS[target]._default_manager.filter(of=village, gone=None, code__in=codes)
        rows = [{name: getattr(row, name) for name in polars_schema(target)} for row in found]
        frames[target] = pl.concat([frames[target], _frame(target, rows)]) if target in frames else _frame(target, rows)
    found_here = [one for one in check(Cluster.of(frames)) if one.record == record and one.row in (None, 2)]
    found_here = [one for one in found_here if one.code != "key.duplicate"]
    same = ROWS[record]._default_manager.filter(
        of=village, gone=None, **{name: values.get(name) for name in keys(RECORD_BY_NAME[record])}
    )
    if same.exclude(pk=number).exists():
        found_here.append(Problem("key.duplicate", mend=SAME, record=record))
    return sorted(found_here, key=lambda one: one.severity != "error")


def _frame(record: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(polars_schema(record)), orient="row")


def _meant(record: str, values: Mapping[str, Any]) -> dict[str, set[str]]:
    """The codes that the row refers to, by the records in which they may stand."""
    meant: dict[str, set[str]] = {}
    for column in columns(RECORD_BY_NAME[record]):
        if column.to and values.get(column.name):
            for target in column.to:
                meant.setdefault(target, set()).add(values[column.name])
    return meant


def referred_to(village: Village, record: str, code: str) -> bool:
    """Whether a kept row refers to this code of that record."""
    for name, model in ROWS.items():
        asked = Q()
        for column in columns(RECORD_BY_NAME[name]):
            if record in column.to:
                asked |= Q(**{column.name: code})
        if asked and model._default_manager.filter(asked, of=village, gone=None).exists():
            return True
    return False
