"""The chain between makers and users: fewest sales first, then the widest; the same for any order of rows."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network import chain_between
from edulis.engine.network.chain import MOST

SALES = [
    ("farm", "trader", 9.0), ("trader", "starch", 8.0), ("starch", "noodles", 3.0), ("starch", "trader", 7.0),
    ("noodles", "shop", 4.0), ("trader", "shop", 6.0), ("starch", "shop", 0.5), ("noodles", "noodles", 1.0),
]  # fmt: skip


def ties(sales: list[tuple[str, str, float]]) -> pl.DataFrame:
    return pl.DataFrame(
        [(one, other, 5, worth, 0.25) for one, other, worth in sales],
        schema=["seller_kind", "buyer_kind", "ties", "value", "talk"],
        orient="row",
    )


def way(sales: list[tuple[str, str, float]], makers: list[str], user: str) -> list[str]:
    found = chain_between(ties(sales), makers, user)
    return [found[0].seller, *(hop.buyer for hop in found)] if found else []


def test_the_chain_leads_through_all_makers_in_the_order_of_the_goods() -> None:
    assert way(SALES, ["noodles", "starch"], "shop") == ["starch", "noodles", "shop"]
    assert way(SALES, ["starch", "noodles"], "shop") == ["starch", "noodles", "shop"]


def test_of_ways_with_equally_many_sales_the_widest_is_taken() -> None:
    assert way(SALES[:6], ["starch"], "shop") == ["starch", "trader", "shop"]
    assert way(SALES, ["starch"], "shop") == ["starch", "shop"]  # fewer sales come first


def test_each_hop_says_how_many_ties_it_rests_on_and_how_many_of_them_talk() -> None:
    (hop,) = chain_between(ties(SALES), ["noodles"], "shop")
    assert (hop.seller, hop.buyer, hop.ties, hop.talk) == ("noodles", "shop", 5, 0.25)


def test_where_goods_do_not_flow_there_is_no_chain() -> None:
    assert way(SALES, ["shop"], "farm") == []
    assert way(SALES, ["shop"], "shop") == []
    assert way(SALES, [], "shop") == []
    assert way(SALES, ["nobody"], "shop") == []
    assert way([], ["starch"], "shop") == []


def test_no_chain_leads_through_those_who_stand_for_many() -> None:
    through = [("starch", "unknown", 9.0), ("unknown", "shop", 9.0)]
    assert way(through, ["starch"], "shop") == []
    assert way(through, ["starch"], "unknown") == ["starch", "unknown"]


def test_too_many_makers_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        chain_between(ties(SALES), [str(at) for at in range(MOST + 1)], "shop")


@settings(max_examples=40)
@given(st.permutations(SALES), st.sampled_from(["farm", "trader", "starch", "noodles"]))
def test_the_order_of_rows_changes_nothing(sales: list[tuple[str, str, float]], maker: str) -> None:
    assert way(sales, [maker], "shop") == way(SALES, [maker], "shop")
