"""What became more and what became less: dots on both sides of nothing, each with how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, INK, MUTED, RULE, SMALL, Canvas
from edulis.reports.figures.intervals import Row
from edulis.reports.figures.scale import around


def changes(
    rows: Sequence[Row],
    say: Callable[[float], str],
    *,
    title: str,
    description: str,
    axis: str,
    width: float = 680.0,
    most: float = inf,
) -> str:
    """A dot for each change with the line of its interval; a marked one is surely not nothing.

    What lies beyond `most` is drawn there, as a point to the right.
    """
    narrow = width < 480
    left = 10.0 if narrow else 236.0
    remark = max((lettering.width(row.remark, SMALL) for row in rows), default=0.0)
    right = width - (22.0 if narrow or not remark else remark + 26)
    low = min(0.0, *(row.value if row.low is None else row.low for row in rows))
    high = min(max(0.0, *(row.value if row.high is None else row.high for row in rows)), most)
    marks = around(low, high, 4 if narrow else 6)
    scale = (right - left) / (marks[-1] - marks[0])
    room = width - remark - 12 if narrow else left - 14
    wrapped = [lettering.wrap(row.label, room, SMALL, bold=row.marked)[:2] for row in rows]
    talls = [max(len(words) * SMALL * lettering.LINE + (24 if narrow else 8), 28.0) for words in wrapped]
    bottom = sum(talls) + 4
    canvas = Canvas(width, bottom + 40)
    for mark in marks:
        x = left + (mark - marks[0]) * scale
        nothing = abs(mark) < 1e-12
        canvas.line(x, 0, x, bottom, INK if nothing else RULE, stroke_width=1.4 if nothing else 1.0)
        half = lettering.width(say(mark), SMALL) / 2
        canvas.text(min(max(x, half), width - half), bottom + 15, say(mark), size=SMALL, fill=MUTED, anchor="middle")
    canvas.text(0 if narrow else left, bottom + 33, lettering.shorten(axis, width - (0 if narrow else left), SMALL),
                size=SMALL, fill=MUTED)  # fmt: skip
    at = 0.0
    for row, words, tall in zip(rows, wrapped, talls, strict=True):
        y = at + len(words) * SMALL * lettering.LINE + 14 if narrow else at + tall / 2
        if narrow:
            canvas.lines(0, at + 14, words, size=SMALL, bold=row.marked, halo=True)
        else:
            first = y - (len(words) - 1) * SMALL * lettering.LINE / 2 + SMALL * 0.35
            canvas.lines(left - 14, first, words, size=SMALL, bold=row.marked, anchor="end")
        fill = ACCENT if row.marked else DARK
        if row.low is not None and row.high is not None:
            ends = (left + (min(end, high) - marks[0]) * scale for end in (row.low, row.high))
            canvas.line(next(ends), y, next(ends), y, ACCENT if row.marked else GREY, stroke_width=3.5)
        x = left + (min(row.value, high) - marks[0]) * scale
        if row.value > high:
            canvas.path(["M", x - 6, y - 7, "L", x + 7, y, "L", x - 6, y + 7, "Z"], fill=fill)
        else:
            canvas.circle(x, y, 6.0, fill)
        if row.remark and narrow:
            canvas.text(width, at + 14, row.remark, size=SMALL, fill=MUTED, anchor="end", halo=True)
        elif row.remark:
            canvas.text(right + 14, y + 4, row.remark, size=SMALL, fill=MUTED)
        at += tall
    return canvas.svg(title, description)
