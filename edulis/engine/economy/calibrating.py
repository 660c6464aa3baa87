"""From a social accounting matrix to a village model: five activities, and groups of households."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.matrix import Floats, Ints, Mask, Matrix
from edulis.engine.economy.village import Market, Shock, Village

SECTORS: Mapping[str, frozenset[str]] = {
    "farming": frozenset({"crop_farm", "pigs", "livestock", "seedlings"}),
    "trading": frozenset({"trader", "retailer", "credit"}),
    "serving": frozenset({"grating", "workshop", "transport", "service"}),
}
_MAKING = "making"  # all other kinds
_GOODS = (*SECTORS, _MAKING, "shops", "home")
_MARKET: Mapping[str, Market] = {"farming": "outside", "home": "household"}  # all others: village
_MOST = 0.95  # highest share of labour in value added
RANGES = ("labour_elasticity", "demand_elasticity", "subsistence", "labour_share")


def ranges() -> dict[str, tuple[float, float]]:
    """The ranges of the village's parameters."""
    grounds = Assumptions.grounds()
    return {name: (grounds[name].low, grounds[name].high) for name in RANGES}


def calibrate(matrix: Matrix, beliefs: Assumptions) -> Village | None:
    """The village of a matrix that `read_economy` made; None where nobody earns anything from making or trading.

    Kinds of enterprise become farming (whose goods have outside prices), making, trading and serving; purchases of
    households here become shops; own use becomes a good that each group makes for itself. Groups are the poor, the
    others, and the neighbours who sell to them. Labour is the assumed share of value added, at least the wages paid.
    """
    role = matrix.accounts["role"].to_numpy().astype(str)
    kind = matrix.accounts["kind"].to_numpy().astype(str)
    sector = np.full(role.size, -1)
    firm = role == "enterprise"
    for at, name in enumerate(_GOODS):
        sector[firm & np.isin(kind, list(SECTORS.get(name, ())))] = at
    sector[firm & (sector < 0)] = _GOODS.index(_MAKING)
    shops, home = _GOODS.index("shops"), _GOODS.index("home")
    sector[role == "shops"] = shops
    poor = matrix.accounts["poor"].to_numpy().astype(str) == "yes"
    group = np.where(role == "neighbours", 2, np.where(role == "household", np.where(poor, 0, 1), -1))
    owned = np.where(np.isin(role, ("work", "margin")), np.where(poor, 0, 1), -1)
    pay = _Sums(matrix)
    a, h = len(_GOODS), 3
    own_use = np.array([pay.total(sector == i, role == "own_use") for i in range(a)])
    inputs = np.array([[pay.total(sector == i, sector == j) for j in range(a)] for i in range(a)])
    received = np.array([pay.total(sector == i, np.ones(role.size, np.bool_)) for i in range(a)])
    mixed = np.array([[pay.total(owned == g, sector == i) for g in range(h)] for i in range(a)])
    mixed[shops] += [pay.total(group == g, sector == shops) for g in range(h)]
    wages = np.array([pay.total(role == "hired", sector == i) for i in range(a)])
    # Own use is taken out of what enterprises make, where that leaves them something, and becomes a good of the home.
    added = mixed.sum(axis=1) + wages
    own = np.where(own_use < 0.5 * mixed.sum(axis=1), own_use, 0.0)
    mixed *= np.divide(mixed.sum(axis=1) - own, mixed.sum(axis=1), out=np.ones(a), where=mixed.sum(axis=1) > 0)[:, None]
    received, added = received - own, added - own
    eaten = np.array([pay.total(role == "own_use", group == g) for g in range(h)])
    eaten *= own.sum() / eaten.sum() if eaten.sum() > 0 else 0.0
    mixed[home], received[home], added[home] = eaten, eaten.sum(), eaten.sum()
    if not added.sum() > 0:
        return None
    labour = np.clip(beliefs.labour_share * added, np.minimum(wages, _MOST * added), _MOST * added)
    total = mixed.sum(axis=1)
    part = np.divide(mixed, total[:, None], out=np.zeros_like(mixed), where=total[:, None] > 0)
    alive = (added > 1e-9 * added.sum()) & (total > 0)
    hired = np.array([pay.total(group == g, role == "hired") for g in range(h)])
    worked = (part.T @ np.maximum(labour - wages, 0.0)[:, None]).ravel() + hired
    worked = worked / max(float(labour.sum()), float(worked.sum()))
    return _village(alive, part, received, inputs, added, labour, worked, pay, role, group, eaten, beliefs)


def _village(
    alive: Mask, part: Floats, received: Floats, inputs: Floats, added: Floats, labour: Floats, worked: Floats,
    pay: _Sums, role: NDArray[np.str_], group: Ints, eaten: Floats, beliefs: Assumptions,
) -> Village:  # fmt: skip
    """The village of the activities that are there; each group's budget is made to be its income."""
    kept = np.flatnonzero(alive)
    h = part.shape[1]
    goods = tuple(_GOODS[at] for at in kept)
    output = (part * received[:, None])[kept]
    used = inputs[np.ix_(kept, kept)]
    outside = np.maximum(received[kept] - used.sum(axis=0) - added[kept], 0.0)
    bought = used.sum(axis=0) + outside
    used = used * np.divide(received[kept] - added[kept], bought, out=np.zeros(kept.size), where=bought > 0)
    outside = received[kept] - added[kept] - used.sum(axis=0)
    transfers = np.array([pay.total(group == g, role == "transfers") for g in range(h)])
    spending = np.zeros((kept.size, h))
    for at, name in enumerate(goods):
        if name == "shops":
            spending[at] = [pay.total(role == "shops", group == g) for g in range(h)]
        if name == "home":
            spending[at] = eaten
    capital = (part * np.maximum(added - labour, 0.0)[:, None])[kept].sum(axis=0)
    income = capital + worked * labour[kept].sum() + transfers
    away = np.array([pay.total(role == "elsewhere", group == g) for g in range(h)])
    saved = np.array([pay.total((role == "savings") | (role == "taxes"), group == g) for g in range(h)])
    whole = spending.sum(axis=0) + away + saved
    away = np.where(whole > 0, away, income)  # of a group that told of no spending, nothing is known to stay here
    scale = np.divide(income, np.where(whole > 0, whole, income), out=np.zeros(h), where=income > 0)
    spending, away, saved = spending * scale, away * scale, saved * scale
    exports = np.maximum(output.sum(axis=1) - used.sum(axis=1) - spending.sum(axis=1), 0.0)
    exports[[name == "home" for name in goods]] = 0.0
    return Village(
        goods=goods, groups=("poor", "others", "neighbours"),
        market=tuple(_MARKET.get(name, "village") for name in goods), output=output, inputs=used,
        outside_inputs=np.maximum(outside, 0.0), labour=labour[kept], worked=worked, spending=spending,
        outside_spending=away, saved=saved, transfers=transfers, exports=exports,
        labour_elasticity=beliefs.labour_elasticity, demand_elasticity=beliefs.demand_elasticity,
        subsistence=beliefs.subsistence,
    )  # fmt: skip


def shocks(village: Village, size: float = 0.01) -> dict[str, Shock]:
    """Two shocks of `size` of all income: `transfer`, to groups in proportion to income, and `demand` from outside for
    goods whose price is made here, in proportion to what is sold there. What nobody receives is left out.
    """
    amount = size * float(village.income.sum())
    none_h, none_a = np.zeros(len(village.groups)), np.zeros(len(village.goods))
    found = {}
    listed = village.income * np.array([name != "neighbours" for name in village.groups])
    if listed.sum() > 0:
        found["transfer"] = Shock(amount * listed / listed.sum(), none_a)
    sold = village.exports * np.array([one == "village" for one in village.market])
    sold = sold * np.array([name != "shops" for name in village.goods])
    if sold.sum() > 0:
        found["demand"] = Shock(none_h, amount * sold / sold.sum())
    return found


class _Sums:
    """Sums of payments between sets of accounts."""

    def __init__(self, matrix: Matrix) -> None:
        coo = matrix.flows.tocoo()
        self.row, self.column, self.value = coo.row, coo.col, coo.data

    def total(self, payees: Mask, payers: Mask) -> float:
        """What accounts of one mask (n,) receive from those of another."""
        return float(self.value[payees[self.row] & payers[self.column]].sum())
