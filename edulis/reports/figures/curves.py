"""How something spread: one small curve for each, all on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, DARK, INK, MUTED, RULE, SMALL, TINTS, Canvas

HEIGHT = 54.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One thing and the share that has it, year by year; None where that may not be told."""

    label: str
    years: tuple[int, ...]
    shares: tuple[float | None, ...]
    remark: str = ""
    marked: bool = False


def curves(
    panels: Sequence[Curve], say: Callable[[float], str], *, title: str, description: str, axis: str,
    width: float = 680.0,
) -> str:  # fmt: skip
    """Small multiples, the share from nothing to all; the last share stands at the end of its curve."""
    across = 2 if width < 480 else 4
    gap = 22.0
    wide = (width - gap * (across - 1)) / across
    first, last = min(p.years[0] for p in panels), max(p.years[-1] for p in panels)
    head = 2 * SMALL * lettering.LINE + 12
    tall = head + HEIGHT + 34
    rows = -(-len(panels) // across)
    notes = lettering.wrap(axis, width, SMALL)
    canvas = Canvas(width, rows * tall + len(notes) * SMALL * lettering.LINE + 2)
    for number, panel in enumerate(panels):
        left, top = (number % across) * (wide + gap), (number // across) * tall
        words = lettering.wrap(panel.label, wide, SMALL, bold=True)
        if len(words) > 2:
            words = [words[0], lettering.shorten(" ".join(words[1:]), wide, SMALL, bold=True)]
        canvas.lines(left, top + 12, words, size=SMALL, bold=True)
        base, room = top + head + HEIGHT, wide - 46

        def seat(year: int, share: float, x: float = left, y: float = base, room: float = room) -> tuple[float, float]:
            return x + (year - first) / max(last - first, 1) * room, y - share * HEIGHT

        for half in (0.5, 1.0):
            canvas.line(left, base - half * HEIGHT, left + room, base - half * HEIGHT, RULE, stroke_width=1.0)
        canvas.line(left, base, left + room, base, INK, stroke_width=1.0)
        known = [seat(year, share) for year, share in zip(panel.years, panel.shares, strict=True) if share is not None]
        _draw(canvas, known, base, ACCENT if panel.marked else DARK)
        if known:
            end = next(share for share in reversed(panel.shares) if share is not None)
            y = min(max(known[-1][1] + 4, base - HEIGHT + 6), base - 2)
            canvas.text(known[-1][0] + 6, y, say(end), size=SMALL, bold=True, halo=True)
        canvas.text(left, base + 14, str(first), size=11.0, fill=MUTED)
        canvas.text(left + room, base + 14, str(last), size=11.0, fill=MUTED, anchor="end")
    canvas.lines(0, rows * tall + 8, notes, size=SMALL, fill=MUTED)
    return canvas.svg(title, description)


def _draw(canvas: Canvas, known: Sequence[tuple[float, float]], base: float, stroke: str) -> None:
    if len(known) == 1:
        canvas.circle(*known[0], 3.0, stroke)
    if len(known) < 2:
        return
    line: list[str | float] = []
    for at, (x, y) in enumerate(known):
        line += ["M" if at == 0 else "L", x, y]
    canvas.path([*line, "L", known[-1][0], base, "L", known[0][0], base, "Z"], fill=TINTS[1], fill_opacity=0.7)
    canvas.path(line, stroke=stroke, stroke_width=2.4, stroke_linejoin="round")
    canvas.circle(*known[-1], 3.2, stroke)
