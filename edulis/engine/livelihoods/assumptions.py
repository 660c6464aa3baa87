"""What is assumed when work is counted in days, equipment wears out and a sum of money is turned around."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LivelihoodAssumptions:
    """Figures that nobody told; every one can be set otherwise.

    `day`: hours of work in a day (6 to 10). `month`: working days in a month (22 to 28). `life`: years that equipment
    lasts (5 to 15). `known`: an enterprise's year of work counts if hours are known in this share of the months in
    which it made something (0.5 to 1). `stay`: months of inputs that lie in goods before they are paid, where no market
    says how long (0.5 to 2).
    """

    day: float = 8.0
    month: float = 26.0
    life: float = 10.0
    known: float = 0.75
    stay: float = 1.0
