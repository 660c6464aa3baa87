"""The books hold each enterprise once, and everybody else in accounts that are named."""

from collections.abc import Callable

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import EXOGENOUS, SHARED, draw_up, spent

BELIEFS = Assumptions()


def test_local_enterprises_have_accounts_and_others_share_theirs(season: Callable[..., Cluster]) -> None:
    books = draw_up(season().at("2002"), None, ("gender",), BELIEFS)
    assert books.accounts.head(4)["code"].to_list() == ["binh", "hoa", "hoa_pigs", "lan"]
    assert books.e == 4
    assert books.accounts["account"].n_unique() == books.accounts.height
    assert set(books.accounts.filter(~pl.col("endogenous"))["role"]) == set(EXOGENOUS)
    assert set(SHARED) <= set(books.accounts.filter("endogenous")["role"])


def test_payments_go_from_buyer_to_seller_in_a_year(season: Callable[..., Cluster]) -> None:
    books = draw_up(season().at("2002"), None, (), BELIEFS)
    found = {(payer, payee): value for payer, payee, value in books.pairs.select("payer", "payee", "value").iter_rows()}
    assert found[1, 0] == 12 * 2_500_000.0  # Ms Hoa pays Mr Binh
    assert found[0, books.first("suppliers")] == 12 * 2_000_000.0
    assert found[books.first("buyers"), 1] == 12 * 7_000_000.0
    assert found[books.first("city"), 1] == 12 * 900_000.0


def test_what_is_left_goes_to_the_household_s_group_and_a_trader_s_is_a_margin(season: Callable[..., Cluster]) -> None:
    firms = season()["enterprise"].with_columns(
        kind=pl.when(pl.col("code") == "binh").then(pl.lit("trader")).otherwise("kind"),
        household=pl.when(pl.col("code") == "lan").then(None).otherwise("household"),
    )
    books = draw_up(season(enterprise=firms).at("2002"), None, ("gender",), BELIEFS)
    assert books.accounts["owner"].head(4).to_list() == ["margin: men", "work: women", "work: women", "owners"]


def test_local_consumers_buy_at_the_account_of_shops(season: Callable[..., Cluster]) -> None:
    firms = season()["enterprise"].with_columns(local=(pl.col("code") == "city") | pl.col("local"))
    books = draw_up(season(enterprise=firms).at("2002"), None, (), BELIEFS)
    assert books.first("shops") in books.pairs["payer"].to_list()
    assert "city" not in books.accounts["code"].to_list()


def test_losses_are_kept_beside_the_money(season: Callable[..., Cluster]) -> None:
    books = draw_up(season().at("2002"), None, (), BELIEFS)
    assert books.beside.select("enterprise", "product", "kind", "quantity").rows() == [
        ("lan", "residue", "loss", 120.0)
    ]
    assert books.beside["value"][0] == 120.0 * 50.1 or books.beside["value"][0] > 0
    assert not books.own.any()


def test_the_order_of_rows_changes_nothing(season: Callable[..., Cluster]) -> None:
    one, other = season(), season()
    turned = Cluster.of({name: table.reverse() for name, table in other.tables.items()})
    a, b = (draw_up(cluster.at("2002"), None, ("kind", "gender"), BELIEFS) for cluster in (one, turned))
    assert a.accounts.equals(b.accounts)
    assert a.pairs.select("payer", "payee").equals(b.pairs.select("payer", "payee"))
    assert np.allclose(a.pairs["value"], b.pairs["value"], rtol=1e-14)
    assert spent(a, BELIEFS).select("group").equals(spent(b, BELIEFS).select("group"))
