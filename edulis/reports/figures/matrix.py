"""Who sells to whom, and along which of these trades people talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, GREY, INK, MUTED, PALE, PAPER, RULE, SMALL, Canvas

GREYS = ("#f1f2f4", "#dfe2e6", "#c8cdd3", "#aab1b9", "#8b939d")


@dataclass(frozen=True, slots=True)
class Cell:
    """Trade from one kind to another: its share of the largest, and whether as many talk as usual."""

    weight: float | None  # None: may not be shown
    talk: bool | None  # None: not known


def matrix(
    sellers: Sequence[str],
    buyers: Sequence[str],
    cells: Mapping[tuple[str, str], Cell],
    labels: Mapping[str, str],
    *,
    title: str,
    description: str,
    legend: tuple[str, str, str, str],  # rows sell; they trade; talk; few talk
    width: float = 680.0,
) -> str:
    """A table of squares: the darker the more trade; the dot is full where people talk and a ring where few do.

    Rows are named; columns bear the number that stands before each name below, so that no word is turned on its side.
    """
    left = 200.0
    size = min((width - left) / max(len(buyers), 1), 27.0)
    numbers = {code: number + 1 for number, code in enumerate(dict.fromkeys((*sellers, *buyers)))}
    only_buy = [code for code in buyers if code not in sellers]
    notes = lettering.wrap(" · ".join(f"{numbers[code]} {labels[code]}" for code in only_buy), width, SMALL)
    extra = len(notes) * SMALL * lettering.LINE + 8 if only_buy else 0.0
    under = 18.0 * _seats(legend, width)[-1][1]
    height = 26 + len(sellers) * size + extra + 34 + under
    canvas = Canvas(width, height)
    for at, code in enumerate(buyers):
        canvas.text(left + (at + 0.5) * size, 16, str(numbers[code]), size=SMALL, bold=True, anchor="middle")
    most = max((cell.weight or 0.0 for cell in cells.values()), default=1.0) or 1.0
    for row, seller in enumerate(sellers):
        y = 26 + row * size
        name = lettering.shorten(labels[seller], left - 46, SMALL)
        canvas.text(left - 34, y + size / 2 + 4, name, size=SMALL, anchor="end")
        canvas.text(left - 10, y + size / 2 + 4, str(numbers[seller]), size=SMALL, bold=True, anchor="end")
        for at, buyer in enumerate(buyers):
            _cell(canvas, cells.get((seller, buyer)), left + at * size, y, size, most)
    y = 26 + len(sellers) * size
    if only_buy:
        canvas.lines(0, y + 20, notes, size=SMALL, fill=INK)
    _legend(canvas, legend, height - 12 - under)
    return canvas.svg(title, description)


def _cell(canvas: Canvas, cell: Cell | None, x: float, y: float, size: float, most: float) -> None:
    if cell is None:
        canvas.rect(x + 1, y + 1, size - 2, size - 2, PAPER, stroke=RULE, stroke_width=0.6)
        return
    if cell.weight is None:
        canvas.rect(x + 1, y + 1, size - 2, size - 2, PALE)
        canvas.line(x + size * 0.35, y + size / 2, x + size * 0.65, y + size / 2, MUTED)
    else:
        shade = GREYS[min(int((cell.weight / most) ** 0.5 * len(GREYS)), len(GREYS) - 1)]
        canvas.rect(x + 1, y + 1, size - 2, size - 2, shade)
    if cell.talk is not None:
        if cell.talk:
            canvas.circle(x + size / 2, y + size / 2, size * 0.16, INK)
        else:
            canvas.circle(x + size / 2, y + size / 2, size * 0.16, PAPER, stroke=ACCENT, stroke_width=2.5)


def _seats(legend: tuple[str, str, str, str], width: float) -> list[tuple[float, int]]:
    """Where each entry of the legend stands: from the left, and in which line."""
    seats: list[tuple[float, int]] = []
    x, line = 0.0, 0
    for number, words in enumerate(legend):
        long = (20 if number else 0) + lettering.width(words, SMALL)
        if x and x + long > width:
            x, line = 0.0, line + 1
        seats.append((x, line))
        x += long + 20
    return seats


def _legend(canvas: Canvas, legend: tuple[str, str, str, str], top: float) -> None:
    for number, (words, (x, line)) in enumerate(zip(legend, _seats(legend, canvas.width), strict=True)):
        y = top + line * 18
        if number == 1:
            canvas.rect(x, y - 11, 14, 14, GREY)
        elif number == 2:
            canvas.circle(x + 7, y - 4, 5, INK)
        elif number == 3:
            canvas.circle(x + 7, y - 4, 5, PAPER, stroke=ACCENT, stroke_width=2.5)
        canvas.text(x + (20 if number else 0), y, words, size=SMALL, fill=MUTED)
