"""A small village model in which local prices can move: what a fixed-price multiplier leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from edulis.engine.economy.matrix import Floats

Market = Literal["outside", "village", "household"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """Activities, one good each, and groups of households in the base year, when all prices and the wage are 1.

    Amounts are money a year. `market` says where a good's price is made: `outside` (fixed, any amount can be sold or
    bought there), `village` (clears here, with outside demand that falls as its price rises), `household` (each group
    makes what it uses itself). `output` (a, h): what activity a of group h makes; `inputs` (a, b): what activity b
    uses of good a; `outside_inputs` (b,); `labour` (b,): wages and own work at the wage; `worked` (h,): share of all
    labour income that goes to a group, the rest leaves; `spending` (a, h) on local goods, `outside_spending` (h,),
    `saved` (h,): savings, taxes; `transfers` (h,): income from elsewhere; `exports` (a,).
    Source: Taylor & Filipski (2014).
    """

    goods: tuple[str, ...]
    groups: tuple[str, ...]
    market: tuple[Market, ...]
    output: Floats
    inputs: Floats
    outside_inputs: Floats
    labour: Floats
    worked: Floats
    spending: Floats
    outside_spending: Floats
    saved: Floats
    transfers: Floats
    exports: Floats
    labour_elasticity: float = 3.0
    demand_elasticity: float = 4.0
    subsistence: float = 0.3

    def __post_init__(self) -> None:
        capital = self.output.sum(axis=1) - self.inputs.sum(axis=0) - self.outside_inputs - self.labour
        made = self.output.sum(axis=1) > 0
        if (capital[made] <= 0).any() or (self.labour[made] <= 0).any():
            name = self.goods[int(np.flatnonzero(made & ((capital <= 0) | (self.labour <= 0)))[0])]
            raise ValueError(f"{name} leaves nothing to land and capital, or is made without labour")

    @property
    def income(self) -> Floats:
        """Incomes of groups in the base year (h,)."""
        total = self.output.sum(axis=1)
        part = np.divide(self.output, total[:, None], out=np.zeros_like(self.output), where=total[:, None] > 0)
        capital = total - self.inputs.sum(axis=0) - self.outside_inputs - self.labour
        return np.asarray(part.T @ capital + self.worked * self.labour.sum() + self.transfers, np.float64)


@dataclass(frozen=True, slots=True)
class Shock:
    """What comes from outside: more transfers (h,), and more demand for goods (a,), money a year at base prices."""

    transfers: Floats
    demand: Floats


@dataclass(frozen=True, slots=True)
class Outcome:
    """The village after a shock: incomes in money and at base prices, prices, wage, and how well it clears."""

    nominal: Floats  # (h,)
    real: Floats  # (h,) income over the cost of what the group bought in the base year
    prices: Floats  # (a, h)
    wage: float
    excess: float  # largest excess demand over base value


def respond(village: Village, shock: Shock) -> Outcome:
    """Clear all markets after a shock; unknown are the prices of village and household goods and the wage.

    Activity a of group h has fixed land and capital and Cobb–Douglas value added: with net price v = p − Σ_b io_b p_b
    − io₀ and labour share β, labour `L = L₀ (v/v₀ · 1/w)^{1/(1−β)}`, output `Q = Q₀ (L/L₀)^β`. Labour supply is
    `L₀ w^η`. Groups spend `p_a C_a = p_a γ_a + b_a (E − Σ p γ)`, γ = subsistence × base consumption (Stone 1954).
    Outside demand for a village good is `(X₀ + shock) p^{−ε}`. Solved by `scipy.optimize.root` in logarithms.
    Raises ArithmeticError where the markets do not clear. Source: Taylor & Filipski (2014).
    """
    from scipy.optimize import root

    model = _Model(village, shock)
    found = root(model.excess, np.zeros(model.unknowns), method="hybr", options={"xtol": 1e-12})
    excess = float(np.max(np.abs(model.excess(found.x)), initial=0.0))
    if not excess <= 1e-8:
        raise ArithmeticError("the markets of the village do not clear")
    prices, wage = model.unpack(found.x)
    _, _, income = model.production(prices, wage)
    return Outcome(income, income / model.cost_of_living(prices), prices, wage, excess)


@dataclass(frozen=True, slots=True)
class LocalMultiplier:
    """Income of all groups per unit of shock: with fixed prices, in money with moving prices, and at base prices."""

    fixed: float
    nominal: float
    real: float
    groups: Floats  # (h,) nominal, by group


def local_multiplier(village: Village, shock: Shock) -> LocalMultiplier:
    """Nominal, real and fixed-price multiplier of a shock. Raises ArithmeticError where markets do not clear."""
    size = float(shock.transfers.sum() + shock.demand.sum())
    if not size > 0:
        raise ValueError("a shock of nothing has no multiplier")
    after = respond(village, shock)
    gained = (after.nominal - village.income) / size
    return LocalMultiplier(
        fixed_price(village, shock), float(gained.sum()), float((after.real - village.income).sum() / size), gained
    )


def fixed_price(village: Village, shock: Shock) -> float:
    """The multiplier of the same village at fixed prices, with idle hands and capital enough: (I − A)⁻¹ by shares.

    Goods of outside markets are made no more of for demand here: it is met from outside (Parikh & Thorbecke 1996).
    """
    v = village
    total = v.output.sum(axis=1)
    safe = np.where(total > 0, total, 1.0)
    part = v.output / safe[:, None]
    a, h = v.output.shape
    capital = total - v.inputs.sum(axis=0) - v.outside_inputs - v.labour
    local = np.array([one != "outside" for one in v.market], np.float64) * (total > 0)
    matrix = np.zeros((a + h, a + h))
    matrix[:a, :a] = local[:, None] * v.inputs / safe
    matrix[a:, :a] = (part.T * capital + np.outer(v.worked, v.labour)) / safe
    matrix[:a, a:] = local[:, None] * v.spending / np.where(v.income > 0, v.income, 1.0)
    start = np.concatenate([local * shock.demand, shock.transfers])
    found = np.linalg.solve(np.eye(a + h) - matrix, start)
    return float(found[a:].sum() / (shock.transfers.sum() + shock.demand.sum()))


def monte_carlo(
    village: Village, shock: Shock, ranges: Mapping[str, tuple[float, float]], *, draws: int, seed: int
) -> NDArray[np.float64]:
    """fixed, nominal, real (draws, 3), parameters drawn evenly from their ranges; draws that do not clear are left out.

    ranges: of labour_elasticity, demand_elasticity, subsistence, and `labour_share`, the share of labour in value
    added. Source: Taylor & Filipski (2014, ch. 4).
    """
    random = np.random.default_rng(seed)
    rows = []
    for _ in range(draws):
        drawn: dict[str, Any] = {name: float(random.uniform(*ends)) for name, ends in sorted(ranges.items())}
        share = drawn.pop("labour_share", None)
        if share is not None:
            added = village.output.sum(axis=1) - village.inputs.sum(axis=0) - village.outside_inputs
            drawn["labour"] = share * added
        try:
            one = local_multiplier(replace(village, **drawn), shock)
        except (ArithmeticError, ValueError):
            continue
        rows.append((one.fixed, one.nominal, one.real))
    return np.asarray(rows, np.float64).reshape(-1, 3)


class _Model:
    """The equations of a village after a shock."""

    def __init__(self, village: Village, shock: Shock) -> None:
        v = self.v = village
        self.shock = shock
        self.total = v.output.sum(axis=1)
        safe = np.where(self.total > 0, self.total, 1.0)
        self.io, self.io0 = v.inputs / safe, v.outside_inputs / safe
        self.net = np.where(self.total > 0, 1.0 - self.io.sum(axis=0) - self.io0, 1.0)
        self.beta = np.where(self.total > 0, v.labour / safe / self.net, 0.5)
        self.part = v.output / safe[:, None]
        self.hours = self.part * v.labour[:, None]
        made = self.total > 0
        self.here = np.flatnonzero(made & np.array([one == "village" for one in v.market]))
        self.home = np.flatnonzero(made & np.array([one == "household" for one in v.market]))
        self.spent = np.maximum(v.income - v.saved, 0.0)
        self.saving = np.divide(v.saved, v.income, out=np.zeros_like(v.saved), where=v.income > 0)
        bought = v.spending.sum(axis=0) + v.outside_spending
        self.scale = np.divide(self.spent, bought, out=np.zeros_like(bought), where=bought > 0)
        self.gamma = v.subsistence * v.spending * self.scale
        self.gamma0 = v.subsistence * v.outside_spending * self.scale
        self.b = np.divide(v.spending, bought, out=np.zeros_like(v.spending), where=bought > 0)
        # What the base year's own balance leaves open is held constant, so that a shock of nothing moves nothing.
        self.unknowns = self.here.size + self.home.size * len(v.groups) + 1
        self.open: Floats = np.zeros(self.unknowns)
        base = Shock(np.zeros(len(v.groups)), np.zeros(len(v.goods)))
        self.shock, kept = base, shock
        self.open = self.excess(np.zeros(self.unknowns), scaled=False)
        self.shock = kept

    def unpack(self, x: Floats) -> tuple[Floats, float]:
        v = self.v
        prices = np.ones(v.output.shape)
        prices[self.here] = np.exp(x[: self.here.size])[:, None]
        prices[self.home] = np.exp(x[self.here.size : -1]).reshape(self.home.size, len(v.groups))
        return prices, float(np.exp(x[-1]))

    def production(self, prices: Floats, wage: float) -> tuple[Floats, Floats, Floats]:
        """Output (a, h), labour (a, h), incomes (h,)."""
        v = self.v
        net = np.maximum(prices - self.io.T @ prices - self.io0[:, None], 1e-9)
        beta = self.beta[:, None]
        ratio = (net / self.net[:, None] / wage) ** (1.0 / (1.0 - beta))
        labour = self.hours * ratio
        made = v.output * ratio**beta
        profit = (net * made - wage * labour).sum(axis=0)
        income = profit + v.worked * wage * labour.sum() + v.transfers + self.shock.transfers
        return made, labour, income

    def excess(self, x: Floats, scaled: bool = True) -> Floats:
        """Demand less supply in every market that clears here, over its base value."""
        v = self.v
        prices, wage = self.unpack(x)
        made, labour, income = self.production(prices, wage)
        money = income * (1.0 - self.saving)
        left = money - (prices * self.gamma).sum(axis=0) - self.gamma0
        eaten = self.gamma + self.b * left / prices
        used = self.io @ made
        p = prices.mean(axis=1)
        sold = (v.exports + self.shock.demand) * p**-v.demand_elasticity
        village = eaten.sum(axis=1) + used.sum(axis=1) + sold - made.sum(axis=1)
        home = (eaten + used - made)[self.home].ravel()
        work = labour.sum() - v.labour.sum() * wage**v.labour_elasticity
        found = np.concatenate([village[self.here], home, [work]]) - self.open
        found = np.asarray(found, np.float64)
        if not scaled:
            return found
        base = np.concatenate(
            [self.total[self.here], np.maximum(v.output[self.home].ravel(), 1e-12), [max(v.labour.sum(), 1e-12)]]
        )
        least = 1e-9 * max(float(self.total.max(initial=0.0)), 1e-12)
        return np.asarray(found / np.maximum(base, least), np.float64)

    def cost_of_living(self, prices: Floats) -> Floats:
        """What the base year's basket costs over what it did (h,)."""
        v = self.v
        bought = v.spending.sum(axis=0) + v.outside_spending + v.saved
        cost = (prices * v.spending).sum(axis=0) + v.outside_spending + v.saved
        return np.asarray(np.divide(cost, bought, out=np.ones_like(cost), where=bought > 0), np.float64)
