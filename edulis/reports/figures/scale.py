"""Round numbers along an axis."""

from __future__ import annotations

from math import ceil, floor, log10


def ticks(largest: float, about: int) -> list[float]:
    """Round numbers from zero to just above the largest."""
    rough = largest / about
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * (1 - 1e-9))
    count = int(-(-largest // step)) if largest / step - largest // step > 1e-9 else round(largest / step)
    return [step * number for number in range(count + 1)]


def around(low: float, high: float, about: int) -> list[float]:
    """Round numbers from just below the lowest to just above the highest; zero is one of them where it lies between."""
    span = max(high - low, 1e-12)
    rough = span / about
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [step * number for number in range(first, max(last, first + 1) + 1)]
