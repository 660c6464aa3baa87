"""The places of the cluster as dots where they lie, as large as the number of enterprises there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from edulis.reports.figures import lettering
from edulis.reports.figures.canvas import ACCENT, GREY, INK, MUTED, PAPER, SMALL, Canvas

LARGEST, WIDEST, BEND = 26.0, 12.0, 0.16


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    label: str
    latitude: float
    longitude: float
    size: float
    amount: str
    local: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """What goes from one spot to another, by their numbers; a weight of nothing is a way of which no more is told."""

    source: int
    target: int
    weight: float = 0.0


def map_of(
    spots: Sequence[Spot], *, title: str, description: str, scale: str, width: float = 680.0, ways: Sequence[Way] = ()
) -> str:
    """Dots by longitude and latitude (equirectangular about the middle), north up; labels keep clear of each other.

    `scale` is the word for kilometre on the scale bar.
    """
    middle = sum(spot.latitude for spot in spots) / len(spots)
    points = [(spot.longitude * cos(radians(middle)) * 111.32, spot.latitude * 110.57) for spot in spots]  # km
    low = min(x for x, _ in points), min(y for _, y in points)
    span = max(max(x for x, _ in points) - low[0], 0.1), max(max(y for _, y in points) - low[1], 0.1)
    margin_x, margin_y = min(150.0, width * 0.3), 44.0
    per_km = min((width - 2 * margin_x) / span[0], 200.0 / span[1])
    height = span[1] * per_km + 2 * margin_y + 20
    canvas = Canvas(width, height)
    most = max(spot.size for spot in spots) or 1.0
    seats = []
    for spot, (x, y) in zip(spots, points, strict=True):
        across = (width - span[0] * per_km) / 2 + (x - low[0]) * per_km
        down = margin_y + (low[1] + span[1] - y) * per_km
        seats.append((across, down, max(LARGEST * sqrt(spot.size / most), 5.0)))
    for way in sorted(ways, key=lambda each: each.weight):
        bow(canvas, seats[way.source], seats[way.target], thickness(way.weight, ways))
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in seats]
    for spot, (x, y, radius) in sorted(zip(spots, seats, strict=True), key=lambda each: -each[0].size):
        canvas.circle(x, y, radius, ACCENT if spot.local else GREY, stroke=PAPER, stroke_width=2.0)
        label(canvas, spot, x, y, radius, taken, halo=bool(ways))
    _scale_bar(canvas, per_km, scale, height)
    return canvas.svg(title, description)


def thickness(weight: float, ways: Sequence[Way]) -> float:
    """The width of a way beside the widest; a hair where no more than the way is told."""
    most = max((way.weight for way in ways), default=0.0) or 1.0
    return max(WIDEST * weight / most, 0.75)


def bow(canvas: Canvas, one: tuple[float, float, float], other: tuple[float, float, float], width: float) -> None:
    """A bent line that leaves to the right of who sells and comes in on the left, so that both ways can be seen."""
    (x, y, _), (to_x, to_y, _) = one, other
    middle = (x + to_x) / 2 - (to_y - y) * BEND, (y + to_y) / 2 + (to_x - x) * BEND
    canvas.path(["M", x, y, "Q", *middle, to_x, to_y], stroke=GREY, stroke_width=width, stroke_linecap="round",
                opacity=0.8)  # fmt: skip


def label(
    canvas: Canvas,
    spot: Spot,
    x: float,
    y: float,
    radius: float,
    taken: list[tuple[float, float, float, float]],
    *,
    halo: bool = False,
) -> None:
    """The name and number of a spot beside its dot, where there is room for it; else the table has it."""
    long = max(lettering.width(spot.label, SMALL, True), lettering.width(spot.amount, SMALL))
    tall = 2 * SMALL * lettering.LINE
    seats = [
        (x + radius + 6, y - tall / 2, "start"), (x - radius - 6 - long, y - tall / 2, "end"),
        (x - long / 2, y + radius + 4, "middle"), (x - long / 2, y - radius - 4 - tall, "middle"),
    ]  # fmt: skip
    for left, top, anchor in seats:
        box = (left, top, left + long, top + tall)
        inside = left >= 0 and box[2] <= canvas.width and top >= 0 and box[3] <= canvas.height - 24
        free = all(box[2] <= a or box[0] >= c or box[3] <= b or box[1] >= d for a, b, c, d in taken)
        if inside and free:
            taken.append(box)
            at = {"start": left, "end": left + long, "middle": left + long / 2}[anchor]
            said = None if anchor == "start" else anchor
            canvas.text(at, top + SMALL * 0.95, spot.label, size=SMALL, bold=True, fill=INK, anchor=said, halo=halo)
            canvas.text(at, top + SMALL * 2.2, spot.amount, size=SMALL, fill=MUTED, anchor=said, halo=halo)
            return


def _scale_bar(canvas: Canvas, per_km: float, word: str, height: float) -> None:
    length = next(km for km in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0) if km * per_km <= 120)
    if length:
        canvas.line(0, height - 10, length * per_km, height - 10, INK, stroke_width=2.0)
        canvas.text(length * per_km + 8, height - 6, f"{length:g} {word}", size=SMALL, fill=MUTED)
