"""How far the two sides of a trade tell the same: one small picture for each product, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, GREY, INK, MUTED, SMALL, Canvas

HEIGHT = 62.0


@dataclass(frozen=True, slots=True)
class Panel:
    """The pairs of one product: the share of pairs in each class of buyer's over seller's report."""

    label: str
    shares: tuple[float, ...]
    remark: str  # how many pairs


def agreement(
    panels: Sequence[Panel],
    classes: Sequence[str],
    *,
    title: str,
    description: str,
    axis: str,
    width: float = 680.0,
) -> str:
    """Small multiples of columns; the middle class, where both sides agree, is in the accent colour."""
    across = 2 if width < 480 else 3
    gap = 26.0
    wide = (width - gap * (across - 1)) / across
    most = max((share for panel in panels for share in panel.shares), default=1.0) or 1.0
    head = 2 * SMALL * lettering.LINE + 14
    tall = head + HEIGHT + 32
    rows = -(-len(panels) // across)
    notes = lettering.wrap(axis, width, SMALL)
    canvas = Canvas(width, rows * tall + len(notes) * SMALL * lettering.LINE + 4)
    for number, panel in enumerate(panels):
        left, top = (number % across) * (wide + gap), (number // across) * tall
        canvas.text(left, top + 12, lettering.shorten(panel.label, wide, SMALL, bold=True), size=SMALL, bold=True)
        canvas.text(left, top + 12 + SMALL * lettering.LINE, panel.remark, size=SMALL, fill=MUTED)
        step = wide / len(panel.shares)
        base = top + head + HEIGHT
        for at, share in enumerate(panel.shares):
            high = HEIGHT * share / most
            middle = at == len(panel.shares) // 2
            canvas.rect(left + at * step + 1.5, base - high, step - 3, max(high, 0.5), ACCENT if middle else GREY)
        canvas.line(left, base, left + wide, base, INK, stroke_width=1.0)
        for at, words in enumerate(classes):
            if words:
                half = lettering.width(words, 11.0) / 2
                x = min(max(left + (at + 0.5) * step, left + half), left + wide - half)
                canvas.text(x, base + 14, words, size=11.0, fill=MUTED, anchor="middle")
    canvas.lines(0, rows * tall + 8, notes, size=SMALL, fill=MUTED)
    return canvas.svg(title, description)
