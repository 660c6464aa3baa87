"""Everything that is somebody's own as one file: a page to read, and tables for other programs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

import polars as pl
from django.template.loader import render_to_string
from django.utils import timezone

from edulis.exchange.tables.formulas import guarded
from edulis.web.kit.belongings import Belonging, Leaver, as_rows, brought, in_order
from edulis.web.kit.giving import ENDINGS
from edulis.web.kit.tongue import current, say


def gathered(leaver: Leaver) -> list[tuple[Belonging, list[Any]]]:
    """Their rows, table by table, from the person down to the keys of what they sent."""
    found = []
    for one in reversed(in_order()):
        rows = list(one.rows(leaver).order_by("pk"))
        if rows:
            found.append((one, rows))
    return found


def packed(leaver: Leaver) -> bytes:
    """The file: `read-me.html`, `data.json`, a CSV for each table, pictures and sounds, and what rooms bring."""
    out, told, pages = io.BytesIO(), {}, []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for one, rows in gathered(leaver):
            label, lines = one.model._meta.label_lower, as_rows(one, rows, leaver)
            told[label] = lines
            made.writestr(f"tables/{label}.csv", _csv(lines))
            files = dict(_files(one, rows))
            for name, content in files.items():
                made.writestr(f"files/{name}", content)
            heads = [name for name in lines[0] if any(line[name] not in (None, "", False) for line in lines)]
            shown = [[line[name] for name in heads] for line in lines]
            pages.append({"title": say(one.title), "heads": heads, "rows": shown, "files": list(files)})
        extra = []
        for path, content in brought(leaver):
            made.writestr(path, content)
            extra.append(path)
        made.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1, default=str))
        about = {"name": leaver.person.kept_name or leaver.person.name, "today": timezone.localdate()}
        page = {**about, "parts": pages, "language": current(), "extra": extra}
        made.writestr("read-me.html", render_to_string("people/along.html", page))
    return out.getvalue()


def _files(one: Belonging, rows: Iterable[Any]) -> Iterable[tuple[str, bytes]]:
    if one.file is None:
        return
    column, ending = one.file
    for row in rows:
        if content := bytes(getattr(row, column) or b""):
            kind = ENDINGS.get(getattr(row, "kind", ""), ending)
            yield f"{one.model._meta.model_name}-{row.pk}.{kind}", content


def _csv(lines: list[dict[str, Any]]) -> bytes:
    """The rows with a head, no cell of which a spreadsheet takes for a formula."""
    told = pl.DataFrame({name: [_cell(line[name]) for line in lines] for name in lines[0]}, strict=False)
    texts = told.with_columns(guarded(pl.col(pl.String)))
    return texts.write_csv(include_bom=True).encode("utf-8")


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
