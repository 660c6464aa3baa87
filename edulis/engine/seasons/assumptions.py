"""What is assumed when months and weeks are called busy or slack, each with its range."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeasonAssumptions:
    """Limits that nobody measured; every one can be set otherwise.

    `peak`: a month is a peak from so many times the mean month (1.15 to 1.5). `gap`: raw material is short below so
    much of the mean month (0.1 to 0.5). `short`: money is short where more goes out than comes in by this share of the
    larger of the two, since reports err (0.02 to 0.1). `quartile`: demand for labour is low below this quantile of all
    trades' months (0.2 to 0.33). `main`: a product is a main activity of a trade from this share of its hours (0.15 to
    0.35). `field_work`: how busy a crop stage makes a household that farms, as a share of its fullest week (0.3 to
    0.8). `even`: a year whose months differ by less than this share of their mean has no season (0.01 to 0.05).
    """

    peak: float = 1.25
    gap: float = 0.25
    short: float = 0.05
    quartile: float = 0.25
    main: float = 0.25
    field_work: float = 0.5
    even: float = 0.02
