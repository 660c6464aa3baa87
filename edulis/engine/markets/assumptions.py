"""What the reading of markets assumes, named, with ranges and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scale:
    """A value function on a fixed scale: 0 at `worst`, 1 at `best`, linear (or in logarithms) between, flat outside."""

    worst: float
    best: float
    unit: str
    logarithmic: bool = False


# Fixed before any option is looked at, so that one more option never turns the order of the others. Bounds are ours,
# chosen wide enough for cottage food processing around Hanoi; members may set others.
SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        "margin": Scale(0.0, 0.5, "share of the price after own labour"),  # 10 to 26 % in the example's sources
        "growth": Scale(-0.05, 0.15, "share per year"),  # segments grow by 3 to 15 % (row M17)
        "quality": Scale(0.0, 1.0, "share of tested volume that passes"),
        "lot": Scale(0.0, 1.0, "share of months in which a lot is filled"),
        "payment": Scale(90.0, 0.0, "days"),
        "distance": Scale(2000.0, 5.0, "km", logarithmic=True),
        "spread": Scale(1.0, 300.0, "enterprises", logarithmic=True),
        "own_say": Scale(0.0, 1.0, "score from 0 to 1"),
        "clean": Scale(0.0, 1.0, "score from 0 to 1"),
    }
)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is believed where nothing was told; ranges are what we would still think possible."""

    worst: float = -0.05  # growth of a market nobody knows, a year: incomes up by 7 to 9 % (M12), elasticity of −0.6
    best: float = 0.15  # the fastest segment told of (M17: 3 to 15 %); −0.05 to 0.25
    slack: float = 0.10  # share of what came in whose whereabouts may be error of reports; 0.05 to 0.20
    wage: float | None = None  # minor units of money per hour of own labour; without it, what hired hands got
    preference: float = 0.25  # distance on the 0 to 1 scale from which PROMETHEE prefers fully; 0.1 to 0.5
    scales: Mapping[str, Scale] = field(default_factory=lambda: SCALES)
