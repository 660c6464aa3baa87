"""The matrix balances to the last digit, whatever was told, and names what does not fit."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books, draw_up

BELIEFS = Assumptions()


def books_of(cluster: Cluster, by: tuple[str, ...] = ("gender",)) -> Books:
    return draw_up(cluster.at("2002"), None, by, BELIEFS)


def paid(made: object, payer: str, payee: str) -> float:
    names = made.matrix.accounts["account"].to_list()
    return float(made.matrix.flows[[names.index(payee)]][:, [names.index(payer)]].sum())


def test_every_account_receives_what_it_pays(season: Callable[..., Cluster]) -> None:
    made = assemble(books_of(season()), BELIEFS)
    assert made.matrix.off < 1e-9
    assert (made.matrix.shares().sum(axis=0) <= 1 + 1e-9).all()


def test_an_enterprise_s_household_gets_what_is_left_of_sales(season: Callable[..., Cluster]) -> None:
    made = assemble(books_of(season()), BELIEFS)
    sales, starch, wages = 12 * 7_900_500.0, 12 * 2_500_000.0, 12 * 300_000.0
    assert paid(made, "enterprise: hoa", "work: women") == pytest.approx(sales - starch - wages)
    assert paid(made, "enterprise: hoa", "hired") == pytest.approx(wages)
    assert paid(made, "work: women", "household: women") > 0


def test_wages_go_where_they_were_told_and_the_rest_to_workers_from_elsewhere(season: Callable[..., Cluster]) -> None:
    made = assemble(books_of(season()), BELIEFS)
    assert paid(made, "hired", "household: women") == pytest.approx(12 * 250_000.0)
    assert paid(made, "hired", "workers") == pytest.approx(12 * 150_000.0)
    assert paid(made, "workers", "shops") == pytest.approx(0.3 * 12 * 150_000.0)


def test_shops_pass_on_what_is_bought_here_to_neighbours_and_suppliers(season: Callable[..., Cluster]) -> None:
    made = assemble(books_of(season()), BELIEFS)
    names = made.matrix.accounts["account"].to_list()
    till = made.matrix.received[names.index("shops")]
    assert paid(made, "shops", "neighbours") == pytest.approx(0.4 * till)
    assert paid(made, "shops", "suppliers") == pytest.approx(0.6 * till)


def test_who_told_of_paying_more_than_coming_in_is_named_and_made_up_for(season: Callable[..., Cluster]) -> None:
    made = assemble(books_of(season()), BELIEFS)
    codes = made.matrix.accounts["code"].to_list()
    assert {codes[at] for at in made.overdrawn} == {"hoa_pigs", "lan"}  # they buy feed, and nobody told of their pigs
    assert made.beyond == pytest.approx(12 * (50_000 + 500 + 200_000))
    assert paid(made, "unexplained", "enterprise: lan") == pytest.approx(12 * 200_000.0)


def test_of_the_silent_no_more_is_income_than_of_their_kind(season: Callable[..., Cluster]) -> None:
    seen = pl.DataFrame({"round": ["2002"] * 2, "enterprise": ["hoa", "hoa2"], "answer": ["answered", "refused"]})
    firms = pl.concat(
        [
            season()["enterprise"],
            season()["enterprise"].filter(pl.col("code") == "hoa").with_columns(code=pl.lit("hoa2")),
        ]
    )
    trade = season()["trade"]
    more = trade.filter(pl.col("buyer") == "shop").with_columns(seller=pl.lit("hoa2"), reporter=pl.lit("buyer"))
    made = assemble(books_of(season(enterprise=firms, enterprise_round=seen, trade=pl.concat([trade, more]))), BELIEFS)
    usual = 1 - (2_500_000 + 300_000) / 7_900_500
    assert paid(made, "enterprise: hoa2", "work: women") == pytest.approx(12 * 7_000_000 * usual)
    assert paid(made, "enterprise: hoa2", "unexplained") == pytest.approx(12 * 7_000_000 * (1 - usual))
    assert made.matrix.off < 1e-9


@given(st.lists(st.floats(0.0, 1e12), min_size=8, max_size=8))
@settings(max_examples=25)
def test_it_balances_for_any_values(season: Callable[..., Cluster], values: list[float]) -> None:
    books = books_of(season())
    made = assemble(books, BELIEFS, np.resize(values, books.pairs.height))
    assert made.matrix.off < 1e-9


def test_the_unit_of_money_changes_no_share(season: Callable[..., Cluster]) -> None:
    money = [("trade", "value"), ("labour", "wages"), ("income", "amount"), ("spending", "amount")]
    times = {name: season()[name].with_columns(pl.col(column) * 1000) for name, column in money}
    one, other = (assemble(books_of(cluster), BELIEFS).matrix.shares() for cluster in (season(), season(**times)))
    assert abs(one - other).max() < 1e-9


def test_two_that_pay_each_other_only_are_taken_out_and_named(season: Callable[..., Cluster]) -> None:
    firms = pl.DataFrame(
        {"code": ["a", "b", "c", "shop"], "kind": ["starch"] * 3 + ["retailer"], "local": [True] * 3 + [False]}
    )
    trade = pl.DataFrame(
        [("a", "b", 10), ("b", "a", 10), ("c", "shop", 5)], schema=["seller", "buyer", "value"], orient="row"
    ).with_columns(
        round=pl.lit("2002"), month=season()["round"]["first_month"][0], product=pl.lit("wet"),
        reporter=pl.lit("seller"), quantity=pl.lit(1.0),
    )  # fmt: skip
    made = assemble(books_of(season(enterprise=firms, trade=trade, labour=season()["labour"].clear())), BELIEFS)
    codes = made.matrix.accounts["code"].to_list()
    assert [codes[at] for at in made.shut] == ["a", "b"]
    assert made.matrix.off < 1e-9


def test_a_cluster_of_nobody_has_a_matrix_of_nothing(season: Callable[..., Cluster]) -> None:
    empty = Cluster.of({})
    made = assemble(draw_up(empty, None, ("kind",), BELIEFS), BELIEFS)
    assert made.matrix.flows.nnz == 0
    assert made.matrix.off == 0.0
