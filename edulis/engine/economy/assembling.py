"""From books to a social accounting matrix that balances: who is paid what, and what nobody can explain."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import EXOGENOUS, SHARED, Books, spent
from edulis.engine.economy.leaks import closed
from edulis.engine.economy.matrix import Floats, Ints, Mask, Matrix


@dataclass(frozen=True, slots=True)
class Assembled:
    """The matrix, and what had to be put right: enterprises told to pay more than they receive (their numbers, and by
    how much), income of the silent that is not counted as theirs, and accounts of closed sets that were taken out.
    """

    matrix: Matrix
    overdrawn: Ints
    beyond: float
    capped: float
    shut: Ints


@dataclass
class _Payments:
    payer: list[Ints] = field(default_factory=list)
    payee: list[Ints] = field(default_factory=list)
    value: list[Floats] = field(default_factory=list)

    def add(self, payer: Ints | int, payee: Ints | int, value: Floats | float) -> None:
        a, b, v = np.broadcast_arrays(payer, payee, np.asarray(value, np.float64))
        kept = v > 0
        self.payer.append(a[kept].astype(np.int64))
        self.payee.append(b[kept].astype(np.int64))
        self.value.append(v[kept])

    def received(self, n: int) -> Floats:
        return np.asarray(np.bincount(np.concatenate(self.payee), np.concatenate(self.value), n), np.float64)

    def paid(self, n: int) -> Floats:
        return np.asarray(np.bincount(np.concatenate(self.payer), np.concatenate(self.value), n), np.float64)


def assemble(books: Books, beliefs: Assumptions, values: Floats | None = None) -> Assembled:
    """The social accounting matrix of the books; `values` (pairs,) take the place of the deliveries' values.

    Enterprise e receives its sales and what its household uses of its goods; it pays suppliers, wages, and what is left
    as income from work, or margin where it trades, to its household's group. Where less than nothing is left,
    `unexplained` makes up for it. An enterprise that did not answer is known by its partners' word alone: the share of
    its receipts that is income is that of its kind, and what that leaves or wants is `unexplained`. Wages go to groups
    as told in their incomes, the rest to `workers` from elsewhere. Groups and workers pay shops here, taxes, savings,
    own use and `elsewhere`. Shops pay the sellers who told of sales to people here; of the rest a share is income of
    `neighbours`, sellers here whom no record names and who spend as groups do, and the remainder goes to suppliers. At
    last every exogenous account settles what is left with `elsewhere`, so that each account receives what it pays.
    Source: Pyatt & Round (1985); Taylor & Adelman (1996).
    """
    n, e = books.accounts.height, books.e
    to = {role: books.first(role) for role in (*SHARED, *EXOGENOUS)}
    pay = _Payments()
    value = books.pairs["value"].to_numpy().astype(np.float64) if values is None else np.maximum(values, 0.0)
    pay.add(books.pairs["payer"].to_numpy(), books.pairs["payee"].to_numpy(), value)
    firms = np.arange(e)
    pay.add(firms, to["hired"], books.wages)
    pay.add(to["own_use"], firms, books.own)
    overdrawn, beyond, capped = _residuals(books, pay, to)
    _wages(books, pay, to, beliefs)
    _households(books, pay, to, beliefs)
    _settle(pay, n, to)
    payer, payee, amount = np.concatenate(pay.payer), np.concatenate(pay.payee), np.concatenate(pay.value)
    matrix = Matrix.of(books.accounts, payer, payee, amount)
    matrix, shut = _open(matrix)
    return Assembled(matrix, overdrawn, beyond, capped, shut)


def _residuals(books: Books, pay: _Payments, to: dict[str, int]) -> tuple[Ints, float, float]:
    """What is left to each enterprise goes to its owners; what is missing comes from `unexplained`."""
    n, e = books.accounts.height, books.e
    received, paid = pay.received(n)[:e], pay.paid(n)[:e]
    left, told = received - paid, books.told
    income, more = np.maximum(left, 0.0), np.maximum(-left, 0.0)
    if not told.all():
        kind = np.unique(books.accounts["kind"].head(e).to_numpy().astype(str), return_inverse=True)[1]
        sums = np.bincount(kind[told], received[told], kind.max() + 1)
        kept = np.bincount(kind[told], income[told], kind.max() + 1)
        usual = np.divide(kept, sums, out=np.zeros(kept.size), where=sums > 0)[kind]  # nobody told: counts are whole
        usual = np.minimum(usual, 0.99)
        whole = np.maximum(received, paid / (1.0 - usual))
        income, more = np.where(told, income, usual * whole), np.where(told, more, whole - received)
    pay.add(to["unexplained"], np.arange(e), more)
    pay.add(np.arange(e), books.owner, income)
    rest = np.maximum(received + more - paid - income, 0.0)
    rest[rest <= 1e-12 * np.maximum(received, paid)] = 0.0
    pay.add(np.arange(e), to["unexplained"], rest)
    # Rounding of large sums is no debt.
    over = told & (left < -1e-9 * np.maximum(received, paid))
    return np.flatnonzero(over), float(more[over].sum()), float(more[~told].sum() + rest[~told].sum())


def _wages(books: Books, pay: _Payments, to: dict[str, int], beliefs: Assumptions) -> None:
    """Hired work: to groups as they told, scaled down where they told more than was paid; the rest to workers."""
    whole = float(books.wages.sum())
    told = books.groups["wages"].to_numpy().astype(np.float64)
    first = books.first("household") if books.groups.height else 0
    groups = first + np.arange(books.groups.height)
    if told.sum() > 0:
        here = told * min(1.0, whole / float(told.sum()))
    else:
        number = books.groups["households"].to_numpy().astype(np.float64)
        here = whole * beliefs.hired_here * number / max(float(number.sum()), 1.0)
    pay.add(to["hired"], groups, here)
    pay.add(to["hired"], to["workers"], max(whole - float(here.sum()), 0.0))


def _households(books: Books, pay: _Payments, to: dict[str, int], beliefs: Assumptions) -> None:
    """Factors to groups, groups to what they spend on, and shops to those who sell there."""
    n, g = books.accounts.height, books.groups.height
    number = np.arange(g)
    homes = (books.first("household") if g else 0) + number
    for role in ("work", "margin"):
        account = (books.first(role) if g else 0) + number
        pay.add(account, homes, pay.received(n)[account])
    pay.add(to["transfers"], homes, books.groups["transfers"].to_numpy())
    own = _own_use(books, homes)
    budget = spent(books, beliefs)
    here, away, tax, saving = (budget[one].to_numpy() for one in ("here", "away", "tax", "saving"))
    base = pay.received(n)
    workers = float(base[to["workers"]])
    own = np.minimum(own, base[homes])
    recorded = pay.paid(n)[to["shops"]]
    money = base[homes] - own
    usual = [float(part @ money) / float(money.sum()) if money.sum() > 0 else 0.0 for part in (here, away, tax, saving)]
    # Shops' till is what groups, workers and neighbours bring; neighbours live on a share of it: solved for the till.
    brought = float(here @ money) + beliefs.hired_local * workers
    turn = beliefs.shop_income * usual[0]
    till = max((brought - turn * recorded) / (1.0 - turn), brought)
    rest = max(till - recorded, 0.0)
    lived_on = beliefs.shop_income * rest if sum(usual) > 0 else 0.0
    pay.add(to["shops"], to["neighbours"], lived_on)
    pay.add(to["shops"], to["suppliers"], rest - lived_on)
    for role, share in zip(("shops", "elsewhere", "taxes", "savings"), usual, strict=True):
        pay.add(to["neighbours"], to[role], share * lived_on)
    pay.add(homes, to["own_use"], own)
    pay.add(homes, to["shops"], here * money)
    pay.add(homes, to["elsewhere"], away * money)
    pay.add(homes, to["taxes"], tax * money)
    pay.add(homes, to["savings"], saving * money)
    pay.add(to["workers"], to["shops"], beliefs.hired_local * workers)
    pay.add(to["workers"], to["elsewhere"], (1.0 - beliefs.hired_local) * workers)
    pay.add(to["unexplained"], to["shops"], max(recorded - float(pay.received(n)[to["shops"]]), 0.0))


def _own_use(books: Books, homes: Ints) -> Floats:
    """What each group's households use of their own goods (g,)."""
    e = books.e
    groups = np.zeros(homes.size)
    role = books.accounts["role"].to_numpy()
    code = {name: at for at, name in enumerate(books.groups["group"].to_list())}
    names = books.accounts["code"].to_list()
    for at in range(e):
        if books.own[at] > 0 and role[books.owner[at]] != "owners":
            groups[code[names[books.owner[at]]]] += books.own[at]
    return groups


def _settle(pay: _Payments, n: int, to: dict[str, int]) -> None:
    """Every exogenous account but `elsewhere` pays it what is left, or gets from it what is missing."""
    others = np.asarray([to[role] for role in EXOGENOUS if role != "elsewhere"])
    gap = (pay.received(n) - pay.paid(n))[others]
    pay.add(others, to["elsewhere"], np.maximum(gap, 0.0))
    pay.add(to["elsewhere"], others, np.maximum(-gap, 0.0))


def _open(matrix: Matrix) -> tuple[Matrix, Ints]:
    """The matrix with closed sets taken out of the endogenous accounts: nothing leaks from them, so that a demand
    there would have no end. Accounts that receive nothing are no such set.
    """
    inside = np.flatnonzero(matrix.endogenous & (matrix.received > 0))
    shut = inside[_closed_among(matrix, inside)]
    if shut.size == 0:
        return matrix, shut
    kept: Mask = matrix.endogenous
    kept[shut] = False
    return Matrix(matrix.accounts.with_columns(endogenous=pl.Series(kept)), matrix.flows), shut


def _closed_among(matrix: Matrix, inside: Ints) -> Ints:
    from edulis.engine.economy.matrix import column_shares

    return closed(column_shares(matrix.flows[inside][:, inside], matrix.received[inside]))
