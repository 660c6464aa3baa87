"""Dots on two scales, each with its name where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, INK, MUTED, PAPER, RULE, SMALL, Canvas
from edulis.reports.figures.scale import around

Box = tuple[float, float, float, float]
LARGEST = 15.0


@dataclass(frozen=True, slots=True)
class Point:
    """One dot: where it lies, how large it is, and what it is."""

    label: str
    x: float
    y: float
    size: float
    marked: bool = False


def scatter(
    points: Sequence[Point],
    say: tuple[Callable[[float], str], Callable[[float], str]],
    axes: tuple[str, str],
    *,
    title: str,
    description: str,
    width: float = 680.0,
    height: float = 330.0,
) -> str:
    """Dots whose area grows with their size; `say` and `axes` are for x and y."""
    marks_x = around(min(p.x for p in points), max(p.x for p in points), 4 if width < 480 else 6)
    marks_y = around(min(p.y for p in points), max(p.y for p in points), 5)
    left = max(lettering.width(say[1](mark), SMALL) for mark in marks_y) + 12
    head, foot = 26.0, 48.0
    wide, tall = width - left - 24, height - head - foot
    canvas = Canvas(width, height)

    def across(x: float) -> float:
        return left + 8 + (x - marks_x[0]) / (marks_x[-1] - marks_x[0]) * (wide - 8)

    def down(y: float) -> float:
        return head + tall - (y - marks_y[0]) / (marks_y[-1] - marks_y[0]) * tall

    canvas.text(0, 12, lettering.shorten(axes[1], width, SMALL), size=SMALL, fill=MUTED)
    for mark in marks_y:
        canvas.line(left, down(mark), left + wide, down(mark), RULE, stroke_width=1.0)
        canvas.text(left - 8, down(mark) + 4, say[1](mark), size=SMALL, fill=MUTED, anchor="end")
    canvas.line(left, head + tall, left + wide, head + tall, INK, stroke_width=1.0)
    for mark in marks_x:
        canvas.line(across(mark), head + tall, across(mark), head + tall + 5, INK, stroke_width=1.0)
        canvas.text(across(mark), head + tall + 19, say[0](mark), size=SMALL, fill=MUTED, anchor="middle")
    canvas.text(left, height - 6, lettering.shorten(axes[0], width - left, SMALL), size=SMALL, fill=MUTED)
    most = max(point.size for point in points) or 1.0
    seats = [(across(p.x), down(p.y), max(LARGEST * sqrt(p.size / most), 4.0)) for p in points]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in seats]
    for point, (x, y, radius) in sorted(zip(points, seats, strict=True), key=lambda each: -each[0].size):
        canvas.circle(x, y, radius, ACCENT if point.marked else DARK, stroke=PAPER, stroke_width=1.5)
    first = sorted(zip(points, seats, strict=True), key=lambda each: (not each[0].marked, -each[0].size))
    for point, (x, y, radius) in first:
        _name(canvas, point, (x, y, radius), taken, (left, head, left + wide + 22, head + tall))
    return canvas.svg(title, description)


def _name(canvas: Canvas, point: Point, seat: tuple[float, float, float], taken: list[Box], within: Box) -> None:
    x, y, radius = seat
    long, tall = lettering.width(point.label, SMALL, point.marked), SMALL * 1.1
    ways = [(x + radius + 4, y - tall / 2), (x - radius - 4 - long, y - tall / 2)]
    ways += [(x - long / 2, y - radius - 3 - tall), (x - long / 2, y + radius + 3)]
    ways += [(x + radius, y - radius - tall), (x + radius, y + radius), (x - radius - long, y - radius - tall),
             (x - radius - long, y + radius)]  # fmt: skip
    for left, top in ways:
        box = (left, top, left + long, top + tall)
        inside = left >= within[0] and box[2] <= within[2] and top >= within[1] - 8 and box[3] <= within[3]
        own = (x - radius, y - radius, x + radius, y + radius)
        free = all(
            box[2] <= a or box[0] >= c or box[3] <= b or box[1] >= d for a, b, c, d in taken if (a, b, c, d) != own
        )
        if inside and free:
            taken.append(box)
            canvas.text(left, top + SMALL * 0.9, point.label, size=SMALL, bold=point.marked, halo=True)
            return
