"""What there is more of here."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.engine.supply.bought import bought
from edulis.engine.supply.location import known_for, quotients

Chain = Callable[..., Cluster]


def region(**counts: float) -> pl.DataFrame:
    rows = [(f"r_{kind}", "region_total", None if kind == "whole" else kind, n) for kind, n in counts.items()]
    return pl.DataFrame(rows, schema=["code", "kind", "sector", "value"], orient="row")


def test_the_quotient_is_the_share_here_over_the_share_there(chain: Chain) -> None:
    found = quotients(chain(reference=region(whole=1000.0, starch=50.0, pigs=500.0)))
    assert dict(found.select("sector", "quotient").iter_rows()) == {"starch": 5.0, "pigs": 0.5}


@settings(max_examples=30)
@given(st.lists(st.floats(1, 1e6), min_size=4, max_size=4), st.floats(0.01, 100))
def test_weighted_with_the_shares_there_quotients_come_to_one(chain: Chain, counts: list[float], times: float) -> None:
    kinds = dict(zip(("starch", "noodles", "pigs", "trader"), counts, strict=True))
    found = quotients(chain(reference=region(**kinds)))
    assert found.select((pl.col("share_there") * pl.col("quotient")).sum()).item() == pytest.approx(1)
    scaled = quotients(chain(reference=region(**{kind: times * n for kind, n in kinds.items()})))
    assert scaled["quotient"].to_list() == pytest.approx(found["quotient"].to_list())


def test_totals_of_products_or_workers_are_no_counts_of_enterprises(chain: Chain) -> None:
    table = region(starch=50.0).with_columns(unit=pl.lit("workers"))
    assert quotients(chain(reference=table)).is_empty()
    of_product = region(starch=50.0).with_columns(product=pl.lit("wet"))
    assert quotients(chain(reference=of_product)).is_empty()


def test_a_name_a_feast_or_many_makers_make_a_place_known(chain: Chain) -> None:
    village = chain()
    product = village["product"].with_columns(food_culture=pl.when(pl.col("code") == "noodles").then(pl.lit("Tết")))
    cluster = chain(product=product, reference=region(whole=1000.0, starch=50.0, noodles=900.0))
    found = known_for(cluster, bought(cluster, None), quotients(cluster))
    assert found.select("product", "makers", "kind").rows() == [("noodles", 1, "noodles"), ("wet", 1, "starch")]
    assert found["sold_outside"].to_list()[0] == 1
