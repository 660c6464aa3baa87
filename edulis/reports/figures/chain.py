"""Who sells to whom, one after the other: a row of boxes with arrows, in a column where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, BODY, DARK, INK, MUTED, PALE, SMALL, Canvas

BOX, GAP, PAD, LEAST = 56.0, 44.0, 12.0, 96.0


def chain(
    stops: Sequence[str], silent: Sequence[bool], *, ends: tuple[str, str], title: str, description: str,
    width: float = 680.0,
) -> str:  # fmt: skip
    """Boxes for the stops; the arrow after a stop is broken where `silent` says that few talk along it.

    `ends`: words below the first and the last box. Raises ValueError where arrows and stops do not fit together.
    """
    if len(silent) != max(len(stops) - 1, 0):
        raise ValueError("there is one arrow between two stops")
    room = (width - 4 - GAP * len(silent)) / max(len(stops), 1)
    if room < LEAST or len(stops) < 2:
        return _column(stops, silent, ends, title, description, width)
    wrapped = [lettering.wrap(stop, room - 2 * PAD, BODY, bold=True)[:3] for stop in stops]
    tall = max(BOX, max(len(lines) for lines in wrapped) * BODY * lettering.LINE + 2 * PAD)
    canvas = Canvas(width, tall + SMALL * lettering.LINE + 10)
    for at, lines in enumerate(wrapped):
        left = 2 + at * (room + GAP)
        _box(canvas, left, 2, room, tall - 4, lines, at in {0, len(stops) - 1})
        if at < len(silent):
            _arrow(canvas, (left + room + 6, tall / 2), (left + room + GAP - 6, tall / 2), silent[at])
    canvas.text(2, tall + SMALL + 4, ends[0], size=SMALL, fill=MUTED)
    canvas.text(width - 2, tall + SMALL + 4, ends[1], size=SMALL, fill=MUTED, anchor="end")
    return canvas.svg(title, description)


def _column(
    stops: Sequence[str], silent: Sequence[bool], ends: tuple[str, str], title: str, description: str, width: float
) -> str:
    wrapped = [lettering.wrap(stop, width - 4 - 2 * PAD, BODY, bold=True)[:2] for stop in stops]
    talls = [max(BOX - 12, len(lines) * BODY * lettering.LINE + 2 * PAD) for lines in wrapped]
    words = SMALL * lettering.LINE + 4
    canvas = Canvas(width, sum(talls) + GAP * 0.75 * len(silent) + 2 * words + 4)
    top = words
    canvas.text(2, SMALL, ends[0], size=SMALL, fill=MUTED)
    for at, (lines, tall) in enumerate(zip(wrapped, talls, strict=True)):
        _box(canvas, 2, top, width - 4, tall, lines, at in {0, len(stops) - 1})
        top += tall
        if at < len(silent):
            _arrow(canvas, (width / 2, top + 4), (width / 2, top + GAP * 0.75 - 4), silent[at])
            top += GAP * 0.75
    canvas.text(2, top + SMALL + 4, ends[1], size=SMALL, fill=MUTED)
    return canvas.svg(title, description)


def _box(canvas: Canvas, left: float, top: float, wide: float, tall: float, lines: Sequence[str], end: bool) -> None:
    more: dict[str, float | str | None] = {
        "stroke": INK if end else DARK,
        "stroke_width": 2.0 if end else 1.0,
        "rx": 10.0,
    }
    canvas.rect(left, top, wide, tall, PALE, **more)
    first = top + tall / 2 - (len(lines) - 1) * BODY * lettering.LINE / 2 + BODY * 0.35
    canvas.lines(left + wide / 2, first, lines, size=BODY, bold=True, anchor="middle")


def _arrow(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], silent: bool) -> None:
    (x1, y1), (x2, y2) = start, end
    ink = ACCENT if silent else INK
    canvas.line(x1, y1, x2, y2, ink, stroke_width=2.0, stroke_dasharray="5 4" if silent else None)
    if y1 == y2:
        canvas.path(["M", x2 - 8, y2 - 6, "L", x2, y2, "L", x2 - 8, y2 + 6], stroke=ink, stroke_width=2.0)
    else:
        canvas.path(["M", x2 - 6, y2 - 8, "L", x2, y2, "L", x2 + 6, y2 - 8], stroke=ink, stroke_width=2.0)
