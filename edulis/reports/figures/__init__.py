"""Pictures as plain SVG, each from plain values: the same for pages and for paper."""

from __future__ import annotations

from edulis.reports.figures.agreement import Panel, agreement
from edulis.reports.figures.calendar import Event, Strip, calendar
from edulis.reports.figures.intervals import Row, bars, dots
from edulis.reports.figures.kinds import Dot, Tie, kind_network
from edulis.reports.figures.layers import Link, forward
from edulis.reports.figures.matrix import Cell, matrix
from edulis.reports.figures.places import Spot, map_of
from edulis.reports.figures.sankey import sankey

__all__ = [
    "Cell",
    "Dot",
    "Event",
    "Link",
    "Panel",
    "Row",
    "Spot",
    "Strip",
    "Tie",
    "agreement",
    "bars",
    "calendar",
    "dots",
    "forward",
    "kind_network",
    "map_of",
    "matrix",
    "sankey",
]
