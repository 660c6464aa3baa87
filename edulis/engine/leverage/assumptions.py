"""What leverage assumes where nobody told, each with its range and where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from edulis.engine.assumed import OWN, Ground, assume, grounds_of

HOURS = 8.0  # of a day of work
HORIZONS = (3, 5)  # years over which effects are summed
DOUBTED = 10.0  # a project that brings back this many times its own money in the first horizon is doubted


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageAssumptions:
    """Stated beliefs about who gets a better price, who follows, and what is short."""

    passed_on: float = assume(0.7, "what of a better outside price traders pass on to makers", 0.4, 1.0, OWN)
    moved: float = assume(
        0.2, "share of its sales that a maker moves to a market it does not serve yet", 0.05, 0.5, OWN
    )
    at_source: float = assume(
        0.5,
        "what of the saving of a joint purchase is not taken from the sellers here who sold it before",
        0.0,
        1.0,
        OWN,
    )
    displaced: float = assume(
        0.5, "what of more sales to buyers here takes the place of others' sales to them", 0.0, 1.0, OWN
    )
    farm_supply: float = assume(
        0.5, "share of more demand for crops that farms here can serve; the rest is brought in", 0.0, 1.0,
        "Haggblade, Hammer & Hazell 1991: land is given",
    )  # fmt: skip
    crowding: float = assume(0.5, "what of a better price is gone when all of the trade offer the same", 0.0, 1.0, OWN)
    outlay: float = assume(1.0, "what each who follows spends, over what each of the first spent", 0.5, 1.2, OWN)
    pace: float = assume(
        0.38, "yearly chance of taking it up where all one talks with have it, where no history tells", 0.2, 0.6,
        "Sultan, Farley & Lehmann 1990",
    )  # fmt: skip
    ceiling: float = assume(0.7, "share of the trade that ever takes it up, where no history tells", 0.4, 1.0, OWN)
    discount: float = assume(0.10, "by what a year's wait makes money worth less", 0.05, 0.15, OWN)

    def __post_init__(self) -> None:
        for name, ground in self.grounds().items():
            value = float(getattr(self, name))
            if not np.isfinite(value) or value < 0 or (value > 1 and name != "outlay"):
                raise ValueError(f"{name} ({ground.meaning}) must be a share")

    @classmethod
    def grounds(cls) -> Mapping[str, Ground]:
        """What each assumption rests on, by its name."""
        return grounds_of(cls)

    def drawn(self, random: np.random.Generator) -> LeverageAssumptions:
        """The same with every value drawn evenly from its range; one that was set outside its range stays."""
        values = {}
        for name, ground in self.grounds().items():
            chance = float(random.uniform(ground.low, ground.high))
            own = float(getattr(self, name))
            values[name] = chance if ground.low <= own <= ground.high else own
        return replace(self, **values)
