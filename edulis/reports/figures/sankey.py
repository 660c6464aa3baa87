"""Bands as wide as the flows between kinds, from suppliers on the left to markets on the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, INK, MUTED, SMALL, Canvas
from edulis.reports.figures.layers import Link, columns, order

BAR = 9.0  # width of a node
GAP = 10.0  # least room between two nodes of a column
LAST_ROOM = 118.0  # for the labels beside the last column


@dataclass(slots=True)
class _Node:
    label: list[str]
    amount: list[str]
    value: float
    x: float = 0.0
    top: float = 0.0  # of its slot, which holds bar and label
    bar: float = 0.0  # height of the bar
    slot: float = 0.0

    @property
    def bar_top(self) -> float:
        return self.top + (self.slot - self.bar) / 2


def sankey(
    links: Sequence[Link],
    labels: Mapping[str, str],
    say: Callable[[float], str],
    *,
    title: str,
    description: str,
    marked: Collection[tuple[str, str]] = (),
    width: float = 680.0,
    height: float = 420.0,
) -> str:
    """A Sankey diagram of links that all point forward; marked links are in the accent colour.

    Columns by longest way, order by barycentres, as in Sugiyama, Tagawa & Toda (1981).
    """
    column = columns(links)
    ranks = order(links, column)
    step = (width - LAST_ROOM - BAR) / max(len(ranks) - 1, 1)
    nodes = _nodes(links, labels, say, column, min(step - BAR - 12, 118.0), len(ranks) - 1)
    scale, tall = _scale(nodes, ranks, height)
    canvas = Canvas(width, tall + 8)
    for number, rank in enumerate(ranks):
        for name in rank:
            nodes[name].x = number * step
    _settle(nodes, ranks, links, scale, tall)
    _bands(canvas, links, nodes, marked, scale)
    for name in sorted(nodes):
        _label(canvas, nodes[name])
    return canvas.svg(title, description)


def _nodes(
    links: Sequence[Link],
    labels: Mapping[str, str],
    say: Callable[[float], str],
    column: Mapping[str, int],
    room: float,
    last: int,
) -> dict[str, _Node]:
    nodes = {}
    for name, at in column.items():
        into = sum(link.value for link in links if link.target == name)
        out = sum(link.value for link in links if link.source == name)
        here = LAST_ROOM - 8 if at == last else room
        words = lettering.wrap(labels[name], here, SMALL, bold=True)
        nodes[name] = _Node(words, lettering.wrap(say(max(into, out)), here, SMALL), max(into, out))
    return nodes


def _scale(nodes: Mapping[str, _Node], ranks: Sequence[Sequence[str]], height: float) -> tuple[float, float]:
    """The largest scale at which every column fits, and the height it then takes, which labels may stretch."""
    least = max(sum(_tall(nodes[name]) + GAP for name in rank) for rank in ranks)
    height = max(height, least * 1.12)
    low, high = 0.0, height / max(sum(nodes[name].value for name in rank) for rank in ranks)
    for _ in range(50):
        middle = (low + high) / 2
        fits = all(
            sum(max(nodes[name].value * middle, _tall(nodes[name])) + GAP for name in rank) <= height for rank in ranks
        )
        low, high = (middle, high) if fits else (low, middle)
    for node in nodes.values():
        node.bar = max(node.value * low, 1.5)
        node.slot = max(node.bar, _tall(node))
    return low, height


def _tall(node: _Node) -> float:
    return (len(node.label) + len(node.amount)) * SMALL * lettering.LINE


def _settle(
    nodes: Mapping[str, _Node], ranks: Sequence[Sequence[str]], links: Sequence[Link], scale: float, tall: float
) -> None:
    """Draw each node towards the middle of its neighbours, then push apart those of a column that overlap."""
    for rank in ranks:
        free = tall - sum(nodes[name].slot for name in rank)
        at = 0.0
        for name in rank:
            at += free / (len(rank) + 1)
            nodes[name].top = at
            at += nodes[name].slot
    for sweep in range(40):
        for rank in ranks if sweep % 2 else reversed(ranks):
            for name in rank:
                total = middle = 0.0
                for link in links:
                    if name in (link.source, link.target):
                        other = nodes[link.target if link.source == name else link.source]
                        middle += (other.top + other.slot / 2) * link.value
                        total += link.value
                nodes[name].top += 0.6 * (middle / total - nodes[name].slot / 2 - nodes[name].top)
            _push_apart([nodes[name] for name in rank], tall)


def _push_apart(column: Sequence[_Node], tall: float) -> None:
    edge = 0.0
    for node in column:
        node.top = max(node.top, edge)
        edge = node.top + node.slot + GAP
    edge = tall
    for node in reversed(column):
        node.top = min(node.top, edge - node.slot)
        edge = node.top - GAP


def _bands(
    canvas: Canvas, links: Sequence[Link], nodes: Mapping[str, _Node], marked: Collection[tuple[str, str]], scale: float
) -> None:
    leaves = {name: node.bar_top for name, node in nodes.items()}
    enters = dict(leaves)
    start: dict[Link, float] = {}
    end: dict[Link, float] = {}
    for link in sorted(links, key=lambda each: (nodes[each.target].top, each.target)):
        start[link] = leaves[link.source] + link.value * scale / 2
        leaves[link.source] += link.value * scale
    for link in sorted(links, key=lambda each: (nodes[each.source].top, each.source)):
        end[link] = enters[link.target] + link.value * scale / 2
        enters[link.target] += link.value * scale
    for link in sorted(links, key=lambda each: ((each.source, each.target) in marked, -each.value)):
        x1, x2 = nodes[link.source].x + BAR, nodes[link.target].x
        half = max(link.value * scale, 1.0)
        y1, y2, bend = start[link], end[link], (x1 + x2) / 2
        loud = (link.source, link.target) in marked
        canvas.path(
            ("M", x1, y1, "C", bend, y1, bend, y2, x2, y2),
            stroke=ACCENT if loud else GREY,
            stroke_width=half,
            stroke_opacity=0.75 if loud else 0.55,
        )


def _label(canvas: Canvas, node: _Node) -> None:
    canvas.rect(node.x, node.bar_top, BAR, node.bar, DARK if node.bar > 3 else INK)
    y = node.top + (node.slot - _tall(node)) / 2 + SMALL * lettering.ASCENT
    y = canvas.lines(node.x + BAR + 5, y, node.label, size=SMALL, bold=True, halo=True)
    canvas.lines(node.x + BAR + 5, y, node.amount, size=SMALL, fill=MUTED, halo=True)
