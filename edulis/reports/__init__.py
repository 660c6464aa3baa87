"""Results told on paper: reports as PDF and HTML."""

from __future__ import annotations

from edulis.reports.cluster_report import build, tell, write
from edulis.reports.html import to_html
from edulis.reports.tree import Report
from edulis.reports.typst import to_pdf

__all__ = ["Report", "build", "tell", "to_html", "to_pdf", "write"]
