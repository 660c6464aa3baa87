"""A social accounting matrix holds who pays whom, and balances where it says so."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from edulis.engine.economy.matrix import Matrix, column_shares


def test_the_matrix_of_hosoe_balances_in_all_accounts(whole: Matrix) -> None:
    assert whole.off == 0.0
    assert whole.received.tolist() == [92, 89, 50, 40, 90, 35, 31, 24, 9, 3]
    assert whole.paid.tolist() == whole.received.tolist()


def test_shares_are_those_of_the_endogenous_accounts_only(whole: Matrix, hosoe: object) -> None:
    assert abs(whole.shares() - hosoe).max() < 1e-15


def test_merging_accounts_keeps_every_payment_and_the_balance(whole: Matrix) -> None:
    labels = ["making", "making", "factors", "factors", "HOH", "GOV", "INV", "EXT", "GOV", "GOV"]
    merged = whole.merged(labels)
    assert merged.flows.sum() == whole.flows.sum()
    assert merged.off == 0.0
    assert merged.accounts.filter("endogenous")["account"].to_list() == ["HOH", "factors", "making"]
    with pytest.raises(ValueError, match="3 labels"):
        whole.merged(["a", "b", "c"])


def test_a_negative_payment_or_a_wrong_shape_is_refused() -> None:
    accounts = pl.DataFrame({"account": ["a", "b"], "endogenous": [True, True]})
    with pytest.raises(ValueError, match="turn it round"):
        Matrix.of(accounts, np.array([0]), np.array([1]), np.array([-1.0]))
    with pytest.raises(ValueError, match="2 accounts"):
        Matrix(accounts, csr_array((3, 3)))


def test_what_is_in_a_matrix_cannot_be_changed(whole: Matrix) -> None:
    with pytest.raises(ValueError, match="read-only"):
        whole.flows.data[0] = 1.0


def test_an_account_that_pays_without_receiving_has_no_shares() -> None:
    with pytest.raises(ValueError, match="receives nothing"):
        column_shares(csr_array(np.array([[0.0, 1.0], [0.0, 0.0]])), np.array([1.0, 0.0]))
