"""What one unit of money at an enterprise or its owner sets off through the chain, by the adjoint of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.economy.effects import INCOME
from edulis.engine.economy.leaks import refuse
from edulis.engine.economy.matrix import Matrix, column_shares
from edulis.engine.economy.solving import adjoint, outputs
from edulis.engine.leverage.market import Market

MEASURES = ("income", "women", "poor", "farms", "services", "days", "women_days", "cod", "neighbours")
FARMS = ("crop_farm", "seedlings", "pigs", "livestock")
SERVICES = ("grating", "workshop", "transport", "credit", "service")


@dataclass(frozen=True, slots=True)
class Reach:
    """For each of f enterprises, what one unit of money a year comes to in the end, in the order of MEASURES.

    owner, firm: (f, 9), of income of its owner, or of demand for its goods. keeps (f,): which share of its receipts is
    left to its owner. here (f,): whether that owner's income is spent again here. `whole`: the chain is known; without
    an economy only the first round is.
    """

    owner: np.ndarray
    firm: np.ndarray
    keeps: np.ndarray
    here: np.ndarray
    whole: bool


def first_round(market: Market) -> Reach:
    """Without an economy: income is what owners get, and of demand what sales leave after purchases."""
    f = len(market.codes)
    sums = []
    for side in ("seller_at", "buyer_at"):
        held = np.zeros(f)
        rows = market.sales.filter(market.sales[side] >= 0)
        np.add.at(held, rows[side].to_numpy(), rows["value"].to_numpy())
        sums.append(held)
    sold, bought = sums
    keeps = np.clip(np.divide(sold - bought, sold, out=np.zeros(f), where=sold > 0), 0.0, 1.0)
    owner, firm = np.zeros((f, len(MEASURES))), np.zeros((f, len(MEASURES)))
    owner[:, 0], firm[:, 0] = 1.0, keeps
    _own_trade(market, owner)
    return Reach(owner, firm, keeps, np.zeros(f, np.bool_), False)


def reach_of(market: Market, matrix: Matrix, farm_supply: float) -> Reach:
    """Adjoint multipliers where farms serve a share of more demand: λ = (I − (D A)ᵀ)⁻¹ v, D = farm_supply at farms.

    v: 1 at households and neighbours (income), at those where women decide, at the poor; what is left to owners of
    farms and of services; days, women's days and COD over what an enterprise receives; 1 at
    neighbours, sellers here whom no record names. An owner without a household
    here has his gain counted once, and it is not followed. Raises Refused where no multiplier exists.
    Source: Pyatt & Round (1979); Haggblade, Hammer & Hazell (1991) for supply that does not follow.
    """
    accounts = matrix.accounts
    f = len(market.codes)
    at, owner_at = _places(market, matrix)
    inside, damped, received = _damped(market, matrix, farm_supply)
    role = accounts["role"].gather(inside).to_numpy().astype(str)
    home = role == "household"
    v = np.zeros((inside.size, len(MEASURES)))
    v[:, 0] = np.isin(role, INCOME)
    v[:, 1] = home & (accounts["gender"].gather(inside).to_numpy() == "women")
    v[:, 8] = role == "neighbours"
    v[:, 2] = home & (accounts["poor"].gather(inside).to_numpy() == "yes")
    place = {int(one): number for number, one in enumerate(inside)}
    total = matrix.received
    keeps = np.zeros(f)
    known = (at >= 0) & (owner_at >= 0)
    if known.any():
        paid = np.asarray(matrix.flows.tocsc()[owner_at[known], at[known]], np.float64).ravel()
        keeps[known] = np.divide(paid, total[at[known]], out=np.zeros(paid.size), where=total[at[known]] > 0)
    kinds = np.asarray(market.kinds)
    for number in np.flatnonzero(at >= 0):
        row = place.get(int(at[number]))
        if row is None or received[row] <= 0:
            continue
        v[row, 3] = keeps[number] if kinds[number] in FARMS else 0.0
        v[row, 4] = keeps[number] if kinds[number] in SERVICES else 0.0
        v[row, 5:8] = np.array([market.days[number], market.women_days[number], market.cod[number]]) / received[row]
    found = np.zeros((accounts.height + 1, len(MEASURES)))
    found[inside] = adjoint(damped, v) if inside.size else 0.0
    here = np.zeros(f, np.bool_)
    here[known] = matrix.endogenous[owner_at[known]]
    owner, firm = found[owner_at], found[at]
    # Money of owners without a household here, or of enterprises that are taken out, counts once.
    owner = np.where(here[:, None], owner, 0.0)
    owner[~here, 0] = 1.0
    firm[~here, 0] += keeps[~here]
    _own_trade(market, owner)
    return Reach(owner, firm, keeps, here, True)


def _own_trade(market: Market, owner: np.ndarray) -> None:
    """What owners of farms and services get at once is itself income of farms and services."""
    kinds = np.asarray(market.kinds)
    owner[np.isin(kinds, FARMS), 3] += 1.0
    owner[np.isin(kinds, SERVICES), 4] += 1.0


def _places(market: Market, matrix: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of each enterprise's account and of its owner's; −1 (a last row of zeros) where there is none."""
    number = {name: at for at, name in enumerate(matrix.accounts["account"].to_list())}
    names = [f"enterprise: {code}" for code in market.codes]
    at = np.array([number.get(name, -1) for name in names], np.int64)
    owners = matrix.accounts["owner"].to_list() if "owner" in matrix.accounts.columns else []
    owner = [number.get(str(owners[one]), -1) if one >= 0 and owners and owners[one] is not None else -1 for one in at]
    return at, np.array(owner, np.int64)


def _damped(market: Market, matrix: Matrix, farm_supply: float) -> tuple[np.ndarray, object, np.ndarray]:
    from scipy.sparse import csr_array, diags_array

    inside = np.flatnonzero(matrix.endogenous)
    received = matrix.received[inside]
    shares = column_shares(matrix.flows[inside][:, inside], received)
    refuse(shares, matrix.accounts["account"].gather(inside).to_list())
    farms = {
        f"enterprise: {code}" for code, kind in zip(market.codes, market.kinds, strict=True) if kind == "crop_farm"
    }
    names = matrix.accounts["account"].gather(inside).to_list()
    served = np.array([farm_supply if name in farms else 1.0 for name in names])
    return inside, csr_array(diags_array(served) @ shares), received


def spread_of(market: Market, matrix: Matrix, farm_supply: float, owner: np.ndarray, firm: np.ndarray) -> np.ndarray:
    """What every account receives more, (accounts, k), of k shocks: income of owners and demand, each (f, k)."""
    at, owner_at = _places(market, matrix)
    inside, damped, _ = _damped(market, matrix, farm_supply)
    given = np.zeros((matrix.accounts.height + 1, owner.shape[1]))
    np.add.at(given, owner_at, owner)
    np.add.at(given, at, firm)
    change = np.zeros((matrix.accounts.height, owner.shape[1]))
    if inside.size:
        change[inside] = outputs(damped, given[inside])
    return change
