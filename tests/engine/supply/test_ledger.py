"""A round as arrays."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.supply.ledger import ledger, recipe_lines

Chain = Callable[..., Cluster]


def test_the_main_product_is_added_where_a_recipe_does_not_name_it(chain: Chain) -> None:
    out = recipe_lines(chain()).filter(pl.col("direction") == "out")
    assert out.select("process", "product", "per_unit").rows() == [
        ("grate", "residue", 1.25), ("grate", "wet", 1.0), ("noodle", "noodles", 1.0),
    ]  # fmt: skip


def test_energy_and_by_products_that_lack_stop_no_process(chain: Chain) -> None:
    book = ledger(chain())
    held = book.into.join(book.nodes.with_row_index("node").cast({"node": pl.Int64}), on="node")
    assert set(held.select("product", "limits").iter_rows()) == {("root", True), ("wet", True), ("coal", False)}


def test_who_told_no_activity_makes_what_it_sells_of_what_it_buys(chain: Chain) -> None:
    village = chain()
    told = village["activity"].filter(pl.col("enterprise") != "binh")
    book = ledger(chain(activity=told))
    mine = book.acts.filter(pl.col("enterprise") == "binh")
    assert mine["process"].null_count() == 3
    assert book.out.height == 3 + 6  # Ms Hoa's noodles; Mr Binh's starch and residue, three months each
    traders = book.acts.filter(pl.col("enterprise") == "tam")
    assert traders.is_empty()


def test_nothing_told_is_an_empty_ledger() -> None:
    book = ledger(Cluster.of({}))
    assert (book.nodes.height, book.edges.height, book.acts.height, book.kept.shape) == (0, 0, 0, (0, 0))
