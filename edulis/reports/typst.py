"""The tree as a PDF: its words go as data into one fixed Typst template, never into Typst code."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from edulis.reports import tree
from edulis.schema import Language, translate

TEMPLATE = Path(__file__).parent / "report.typ"


def to_pdf(report: tree.Report) -> bytes:
    """The report as an accessible (PDF/UA-1) A4 document: the same bytes for the same report."""
    import typst
    from fontpkg_be_vietnam_pro import ROOT

    data = plain(report)
    data["words"] = _words(report.language)
    data["day"] = [report.day.year, report.day.month, report.day.day] if report.day else None
    press = typst.Compiler(
        TEMPLATE,
        sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
        font_paths=[Path(ROOT) / "files"],
        ignore_system_fonts=True,
    )
    pdf = press.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no document")
    return pdf


def plain(node: Any) -> Any:
    """A node of the tree as plain values; each knows the name of its kind."""
    if is_dataclass(node):
        values = {field.name: plain(getattr(node, field.name)) for field in fields(node)}
        return {"node": type(node).__name__.lower(), **values}
    if isinstance(node, frozenset):
        return sorted(node)
    if isinstance(node, tuple):
        return [plain(child) for child in node]
    return node if isinstance(node, str | bool | int | float) else None


def _words(language: Language) -> dict[str, str]:
    """What the template itself says."""
    return {
        "behind": translate("The figures behind the pictures", language),
        "more": translate("{n} more rows stand in the HTML edition", language),
    }
