"""The year as a strip of months for each activity: the darker, the busier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, BODY, INK, MUTED, PALE, PAPER, SMALL, TINTS, Canvas

CELL = 26.0


@dataclass(frozen=True, slots=True)
class Strip:
    """One activity: what was done in each month, and when it peaks; None where nothing may be or is known."""

    label: str
    values: tuple[float | None, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A festival or crop stage: from one place on the strip of months to another, in months from the first."""

    label: str
    start: float
    end: float


def calendar(
    strips: Sequence[Strip],
    months: Sequence[str],
    events: Sequence[Event] = (),
    free: Sequence[Event] = (),
    *,
    title: str,
    description: str,
    legend: tuple[str, str],  # least, most
    width: float = 680.0,
) -> str:
    """A heat strip for each activity, shaded by the share of its own busiest month; the busiest is framed.

    Free times stand as brackets under the strips.
    """
    narrow = width < 480
    left = 0.0 if narrow else 190.0
    right = width - (0.0 if narrow else 128.0)
    cell = (right - left) / len(months)
    shown = _lanes(events, cell, left, right)
    lanes = 1 + max((lane for _, lane, _ in shown), default=-1)
    head = 20.0 + lanes * 18.0 + (8 if lanes else 0)
    above = BODY * lettering.LINE if narrow else 0.0
    row = CELL + 7 + above
    foot = 24.0 if free else 0.0
    canvas = Canvas(width, head + len(strips) * row + foot + 30)
    for event, lane, x in shown:
        y = 13 + lane * 18.0
        start, end = left + event.start * cell, left + event.end * cell
        canvas.line(start, y + 4, max(end, start + 5), y + 4, ACCENT, stroke_width=2.5)
        canvas.text(x, y, lettering.shorten(event.label, right - x + 1, SMALL), size=SMALL, fill=ACCENT)
    for at, month in enumerate(months):
        canvas.text(left + (at + 0.5) * cell, head - 6, month, size=SMALL, fill=MUTED, anchor="middle")
    for number, strip in enumerate(strips):
        top = head + number * row + above
        _strip(canvas, strip, top, left, cell)
        if narrow:
            room = width - lettering.width(strip.remark, SMALL) - 10
            canvas.text(0, top - 6, lettering.shorten(strip.label, room, SMALL, bold=True), size=SMALL, bold=True)
            canvas.text(width, top - 6, strip.remark, size=SMALL, fill=MUTED, anchor="end")
        else:
            words = lettering.wrap(strip.label, left - 12, SMALL, bold=True)[:2]
            first = top + CELL / 2 - (len(words) - 1) * SMALL * lettering.LINE / 2 + SMALL * 0.35
            canvas.lines(left - 10, first, words, size=SMALL, bold=True, anchor="end")
            canvas.text(
                right + 8, top + CELL / 2 + 4, lettering.shorten(strip.remark, 120, SMALL), size=SMALL, fill=MUTED
            )
    for span in free:
        _bracket(canvas, span, head + len(strips) * row, left, cell, right)
    _key(canvas, legend, left, head + len(strips) * row + foot + 8)
    return canvas.svg(title, description)


def _strip(canvas: Canvas, strip: Strip, top: float, left: float, cell: float) -> None:
    known = [value for value in strip.values if value is not None]
    most = max(known, default=0.0)
    for at, value in enumerate(strip.values):
        x = left + at * cell
        if value is None:
            canvas.rect(x + 1, top, cell - 2, CELL, PALE)
            canvas.line(x + 5, top + CELL / 2, x + cell - 5, top + CELL / 2, MUTED)
            continue
        share = value / most if most > 0 else 0.0
        tint = TINTS[min(int(share * len(TINTS)), len(TINTS) - 1)] if share > 0 else PAPER
        peak = most > 0 and value == most
        canvas.rect(
            x + 1, top, cell - 2, CELL, tint, stroke=INK if peak else "#e6e1df", stroke_width=1.6 if peak else 0.6
        )


def _bracket(canvas: Canvas, span: Event, y: float, left: float, cell: float, right: float) -> None:
    start, end = left + span.start * cell, left + span.end * cell
    canvas.path(["M", start, y - 4, "L", start, y + 2, "L", end, y + 2, "L", end, y - 4], stroke=INK, stroke_width=2.0)
    half = lettering.width(span.label, SMALL, True) / 2
    x = min(max((start + end) / 2, left + half), right - half)
    canvas.text(x, y + 17, span.label, size=SMALL, bold=True, anchor="middle")


def _lanes(events: Sequence[Event], cell: float, left: float, right: float) -> list[tuple[Event, int, float]]:
    """Each event with the lane in which its words meet nobody's, and where they begin."""
    ends: list[float] = []
    placed = []
    for event in sorted(events, key=lambda each: (each.start, each.label)):
        long = lettering.width(event.label, SMALL)
        x = max(min(left + event.start * cell, right - long), left)
        stop = max(x + long, left + event.end * cell)
        lane = next(
            (number for number, end in enumerate(ends) if end + 10 <= min(x, left + event.start * cell)), len(ends)
        )
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = stop
        placed.append((event, lane, x))
    return placed


def _key(canvas: Canvas, legend: tuple[str, str], x: float, y: float) -> None:
    canvas.text(x, y + 12, legend[0], size=SMALL, fill=MUTED)
    x += lettering.width(legend[0], SMALL) + 8
    for number, tint in enumerate(TINTS):
        canvas.rect(x + number * 18, y + 1, 17, 14, tint, stroke="#e6e1df", stroke_width=0.6)
    canvas.text(x + len(TINTS) * 18 + 8, y + 12, legend[1], size=SMALL, fill=MUTED)
