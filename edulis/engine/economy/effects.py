"""What a change sets off: multipliers of all accounts at once, and the effect of a demand, a technique or a price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from edulis.engine.economy.leaks import refuse
from edulis.engine.economy.matrix import Floats, Ints, Matrix, Sparse, column_shares
from edulis.engine.economy.solving import adjoint, outputs

INCOME = ("household", "neighbours")  # roles whose receipts are income of people here
DEMAND = ("buyers", "city", "unknown")  # roles whose payments are demand from outside
GROUPS = ("kind", "gender", "poor")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change comes to, in money a year: more where positive, less where negative.

    `accounts`: the endogenous accounts with their columns and `change`, what each receives more. `leaks`: to (the role
    that money leaves to), amount. `injection`: what was put in. `hours`: hours of work a year.
    """

    accounts: pl.DataFrame
    leaks: pl.DataFrame
    injection: float
    hours: float

    @property
    def output(self) -> float:
        """What all enterprises receive more."""
        return float(self.accounts.filter(pl.col("role") == "enterprise")["change"].sum())

    @property
    def income(self) -> float:
        """What households and neighbours here earn more."""
        return float(self.accounts.filter(pl.col("role").is_in(list(INCOME)))["change"].sum())

    def by(self, *names: str) -> pl.DataFrame:
        """Income of groups of households by kind, gender or poor: the names, households, income, and `share` of all
        that listed households gain (empty where that is nothing). A loss keeps its sign.
        """
        sums = self.accounts.filter(pl.col("role") == "household").group_by(*names).agg(
            households=pl.col("members").sum(), income=pl.col("change").sum()
        )  # fmt: skip
        whole = float(sums["income"].sum())
        share = pl.col("income") / whole if whole else pl.lit(None, pl.Float64)
        return sums.with_columns(share=share).sort(*names)


def effect_of_demand(matrix: Matrix, change: Mapping[str, float] | Floats) -> Effect:
    """The effect of more (or less) demand from outside: Δx = (I − A)⁻¹ Δf.

    change: money a year by account, or an array over all accounts of the matrix; only endogenous ones can be given.
    Raises LookupError for an account that is not there, ValueError for an exogenous one, Refused where no multiplier
    exists. Source: Pyatt & Round (1979).
    """
    inside, shares = _open(matrix)
    given = _vector(matrix, change)
    if given[~matrix.endogenous].any():
        raise ValueError("demand can change at endogenous accounts only")
    return _effect(matrix, inside, shares, outputs(shares, given[inside]), float(given.sum()))


def effect_of_technique(matrix: Matrix, account: str, change: Mapping[str, float]) -> Effect:
    """The effect of a changed column: per unit it receives, an account pays so much more (or less) to others.

    change: account → Δ of the share, for instance {"suppliers": −0.05, "work: a": +0.05}; what does not add up to 0
    goes to, or comes from, the owner of an enterprise. Demand from outside stays as it is: (I − A′) x′ = f, Δx = x′ −
    x. Raises LookupError for an account that is not there; ValueError where a share would be negative; Refused where
    the column would be above 1. Source: Sherman & Morrison (1950); Miller & Blair (2022, ch. 13).
    """
    inside, shares = _open(matrix)
    number = _numbers(matrix)
    at = number(account)
    given = np.zeros(matrix.accounts.height)
    for name, share in change.items():
        given[number(name)] += share
    owner = _owner(matrix, at, number)
    if owner is not None and abs(given.sum()) > 1e-12:
        given[owner] -= given.sum()
    place = int(np.flatnonzero(inside == at)[0]) if at in inside else -1
    if place < 0:
        raise ValueError(f"{account} does not answer to demand")
    column = np.asarray(matrix.flows[:, [at]].todense()).ravel() / matrix.received[at]
    if (below := np.flatnonzero(column + given < -1e-12)).size:
        name = matrix.accounts["account"][int(below[0])]
        raise ValueError(f"a share would be negative: {account} pays {column[below[0]]:.3g} of its takings to {name}")
    new = shares.tolil()
    new[:, [place]] = np.maximum(column + given, 0.0)[inside][:, None]
    turned = csr_array(new)
    refuse(turned, matrix.accounts["account"].gather(inside).to_list())
    before = matrix.received[inside]
    final = before - shares @ before
    after = outputs(turned, final)
    columns = _leak_shares(matrix, inside)
    spent = {role: row.copy() for role, row in columns.items()}
    roles = matrix.accounts["role"].to_numpy()
    for other in np.flatnonzero(given):
        if not matrix.endogenous[other]:
            row = spent.setdefault(str(roles[other]), np.zeros(inside.size))
            row[place] += given[other]
    zero = np.zeros(inside.size)
    lost = {role: float(row @ after - columns.get(role, zero) @ before) for role, row in spent.items()}
    return _told(matrix, inside, after - before, lost, 0.0)


def effect_of_price(matrix: Matrix, gain: Mapping[str, float], *, inside_too: bool = False) -> Effect:
    """The effect of a better (or worse) price: sellers' outside sales, and their inside ones if wanted, × gain.

    gain: enterprise account → change of its price as a share. No more is made: what it brings goes to the sellers'
    owners, and with `inside_too` local buyers' owners pay it; both spend, or save, accordingly. Source: as for demand.
    """
    number = _numbers(matrix)
    given = np.zeros(matrix.accounts.height)
    roles = matrix.accounts["role"].to_numpy()
    rows = csr_array(matrix.flows)
    owners = [_owner(matrix, at, number) for at in range(matrix.accounts.height)]
    for name, share in gain.items():
        at = number(name)
        owner = owners[at]
        span = slice(rows.indptr[at], rows.indptr[at + 1])
        for buyer, value in zip(rows.indices[span], rows.data[span], strict=True):
            if roles[buyer] in DEMAND or (inside_too and roles[buyer] == "enterprise"):
                if owner is not None:
                    given[owner] += share * value
                payer = owners[int(buyer)] if roles[buyer] == "enterprise" else None
                if payer is not None:
                    given[payer] -= share * value
    kept = np.where(matrix.endogenous, given, 0.0)  # owners without a household here spend nothing here
    return effect_of_demand(matrix, kept)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Multipliers of all endogenous accounts, m of them: one row each, what one unit of demand there comes to.

    `table`: account, role, code, kind, output, income (of households and neighbours), neighbours, hours. `groups`:
    (dimension, value) → (m,) income of listed households of that kind, gender or poverty. `leaks`: role → (m,) what
    leaves to it; over all roles they add up to 1. `demand`: (m,) demand from outside now.
    """

    table: pl.DataFrame
    groups: Mapping[tuple[str, str], Floats]
    leaks: Mapping[str, Floats]
    demand: Floats
    shares: Sparse


def multipliers(matrix: Matrix) -> Multipliers:
    """Output, income and jobs multipliers of every endogenous account at once, by the adjoint.

    λ = (I − Aᵀ)⁻¹ v with v = 1 at enterprises (output), at households and neighbours (income), hours per unit received
    (jobs), at groups of households, and the share paid to each exogenous role (leaks). Output multipliers of
    enterprises are ≥ 1. Raises Refused where no multiplier exists. Source: Pyatt & Round (1979); Miller & Blair (2022).
    """
    inside, shares = _open(matrix)
    accounts = matrix.accounts[inside]
    role = accounts["role"].to_numpy()
    received = matrix.received[inside]
    hours = np.divide(accounts["hours"].to_numpy(), received, out=np.zeros(inside.size), where=received > 0)
    wanted: list[tuple[tuple[str, str], Floats]] = [
        (("", "output"), (role == "enterprise").astype(np.float64)),
        (("", "income"), np.isin(role, INCOME).astype(np.float64)),
        (("", "neighbours"), (role == "neighbours").astype(np.float64)),
        (("", "hours"), hours),
    ]
    homes = role == "household"
    for name in GROUPS:
        column = accounts[name].to_numpy()
        wanted += [
            ((name, str(word)), (homes & (column == word)).astype(np.float64)) for word in np.unique(column[homes])
        ]
    wanted += [(("leak", to), row) for to, row in _leak_shares(matrix, inside).items()]
    found = adjoint(shares, np.column_stack([row for _, row in wanted])) if inside.size else np.zeros((0, len(wanted)))
    solved = {key: found[:, at] for at, (key, _) in enumerate(wanted)}
    table = accounts.select("account", "role", "code", "kind").with_columns(
        pl.Series(name, solved["", name]) for name in ("output", "income", "neighbours", "hours")
    )
    return Multipliers(
        table,
        {key: row for key, row in solved.items() if key[0] in GROUPS},
        {key[1]: row for key, row in solved.items() if key[0] == "leak"},
        _demand(matrix, inside),
        shares,
    )


def scenarios(matrix: Matrix, demands: Floats) -> Floats:
    """What every endogenous account receives more under each of k demands: Δx, (m, k), in blocks of columns.

    demands: (m, k), money a year, in the order of the endogenous accounts. Raises Refused where no answer exists.
    """
    _, shares = _open(matrix)
    return outputs(shares, demands)


def _open(matrix: Matrix) -> tuple[Ints, Sparse]:
    inside = np.flatnonzero(matrix.endogenous)
    shares = column_shares(matrix.flows[inside][:, inside], matrix.received[inside])
    refuse(shares, matrix.accounts["account"].gather(inside).to_list())
    return inside, shares


def _demand(matrix: Matrix, inside: Ints) -> Floats:
    outside = np.flatnonzero(np.isin(matrix.accounts["role"].to_numpy().astype(str), DEMAND))
    return np.asarray(matrix.flows[inside][:, outside].sum(axis=1), np.float64).ravel()


def _leak_shares(matrix: Matrix, inside: Ints) -> dict[str, Floats]:
    """What each endogenous account pays to every exogenous role, per unit it receives; what is paid to accounts that
    were taken out of the endogenous ones goes by the role of `elsewhere`; what is received but not paid by `unspent`.
    """
    received = matrix.received[inside]
    safe = np.where(received > 0, received, 1.0)
    roles = matrix.accounts["role"].to_numpy().astype(str)
    out = np.flatnonzero(~matrix.endogenous)
    paid: dict[str, Floats] = {}
    known = {str(role) for role in roles[out] if not np.isin(roles[inside], role).any()}
    for at in out:
        role = str(roles[at]) if roles[at] in known else "elsewhere"
        row = np.asarray(matrix.flows[[at]][:, inside].todense(), np.float64).ravel() / safe
        paid[role] = paid.get(role, np.zeros(inside.size)) + row
    unspent = np.maximum(received - matrix.paid[inside], 0.0) / safe + (received <= 0)
    if (unspent > 1e-12).any():
        paid["unspent"] = np.where(unspent > 1e-12, unspent, 0.0)
    return dict(sorted(paid.items()))


def _effect(matrix: Matrix, inside: Ints, shares: Sparse, change: Floats, injection: float) -> Effect:
    lost = {role: float(row @ change) for role, row in _leak_shares(matrix, inside).items()}
    return _told(matrix, inside, change, lost, injection)


def _told(matrix: Matrix, inside: Ints, change: Floats, lost: Mapping[str, float], injection: float) -> Effect:
    accounts = matrix.accounts[inside].with_columns(change=pl.Series(change))
    received = matrix.received[inside]
    hours = np.divide(accounts["hours"].to_numpy(), received, out=np.zeros(inside.size), where=received > 0)
    leaks = pl.DataFrame(
        {"to": list(lost), "amount": list(lost.values())}, schema={"to": pl.String, "amount": pl.Float64}
    )
    return Effect(accounts, leaks, injection, float(hours @ change))


def _numbers(matrix: Matrix) -> _Numbers:
    return _Numbers({name: at for at, name in enumerate(matrix.accounts["account"].to_list())})


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Numbers of accounts by name, for those who look one up."""

    held: Mapping[str, int]

    def __call__(self, name: str) -> int:
        if name not in self.held:
            raise LookupError(f"there is no account {name!r}")
        return self.held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)


def _vector(matrix: Matrix, change: Mapping[str, float] | Floats) -> Floats:
    if not isinstance(change, Mapping):
        given = np.asarray(change, np.float64)
        if given.shape != (matrix.accounts.height,):
            raise ValueError(f"{matrix.accounts.height} accounts, but a change of shape {given.shape}")
        return given
    number = _numbers(matrix)
    vector = np.zeros(matrix.accounts.height)
    for name, amount in change.items():
        vector[number(name)] += amount
    return vector


def _owner(matrix: Matrix, at: int, number: _Numbers) -> int | None:
    """The account of what is left to an enterprise; None where it has none, or is none."""
    if "owner" not in matrix.accounts.columns:
        return None
    owner = matrix.accounts["owner"][at]
    return None if owner is None else number(str(owner))
