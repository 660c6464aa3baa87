"""What the economy assumes where nobody told, each with its range and where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from edulis.engine.assumed import Ground, assume, grounds_of

_LEWIE = "row I20, usual in village models"
_OWN = "own choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Stated beliefs about what households spend, what stays here, and how labour and demand answer to prices."""

    food: float = assume(0.55, "share of food in spending, where spending was not asked", 0.50, 0.60, _LEWIE)
    food_local: float = assume(0.675, "share of food that is bought here, where not told", 0.60, 0.75, _LEWIE)
    other_local: float = assume(0.35, "share of everything else that is bought here, where not told", 0.2, 0.5, _OWN)
    saving: float = assume(0.10, "share of income that is saved, where spending was not asked", 0.0, 0.2, _OWN)
    shop_income: float = assume(
        0.40, "what of households' purchases here, beyond the sales that were told, is income here", 0.25, 0.55, _OWN
    )
    hired_here: float = assume(
        0.60, "share of wages that goes to households of the cluster, where incomes were not asked", 0.3, 0.9, _OWN
    )
    hired_local: float = assume(0.30, "share of their wages that workers from elsewhere spend here", 0.1, 0.6, _OWN)
    report: float = assume(0.20, "relative error of a yearly sum, where flows are not reconciled", 0.05, 0.5, _OWN)
    roots_spare: float = assume(
        0.10, "how much more raw material could come in a month than came in the same month", 0.0, 0.3, _OWN
    )
    hours_spare: float = assume(
        0.10, "how many more hours than in the busiest month could be worked in any month", 0.0, 0.3, _OWN
    )
    labour_share: float = assume(0.55, "share of labour in value added", 0.45, 0.65, _LEWIE)
    labour_elasticity: float = assume(
        3.0, "by how many per cent the hours offered grow if the wage grows by 1 %", 1.0, 10.0, _OWN
    )
    demand_elasticity: float = assume(
        4.0, "by how many per cent outside buyers take less if our price grows by 1 %", 2.0, 10.0, _OWN
    )
    subsistence: float = assume(0.3, "share of spending that does not depend on income", 0.0, 0.5, _OWN)

    def __post_init__(self) -> None:
        for name, ground in self.grounds().items():
            if not np.isfinite(getattr(self, name)) or getattr(self, name) < 0:
                raise ValueError(f"{name} ({ground.meaning}) must be a number from 0")

    @classmethod
    def grounds(cls) -> Mapping[str, Ground]:
        """What each assumption rests on, by its name."""
        return grounds_of(cls)

    def drawn(self, random: np.random.Generator) -> Assumptions:
        """The same with every value drawn evenly from its range; one that was set outside its range stays."""
        values = {}
        for name, ground in self.grounds().items():
            chance = float(random.uniform(ground.low, ground.high))
            own = float(getattr(self, name))
            values[name] = chance if ground.low <= own <= ground.high else own
        return replace(self, **values)
