"""A whole and what leaves it, step by step, until nothing is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, GREY, MUTED, SMALL, Canvas

BAR = 22.0


@dataclass(frozen=True, slots=True)
class Step:
    """What leaves the whole at one step, and that in words."""

    label: str
    value: float
    remark: str
    marked: bool = False


def steps(
    whole: tuple[str, float, str], rows: Sequence[Step], *, title: str, description: str, width: float = 680.0
) -> str:
    """A waterfall: the whole as one bar (its label, size and words), below it each part where it breaks off."""
    narrow = width < 480
    left = 2.0 if narrow else 236.0
    remark = max(lettering.width(words, SMALL, True) for words in (whole[2], *(row.remark for row in rows))) + 12
    right = width - remark
    scale = (right - left) / (whole[1] or 1.0)
    lines = [Step(whole[0], whole[1], whole[2], True), *rows]
    room = width - 4 if narrow else left - 14
    wrapped = [lettering.wrap(row.label, room, SMALL, bold=not at)[:2] for at, row in enumerate(lines)]
    talls = [max(len(words) * SMALL * lettering.LINE + (BAR + 12 if narrow else 10), BAR + 9) for words in wrapped]
    canvas = Canvas(width, sum(talls) + 4)
    at, end = 0.0, left + whole[1] * scale
    for number, (row, words, tall) in enumerate(zip(lines, wrapped, talls, strict=True)):
        long = row.value * scale
        start = left if number == 0 else end - long
        top = at + (len(words) * SMALL * lettering.LINE + 5 if narrow else (tall - BAR) / 2)
        if narrow:
            canvas.lines(0, at + 13, words, size=SMALL, bold=number == 0)
        else:
            first = at + tall / 2 - (len(words) - 1) * SMALL * lettering.LINE / 2 + SMALL * 0.35
            canvas.lines(left - 14, first, words, size=SMALL, bold=number == 0, anchor="end")
        canvas.rect(start, top, max(long, 1.0), BAR, ACCENT if row.marked and number else DARK if not number else GREY)
        canvas.text(max(start + long, start + 1) + 8, top + BAR / 2 + 4, row.remark, size=SMALL, bold=True)
        stop = end if number == 0 else start
        if number + 1 < len(lines):
            following = (
                at
                + tall
                + (len(wrapped[number + 1]) * SMALL * lettering.LINE + 5 if narrow else (talls[number + 1] - BAR) / 2)
            )
            canvas.line(stop, top + BAR, stop, following, MUTED, stroke_width=1.0, stroke_dasharray="2 3")
        end = stop
        at += tall
    return canvas.svg(title, description)
