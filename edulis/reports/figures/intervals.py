"""Rows with a value and how sure it is: bars for amounts, dots for shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, INK, MUTED, RULE, SMALL, Canvas
from edulis.reports.figures.scale import ticks


@dataclass(frozen=True, slots=True)
class Row:
    """One value with its 95 % interval and what it is the value of."""

    label: str
    value: float
    low: float | None = None
    high: float | None = None
    remark: str = ""  # n, or the value in words
    marked: bool = False


def bars(
    rows: Sequence[Row], say: Callable[[float], str], *, title: str, description: str, axis: str, width: float = 680.0
) -> str:
    """Bars from zero, each with the whisker of its interval."""
    return _rows(rows, say, title, description, axis, width, None, dots=False)


def dots(
    rows: Sequence[Row],
    say: Callable[[float], str],
    *,
    title: str,
    description: str,
    axis: str,
    width: float = 680.0,
    top: float = 1.0,
) -> str:
    """Dots on a scale from nothing to `top`, each with the line of its interval."""
    return _rows(rows, say, title, description, axis, width, top, dots=True)


def _rows(
    rows: Sequence[Row],
    say: Callable[[float], str],
    title: str,
    description: str,
    axis: str,
    width: float,
    top: float | None,
    *,
    dots: bool,
) -> str:
    narrow = width < 480
    left = 8.0 if narrow else 236.0
    remark = max((lettering.width(row.remark, SMALL) for row in rows), default=0.0) + 20
    right = width - (14.0 if narrow else max(remark, 20.0))
    largest = top or max((max(row.value, row.high or 0.0) for row in rows), default=1.0) or 1.0
    marks = ticks(largest, 4 if narrow else 5)
    largest = max(largest, marks[-1])
    scale = (right - left) / largest
    room = width - remark if narrow else left - 14
    wrapped = [lettering.wrap(row.label, room, SMALL, bold=row.marked)[:3] for row in rows]
    talls = [len(words) * SMALL * lettering.LINE + (22 if narrow else 0) for words in wrapped]
    talls = [max(tall + 7, 24.0) for tall in talls]
    canvas = Canvas(width, sum(talls) + 44)
    bottom = sum(talls) + 4
    for tick in marks:
        x = left + tick * scale
        canvas.line(x, 0, x, bottom, RULE, stroke_width=1.0)
        said = say(tick)
        half = lettering.width(said, SMALL) / 2
        canvas.text(min(max(x, half), width - half), bottom + 15, said, size=SMALL, fill=MUTED, anchor="middle")
    canvas.text(left if not narrow else 0, bottom + 33, axis, size=SMALL, fill=MUTED)
    at = 0.0
    for row, words, tall in zip(rows, wrapped, talls, strict=True):
        _row(canvas, row, words, at, tall, left, right, scale, narrow=narrow, dots=dots)
        at += tall
    return canvas.svg(title, description)


def _row(
    canvas: Canvas, row: Row, words: list[str], at: float, tall: float, left: float, right: float, scale: float, *,
    narrow: bool, dots: bool,
) -> None:  # fmt: skip
    line = SMALL * lettering.LINE
    if narrow:
        canvas.lines(0, at + 14, words, size=SMALL, bold=row.marked, halo=True)
        y = at + len(words) * line + 14
    else:
        y = at + tall / 2
        first = y - (len(words) - 1) * line / 2 + SMALL * 0.35
        canvas.lines(left - 14, first, words, size=SMALL, bold=row.marked, anchor="end")
    fill = ACCENT if row.marked else DARK
    x = left + row.value * scale
    if not dots:
        canvas.rect(left, y - 7.5, max(x - left, 1.0), 15, ACCENT if row.marked else GREY)
    if row.low is not None and row.high is not None:
        ends = left + max(row.low, 0.0) * scale, min(left + row.high * scale, right)
        canvas.line(ends[0], y, ends[1], y, INK if not dots else fill, stroke_width=1.5 if not dots else 3.0,
                    stroke_opacity=1.0 if not dots else 0.45)  # fmt: skip
        if not dots:
            for end in ends:
                canvas.line(end, y - 4, end, y + 4, INK, stroke_width=1.5)
    if dots:
        canvas.circle(x, y, 6.5, fill)
    if row.remark:
        if narrow:
            canvas.text(right + 14, at + 14, row.remark, size=SMALL, fill=MUTED, anchor="end", halo=True)
        else:
            canvas.text(right + 12, y + 4, row.remark, size=SMALL, fill=MUTED)
