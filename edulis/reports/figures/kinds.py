"""Kinds of actor as dots on two arcs, joined by what they trade; dashed and in colour where they do not talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sin, sqrt

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, INK, MUTED, PAPER, SMALL, Canvas

ROW = 48.0
LARGEST = 17.0  # radius of the largest dot
THICKEST = 11.0
ARC = 0.9  # how far an arc within a column reaches, for its length
ASIDE = 1.6  # rows that a tie within a column counts more: arcs are harder to follow than lines across


@dataclass(frozen=True, slots=True)
class Dot:
    """A kind of actor: how many enterprises are of it."""

    code: str
    label: str
    size: float
    amount: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Trade between two kinds; silent where most of it goes on without talk."""

    one: str
    other: str
    weight: float
    silent: bool | None = None  # None: not known whether they talk


def kind_network(
    dots: Sequence[Dot],
    ties: Sequence[Tie],
    *,
    title: str,
    description: str,
    legend: tuple[str, str],  # they talk; most of it without talk
    width: float = 680.0,
) -> str:
    """A network of kinds: the order on the two arcs is the one with the shortest ties that exchange of two can find."""
    half = (len(dots) + 1) // 2
    height = max(half, 2) * ROW + 20
    places = _places([dot.code for dot in dots], ties, half, width, height)
    canvas = Canvas(width, height + 28)
    most = max([1.0, *(tie.weight for tie in ties)])
    for tie in sorted(ties, key=lambda each: (bool(each.silent), -each.weight, each.one, each.other)):
        (x1, y1), (x2, y2) = places[tie.one], places[tie.other]
        bend = _bend((x1, y1), (x2, y2), width)
        thick = max(THICKEST * sqrt(tie.weight / most), 1.2)
        canvas.path(
            ("M", x1, y1, "Q", *bend, x2, y2),
            stroke=ACCENT if tie.silent else GREY,
            stroke_width=thick if not tie.silent else max(min(thick, 3.5), 1.6),
            stroke_dasharray="7 5" if tie.silent else None,
            stroke_opacity=0.9 if tie.silent else 0.8,
        )
    large = max((dot.size for dot in dots), default=1.0) or 1.0
    for dot in dots:
        x, y = places[dot.code]
        radius = max(LARGEST * sqrt(dot.size / large), 4.0)
        canvas.circle(x, y, radius, DARK, stroke=PAPER, stroke_width=2.0)
        left = x < width / 2
        edge = x - LARGEST - 7 if left else x + LARGEST + 7
        words = lettering.wrap(dot.label, (edge if left else width - edge) - 2, SMALL, bold=True)[:2]
        top = y - (len(words) + 1) * SMALL * lettering.LINE / 2 + SMALL * lettering.ASCENT
        top = canvas.lines(edge, top, words, size=SMALL, bold=True, anchor="end" if left else None)
        canvas.text(edge, top, dot.amount, size=SMALL, fill=MUTED, anchor="end" if left else None)
    _legend(canvas, legend, height + 18)
    return canvas.svg(title, description)


def _bend(one: tuple[float, float], other: tuple[float, float], width: float) -> tuple[float, float]:
    """Where a tie is pulled to: across, hardly off the straight line; within a column, to an arc as wide as it is long,
    so that arcs from one dot lie inside each other.
    """
    (x1, y1), (x2, y2) = one, other
    if (x1 < width / 2) != (x2 < width / 2):
        return (width / 2 + (x1 + x2) / 2) / 2, (y1 + y2) / 2
    out = min(ARC * abs(y2 - y1) + LARGEST, width * 0.24)
    return (max(x1, x2) + out if x1 < width / 2 else min(x1, x2) - out), (y1 + y2) / 2


def _legend(canvas: Canvas, legend: tuple[str, str], y: float) -> None:
    x = 0.0
    for words, silent in zip(legend, (False, True), strict=True):
        if not words:
            continue
        canvas.line(x, y, x + 30, y, ACCENT if silent else GREY, stroke_width=4.0 if not silent else 2.5,
                    stroke_dasharray="7 5" if silent else None)  # fmt: skip
        canvas.text(x + 38, y + 4, words, size=SMALL, fill=INK)
        x += 38 + lettering.width(words, SMALL) + 28


def _places(
    codes: Sequence[str], ties: Sequence[Tie], half: int, width: float, height: float
) -> dict[str, tuple[float, float]]:
    """Seats on a left and a right arc, evenly apart from top to bottom, so that labels beside them never meet."""
    label_room = min(width * 0.27, 190.0)
    bulge = min(width * 0.05, 34.0)
    seats = []
    for side in (0, 1):
        rows = half if side == 0 else len(codes) - half
        for row in range(rows):
            y = 10 + ROW / 2 + row * (height - 20 - ROW) / max(rows - 1, 1) if rows > 1 else height / 2
            out = bulge * sin(pi * (row + 0.5) / max(rows, 1))
            x = label_room + LARGEST + bulge - out
            seats.append((x if side == 0 else width - x, y))
    return dict(zip(_seated(codes, ties, seats), seats, strict=True))


def _seated(codes: Sequence[str], ties: Sequence[Tie], seats: Sequence[tuple[float, float]]) -> list[str]:
    order = list(codes)
    pairs = [(tie.one, tie.other, sqrt(max(tie.weight, 0.0))) for tie in ties]

    middle = sum(x for x, _ in seats) / max(len(seats), 1)

    def length(names: Sequence[str]) -> float:
        at = dict(zip(names, seats, strict=True))
        return sum(
            weight
            * (
                sqrt((at[one][0] - at[other][0]) ** 2 * 0.35 + (at[one][1] - at[other][1]) ** 2)
                + (ASIDE * ROW if (at[one][0] < middle) == (at[other][0] < middle) else 0.0)
            )
            for one, other, weight in pairs
        )

    now, better = length(order), True
    while better:
        better = False
        for i in range(len(order)):
            for j in range(i + 1, len(order)):
                order[i], order[j] = order[j], order[i]
                tried = length(order)
                if tried < now * (1 - 1e-9):
                    now, better = tried, True
                else:
                    order[i], order[j] = order[j], order[i]
    return order
