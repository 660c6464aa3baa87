"""Pictures as plain SVG, each from plain values: the same for pages and for paper."""

from __future__ import annotations

from edulis.reports.figures.agreement import Panel, agreement
from edulis.reports.figures.around import around
from edulis.reports.figures.calendar import Event, Strip, calendar
from edulis.reports.figures.chain import chain
from edulis.reports.figures.changes import changes
from edulis.reports.figures.curves import Curve, curves
from edulis.reports.figures.intervals import Row, bars, dots
from edulis.reports.figures.kinds import Dot, Tie, kind_network
from edulis.reports.figures.layers import Link, forward
from edulis.reports.figures.matrix import Cell, matrix
from edulis.reports.figures.opinions import Opinion, opinions
from edulis.reports.figures.places import Spot, Way, map_of
from edulis.reports.figures.sankey import sankey
from edulis.reports.figures.scatter import Point, scatter
from edulis.reports.figures.stacks import Stack, stacks
from edulis.reports.figures.steps import Step, steps

__all__ = [
    "Cell",
    "Curve",
    "Dot",
    "Event",
    "Link",
    "Opinion",
    "Panel",
    "Point",
    "Row",
    "Spot",
    "Stack",
    "Step",
    "Strip",
    "Tie",
    "Way",
    "agreement",
    "around",
    "bars",
    "calendar",
    "chain",
    "changes",
    "curves",
    "dots",
    "forward",
    "kind_network",
    "map_of",
    "matrix",
    "opinions",
    "sankey",
    "scatter",
    "stacks",
    "steps",
]
