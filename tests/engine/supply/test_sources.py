"""How far one hangs on few."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.supply.sources import concentration, dependence


def rows(parts: list[float], unnamed: int = 0) -> pl.DataFrame:
    n = len(parts)
    return pl.DataFrame(
        {"product": ["root"] * n, "seller": [f"s{i}" for i in range(n)], "worth": parts,
         "unnamed": [i < unnamed for i in range(n)]}
    )  # fmt: skip


def test_shares_of_six_two_one_one_tenths_give_the_published_index() -> None:
    found = concentration(rows([60.0, 20.0, 10.0, 10.0]), ["product"], "seller", "worth")
    assert found["hhi"].item() == pytest.approx(0.42)  # the income shares of the book's example
    assert (found["largest"].item(), found["largest_share"].item()) == ("s0", 0.6)


@settings(max_examples=40)
@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=8), st.integers(0, 3), st.floats(0.001, 1e3))
def test_the_index_lies_between_one_over_n_and_one_and_within_its_bounds(
    parts: list[float], unnamed: int, unit: float
) -> None:
    table = rows(parts, unnamed)
    found = concentration(table, ["product"], "seller", "worth").row(0, named=True)
    if found["sources"]:
        assert 1 / found["sources"] - 1e-9 <= found["hhi"] <= 1 + 1e-9
        assert found["hhi_low"] - 1e-9 <= found["hhi"] <= found["hhi_high"] + 1e-9
    other = table.with_columns(pl.col("worth") * unit).reverse()
    again = concentration(other, ["product"], "seller", "worth").row(0, named=True)
    assert again["hhi_high"] == pytest.approx(found["hhi_high"])


def test_the_cluster_counts_first_hands_and_their_places() -> None:
    table = pl.DataFrame(
        {"seller": ["hill", "dale", "tam"], "buyer": ["tam", "binh", "binh"], "product": ["root"] * 3,
         "worth": [50.0, 50.0, 50.0], "seller_kind": ["supplier", "supplier", "trader"],
         "seller_place": ["yb", "yb", "dl"], "buyer_local": [True] * 3, "origin": [True, True, False]}
    )  # fmt: skip
    buyers, sources = dependence(table)
    assert buyers["hhi"].to_list() == [0.5, 1.0]
    assert sources.select("by", "hhi").rows() == [("place", 1.0), ("seller", 0.5)]


def test_what_nobody_can_name_leaves_the_index_open() -> None:
    found = concentration(rows([1.0], unnamed=1), ["product"], "seller", "worth").row(0, named=True)
    assert (found["hhi"], found["sources"], found["hhi_low"], found["hhi_high"]) == (None, 0, 0, 1)
