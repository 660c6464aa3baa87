"""Bars made of parts: a whole and who or what it falls to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, MUTED, PALE, PAPER, RULE, SMALL, Canvas
from edulis.reports.figures.scale import ticks

FILLS = (ACCENT, DARK, GREY, PALE)
BAR = 17.0
SWATCH = 12.0


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: what it is of, its parts in the order of the key, and the whole in words."""

    label: str
    parts: tuple[float, ...]
    remark: str = ""


def stacks(
    rows: Sequence[Stack],
    key: Sequence[str],
    say: Callable[[float], str],
    *,
    title: str,
    description: str,
    axis: str,
    width: float = 680.0,
) -> str:
    """Stacked bars from zero; at most four parts, the first in the accent colour."""
    narrow = width < 480
    left = 4.0 if narrow else 176.0
    remark = max((lettering.width(row.remark, SMALL) for row in rows), default=0.0) + 16
    right = width - (10.0 if narrow else max(remark, 20.0))
    marks = ticks(max((sum(row.parts) for row in rows), default=1.0) or 1.0, 4 if narrow else 5)
    scale = (right - left) / marks[-1]
    head = _key_height(key, width if narrow else width - left) + 6
    room = width - remark if narrow else left - 14
    wrapped = [lettering.wrap(row.label, room, SMALL)[:2] for row in rows]
    talls = [max(len(words) * SMALL * lettering.LINE + (26 if narrow else 8), 27.0) for words in wrapped]
    bottom = head + sum(talls) + 4
    canvas = Canvas(width, bottom + 40)
    _key(canvas, key, 0.0 if narrow else left, width)
    for mark in marks:
        x = left + mark * scale
        canvas.line(x, head, x, bottom, RULE, stroke_width=1.0)
        half = lettering.width(say(mark), SMALL) / 2
        canvas.text(min(max(x, half), width - half), bottom + 15, say(mark), size=SMALL, fill=MUTED, anchor="middle")
    canvas.text(0.0 if narrow else left, bottom + 33, lettering.shorten(axis, width - (0 if narrow else left), SMALL),
                size=SMALL, fill=MUTED)  # fmt: skip
    at = head
    for row, words, tall in zip(rows, wrapped, talls, strict=True):
        if narrow:
            canvas.lines(0, at + 14, words, size=SMALL, halo=True)
            canvas.text(width, at + 14, row.remark, size=SMALL, fill=MUTED, anchor="end", halo=True)
            y = at + len(words) * SMALL * lettering.LINE + 14
        else:
            y = at + tall / 2
            first = y - (len(words) - 1) * SMALL * lettering.LINE / 2 + SMALL * 0.35
            canvas.lines(left - 12, first, words, size=SMALL, anchor="end")
            canvas.text(left + sum(row.parts) * scale + 8, y + 4, row.remark, size=SMALL, fill=MUTED, halo=True)
        x = left
        for part, fill in zip(row.parts, FILLS, strict=False):
            if part > 0:
                canvas.rect(x, y - BAR / 2, max(part * scale, 0.8), BAR, fill, stroke=PAPER, stroke_width=0.8)
            x += part * scale
        at += tall
    return canvas.svg(title, description)


def _seats(key: Sequence[str], width: float) -> list[tuple[float, int]]:
    """Where each word of the key begins, and in which line."""
    seats: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for words in key:
        long = SWATCH + 6 + lettering.width(words, SMALL) + 18
        if x > 0 and x + long - 18 > width:
            x, line = 0.0, line + 1
        seats.append((x, line))
        x += long
    return seats


def _key_height(key: Sequence[str], width: float) -> float:
    return (max((line for _, line in _seats(key, width)), default=-1) + 1) * 20.0


def _key(canvas: Canvas, key: Sequence[str], left: float, width: float) -> None:
    for words, fill, (x, line) in zip(key, FILLS, _seats(key, width - left), strict=False):
        canvas.rect(left + x, line * 20.0 + 1, SWATCH, SWATCH, fill, stroke=MUTED, stroke_width=0.5)
        canvas.text(left + x + SWATCH + 6, line * 20.0 + 11.5, words, size=SMALL)
