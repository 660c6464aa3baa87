"""A social accounting matrix: who pays whom in a year, one row and one column for each account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Sparse = Any  # a scipy.sparse.csr_array, n × n


@dataclass(frozen=True, slots=True)
class Matrix:
    """Accounts and what flows between them: `flows[i, j]` is what account j pays to account i, in money.

    `accounts`, one row for each, in the order of rows and columns of `flows`: account (its name), role, endogenous
    (whether it answers to a change of demand), and what else is known of it. The matrix balances where for every
    account i Σ_j flows[i, j] = Σ_j flows[j, i]: what it receives is what it pays. Source: Pyatt & Round (1979).
    """

    accounts: pl.DataFrame
    flows: Sparse

    def __post_init__(self) -> None:
        if self.flows.shape != (self.accounts.height,) * 2:
            raise ValueError(f"{self.accounts.height} accounts, but flows of shape {self.flows.shape}")
        if not np.isfinite(self.flows.data).all() or (self.flows.data < 0).any():
            raise ValueError("a flow is negative or not a number: turn it round instead")
        for part in (self.flows.data, self.flows.indices, self.flows.indptr):
            part.flags.writeable = False

    @classmethod
    def of(cls, accounts: pl.DataFrame, payer: Ints, payee: Ints, value: Floats) -> Matrix:
        """The matrix of payments: payer, payee (numbers of accounts) and value, shape (m,). Repeated ones add up.

        Raises ValueError for a value that is negative or not a number.
        """
        return cls(accounts, sparse(payee, payer, value, accounts.height))

    @property
    def received(self) -> Floats:
        """Row sums (n,): what each account receives."""
        return np.asarray(self.flows.sum(axis=1), dtype=np.float64).ravel()

    @property
    def paid(self) -> Floats:
        """Column sums (n,): what each account pays."""
        return np.asarray(self.flows.sum(axis=0), dtype=np.float64).ravel()

    @property
    def off(self) -> float:
        """The largest |received − paid| of an account over the larger of the two: 0 where all balance."""
        received, paid = self.received, self.paid
        larger = np.maximum(received, paid)
        return float(np.max(np.abs(received - paid) / np.where(larger > 0, larger, 1.0), initial=0.0))

    @property
    def endogenous(self) -> Mask:
        """Which accounts answer to a change of demand (n,)."""
        return self.accounts["endogenous"].to_numpy().astype(np.bool_)

    def shares(self) -> Sparse:
        """A = T x̂⁻¹ among the endogenous accounts, m × m: which share of its receipts an account pays to another."""
        inside = np.flatnonzero(self.endogenous)
        return column_shares(self.flows[inside][:, inside], self.received[inside])

    def merged(self, labels: Sequence[str], accounts: pl.DataFrame | None = None) -> Matrix:
        """The same payments between fewer accounts: those with one label become one, in order of the labels.

        A merged account is endogenous where all of its parts are. Raises ValueError for a wrong number of labels.
        """
        if len(labels) != self.accounts.height:
            raise ValueError(f"{self.accounts.height} accounts, but {len(labels)} labels")
        names, number = np.unique(np.asarray(labels, dtype=object).astype(str), return_inverse=True)
        coo = self.flows.tocoo()
        if accounts is None:
            inside = np.ones(names.size, np.bool_)
            np.logical_and.at(inside, number, self.endogenous)
            accounts = pl.DataFrame({"account": names.tolist(), "endogenous": inside})
        return Matrix(accounts, sparse(number[coo.row], number[coo.col], coo.data, names.size))


def sparse(row: Ints, column: Ints, value: Floats, n: int) -> Sparse:
    """An n × n matrix of sums of value at (row, column); zeros are left out."""
    where = (np.asarray(row, np.int32), np.asarray(column, np.int32))  # half the memory of what NumPy counts in
    matrix = csr_array(coo_array((np.asarray(value, np.float64), where), shape=(n, n)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def column_shares(flows: Sparse, totals: Floats) -> Sparse:
    """A_ij = T_ij / x_j; a column without receipts is left empty.

    flows: n × n, T_ij what j pays to i. totals: x, shape (n,). Raises ValueError where an account pays without having
    received anything. Source: Leontief (1936); Pyatt & Round (1979).
    """
    matrix = csr_array(flows, copy=True)
    total = np.asarray(totals, np.float64)
    if (total[np.unique(matrix.indices)] <= 0).any():
        raise ValueError("an account pays, but receives nothing")
    matrix.data = matrix.data / total[matrix.indices]
    return matrix
