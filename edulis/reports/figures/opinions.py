"""Where groups of people stand in opinion, among the numbers of the statements that place them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, INK, PAPER, RULE, SMALL, Canvas

LARGEST = 34.0
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """A group of people: what it is called, where it stands, how many they are."""

    label: str
    x: float
    y: float
    people: int


def opinions(
    groups: Sequence[Opinion],
    statements: Sequence[tuple[str, float, float]],
    *,
    title: str,
    description: str,
    width: float = 340.0,
    height: float = 320.0,
) -> str:
    """Circles of people whose area grows with their number, on a plane with its middle marked; statements in grey.

    People and statements have a scale each, since one answer alone would lie far outside, and statements lie at the
    root of their distance, so that those near the middle can be told apart: only their sides compare.
    """
    canvas = Canvas(width, height)
    middle, half = (width / 2, height / 2), (width / 2 - LARGEST - 8, height / 2 - LARGEST - 14)
    canvas.line(8, middle[1], width - 8, middle[1], RULE, stroke_width=1.0)
    canvas.line(middle[0], 8, middle[0], height - 8, RULE, stroke_width=1.0)
    most = max((group.people for group in groups), default=1)
    spread = _reach([(group.x, group.y) for group in groups], half)
    taken: list[Box] = []
    seats = []
    for group in sorted(groups, key=lambda each: (-each.people, each.label)):
        x, y = middle[0] + group.x * spread, middle[1] - group.y * spread
        radius = max(LARGEST * sqrt(group.people / most), 9.0)
        seats.append((group, x, y, radius))
        taken.append((x - radius, y - radius, x + radius, y + radius))
        canvas.circle(x, y, radius, ACCENT, fill_opacity=0.22, stroke=ACCENT, stroke_width=2.0)
    for group, x, y, radius in seats:
        _named(canvas, f"{group.label} · {group.people}", (x, y, radius), taken)
    drawn_in = [(name, *_inward(x, y)) for name, x, y in statements]
    far = _reach([(x, y) for _, x, y in drawn_in], (width / 2 - 14, height / 2 - 14))
    for name, x, y in drawn_in:
        _numbered(canvas, name, (middle[0] + x * far, middle[1] - y * far), taken)
    return canvas.svg(title, description)


def _inward(x: float, y: float) -> tuple[float, float]:
    long = hypot(x, y)
    return (x / sqrt(long), y / sqrt(long)) if long else (0.0, 0.0)


def _reach(points: Sequence[tuple[float, float]], half: tuple[float, float]) -> float:
    """How many units a step on the plane is, so that all points lie inside."""
    needed = [abs(x) / half[0] for x, _ in points] + [abs(y) / half[1] for _, y in points]
    return 1.0 / max([*needed, 1e-9])


def _named(canvas: Canvas, words: str, seat: tuple[float, float, float], taken: list[Box]) -> None:
    x, y, radius = seat
    label = lettering.shorten(words, canvas.width - 16, SMALL, bold=True)
    long, tall = lettering.width(label, SMALL, True), SMALL * 1.15
    left = min(max(x - long / 2, 4), canvas.width - long - 4)
    ways = [(left, y + radius + 3), (left, y - radius - 3 - tall), (left, y - tall / 2)]
    ways += [(left, y + radius + 3 + step * tall) for step in (1, 2, 3)]
    for at, top in ways:
        box = (at, top, at + long, top + tall)
        if 2 <= top <= canvas.height - tall and _free(box, [one for one in taken if not _around(one, x, y)]):
            break
    else:
        at, top = ways[0]
    taken.append((at, top, at + long, top + tall))
    canvas.text(at, top + SMALL * 0.95, label, size=SMALL, fill=INK, bold=True, halo=True)


def _numbered(canvas: Canvas, name: str, at: tuple[float, float], taken: list[Box]) -> None:
    """The number of a statement where there is room; the table beside the picture has them all."""
    long, tall = lettering.width(name, SMALL) + 2, SMALL * 1.1
    box = (at[0] - long / 2, at[1] - tall / 2, at[0] + long / 2, at[1] + tall / 2)
    if box[0] < 0 or box[2] > canvas.width or box[1] < 0 or box[3] > canvas.height or not _free(box, taken):
        canvas.circle(at[0], at[1], 1.5, DARK, stroke=PAPER, stroke_width=0.5)
        return
    taken.append(box)
    canvas.text(at[0], at[1] + SMALL * 0.35, name, size=SMALL, fill=DARK, anchor="middle")


def _around(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return all(box[2] <= a or box[0] >= c or box[3] <= b or box[1] >= d for a, b, c, d in taken)
