import numpy as np
import polars as pl
import pytest
from village import MONTHS, RESIDUE, YIELD, grow

from edulis.engine.cluster import Cluster
from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.balances import draw_up, open_balances
from edulis.engine.flows.reports import gather
from edulis.engine.flows.system import merge

EVEN = {"seller": 1.0, "buyer": 1.0, "observer": 1.0}


def books_of(cluster):
    reports = gather(cluster.at("r1"), Assumptions())
    return reports, draw_up(reports, EVEN, Assumptions())


@pytest.fixture(scope="module")
def village():
    return grow(seed=4, starch=8, noodles=4, traders=2, months=4)


def test_a_balance_holds_what_comes_what_is_made_and_what_goes(village):
    _, books = books_of(village.cluster)
    row = books.rows.filter((pl.col("enterprise") == "noodles0") & (pl.col("product") == "noodles")).row(0, named=True)
    entries = books.system.balances.tocsr()[[row["row"]]].tocoo()
    signs = sorted(entries.data.tolist())
    assert signs == [-1.0, 1.0, 1.0]  # sold; made; the rest


def test_a_recipe_feeds_every_product_it_names(village):
    reports, books = books_of(village.cluster)
    act = reports.activities.filter(pl.col("enterprise").str.starts_with("starch")).row(0, named=True)
    column = books.system.balances[:, [books.first_activity + act["id"]]].toarray().ravel()
    found = {books.rows["product"][int(row)]: column[row] for row in np.flatnonzero(column)}
    assert found["wet_starch"] == 1
    assert found["root"] == pytest.approx(-1 / YIELD)
    assert found["residue"] == pytest.approx(RESIDUE / YIELD)


def test_a_month_opens_with_what_the_last_one_left(village):
    _, books = books_of(village.cluster)
    own = books.rows.filter((pl.col("enterprise") == "starch1") & (pl.col("product") == "wet_starch")).sort("month")
    stock = books.stocks.filter((pl.col("enterprise") == "starch1") & (pl.col("month") == own["month"][0]))
    column = books.system.balances[:, [stock["unknown"][0]]].toarray().ravel()
    assert column[own["row"][0]] == -1
    assert column[own["row"][1]] == 1
    assert np.count_nonzero(column) == 2


def test_a_product_that_does_not_keep_has_no_stock(village):
    _, books = books_of(village.cluster)
    assert set(books.stocks["product"]) == {"wet_starch"}


def test_every_balance_has_a_finite_rest(village):
    _, books = books_of(village.cluster)
    rest = books.told.filter(pl.col("subject") == "rest")
    assert rest.height == books.rows.height
    assert rest["sigma"].is_finite().all()
    assert (rest["sigma"] > 0).all()
    missing = np.setdiff1d(np.arange(books.system.unknowns), books.system.measured)
    assert missing.size == 0


def test_true_amounts_leave_no_balance_open():
    exact = grow(seed=5, starch=6, noodles=3, traders=2, months=3, error=1e-9, gross=0.0, forgotten=0.0)
    _, books = books_of(exact.cluster)
    merged = merge(books.system, np.maximum(books.system.sigma, 0.05 * np.abs(books.system.values) + 1e-9))
    found = open_balances(books, merged.mean, merged.variance)
    roots = found.filter(pl.col("product") == "root")
    assert roots.height > 5
    assert (roots["gap"].abs() < 0.35 * roots["inflow"]).all()


def test_what_is_sold_without_any_source_is_named_and_not_balanced(village):
    frames = dict(village.cluster.tables)
    strange = pl.DataFrame(
        {"round": "r1", "month": [MONTHS[0]], "seller": "trader0", "buyer": "city", "product": "noodles",
         "reporter": "seller", "quantity": 77.0}
    )  # fmt: skip
    frames["trade"] = pl.concat([frames["trade"], strange], how="diagonal_relaxed")
    _, books = books_of(Cluster.of(frames))
    lost = books.sourceless.filter((pl.col("enterprise") == "trader0") & (pl.col("product") == "noodles"))
    assert lost["size"].to_list() == [77.0]
    assert books.rows.filter((pl.col("enterprise") == "trader0") & (pl.col("product") == "noodles")).is_empty()
