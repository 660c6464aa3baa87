"""How many others take a thing up after the first users, along talk, at the pace of what came in here before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from edulis.engine.innovation import Innovation
from edulis.engine.leverage.assumptions import LeverageAssumptions
from edulis.engine.leverage.users import Trade

STEPS = 4  # a year
_TOLD = ("all", "shape")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast things were copied here: the yearly chance of taking one up where all one talks with have it, and the
    share of the trade that ever does, each with its range; `histories`: how many things it is learned from, 0 where it
    is assumed.
    """

    rate: float
    rate_low: float
    rate_high: float
    ceiling: float
    ceiling_low: float
    ceiling_high: float
    histories: int

    def drawn(self, random: np.random.Generator) -> tuple[float, float]:
        """One possible rate and ceiling."""
        return (
            float(random.uniform(self.rate_low, self.rate_high)),
            float(random.uniform(self.ceiling_low, self.ceiling_high)),
        )


def pace_of(innovation: Innovation | None, beliefs: LeverageAssumptions) -> Pace:
    """The pace of this cluster: Bass's q of the things whose spread could be fitted, their mean and range.

    What nobody fitted is taken from the assumptions. Source: Bass (1969); Sultan, Farley & Lehmann (1990).
    """
    grounds = beliefs.grounds()
    held: dict[str, tuple[float, float, float]] = {}
    found = 0
    for name, parameter, told in (("pace", "q", _TOLD), ("ceiling", "ceiling", ("all",))):
        own = float(getattr(beliefs, name))
        held[name] = (own, min(own, grounds[name].low), max(own, grounds[name].high))
        if innovation is None or innovation.fits.is_empty():
            continue
        fits = innovation.fits.filter(
            (pl.col("model") == "bass") & (pl.col("parameter") == parameter) & pl.col("told").is_in(list(told))
        ).drop_nulls("value")
        values = fits.sort("innovation")["value"].to_numpy()
        if values.size >= 2:
            held[name] = (float(values.mean()), float(values.min()), float(values.max()))
            found = values.size if name == "pace" else found
    return Pace(*held["pace"], *held["ceiling"], found)


def followers(
    trade: Trade, first: np.ndarray, could: np.ndarray, rate: float, ceiling: float, years: float
) -> np.ndarray:
    """Expected number of others who have it at the end of each quarter of a year, shape (4 · years,).

    dx_j/dt = rate · e_j · (ceiling − x_j) for those who `could` (n,) gain by it, where x_j is the chance that j has it
    and e_j the mean of x over those of the trade j talks with; without talk, over the trade. first (n,): x at the
    start. Who talks with none of the trade does not follow. Together they cannot pass `ceiling` of those who could.
    Steps of a quarter, with exposure taken at
    both ends (Heun). Source: Bass (1969), with exposure along ties (Valente 1996).
    """
    steps = round(years * STEPS)
    x = np.asarray(first, np.float64).copy()
    begun, out = float(x.sum()), np.zeros(steps)
    most = np.where(could, np.maximum(ceiling, x), x)
    room = max(ceiling * float(could.sum()) - float(x[could].sum()), 0.0)
    for step in range(steps):
        seen = _seen(trade, x)
        ahead = _taken(x, most, rate * seen)
        x = _taken(x, most, rate * (seen + _seen(trade, ahead)) / 2.0)
        out[step] = min(float(x.sum()) - begun, room)
    return out


def _seen(trade: Trade, x: np.ndarray) -> np.ndarray:
    return np.full(x.size, x.mean()) if trade.talk is None else np.asarray(trade.talk @ x)


def _taken(x: np.ndarray, most: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """The same after a quarter of a year with that yearly chance."""
    return np.asarray(x + (most - x) * (1.0 - np.exp(-chance / STEPS)))
