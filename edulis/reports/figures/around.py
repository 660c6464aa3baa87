"""Near and far in one picture: directions as they are, distances drawn closer the farther they go."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, log1p, pi, radians, sin, sqrt

from edulis.reports.figures.canvas import ACCENT, GREY, MUTED, PAPER, RULE, SMALL, Canvas
from edulis.reports.figures.places import LARGEST, Spot, Way, bow, label, thickness

RINGS = (10.0, 100.0, 1000.0, 10_000.0)  # km
NEAR = 2.5  # km: what is nearer lies close to the middle
KM = 111.32  # a degree of latitude


def around(
    spots: Sequence[Spot], *, title: str, description: str, scale: str, ways: Sequence[Way] = (), width: float = 680.0
) -> str:
    """The first spot in the middle, the others in their direction at r ∝ ln(1 + km / 2.5), with rings at 10, 100 … km.

    `scale` is the word for kilometre; north is up.
    """
    home, *others = spots
    polar = [_from(home, spot) for spot in others]
    farthest = max([distance for distance, _ in polar], default=1.0)
    reach = max(1.2 * farthest, RINGS[0])
    half = width / 2
    outer = half - 8.0
    canvas = Canvas(width, 2 * half)
    for ring in RINGS:
        if ring <= reach:
            radius = outer * log1p(ring / NEAR) / log1p(reach / NEAR)
            canvas.circle(half, half, radius, "none", stroke=RULE)
            canvas.text(
                half, half - radius + 12.0, f"{ring:g} {scale}", size=SMALL, fill=MUTED, anchor="middle", halo=True
            )
    most = max((spot.size for spot in others), default=1.0) or 1.0
    seats = [(half, half, 12.0)]
    for spot, (distance, angle) in zip(others, polar, strict=True):
        radius = outer * log1p(distance / NEAR) / log1p(reach / NEAR)
        dot = max(min(width / 1200.0, 0.5) * LARGEST * sqrt(spot.size / most), 4.0)
        seats.append((half + radius * sin(angle), half - radius * cos(angle), dot))
    for way in sorted(ways, key=lambda each: each.weight):
        bow(canvas, seats[way.source], seats[way.target], thickness(way.weight, ways))
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in seats]
    for at in sorted(range(len(spots)), key=lambda each: (each > 0, -spots[each].size, each)):
        x, y, dot = seats[at]
        canvas.circle(x, y, dot, ACCENT if spots[at].local else GREY, stroke=PAPER, stroke_width=2.0)
        label(canvas, spots[at], x, y, dot, taken, halo=True)
    return canvas.svg(title, description)


def _from(home: Spot, spot: Spot) -> tuple[float, float]:
    """Kilometres and bearing (radians from north, clockwise) on a plane about the middle."""
    east = (spot.longitude - home.longitude) * cos(radians((home.latitude + spot.latitude) / 2)) * KM
    north = (spot.latitude - home.latitude) * KM
    return sqrt(east**2 + north**2), atan2(east, north) % (2 * pi)
