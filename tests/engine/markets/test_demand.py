"""Growth of markets, and the market behind a buyer."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.demand import market_growth, matched

Build = Callable[..., Cluster]


def test_growth_follows_from_people_and_incomes_where_none_was_noted(chain_of: Build) -> None:
    market = pl.DataFrame(
        {
            "code": ["a", "b", "c", "d"],
            "name": ["a", "b", "c", "d"],
            "product": ["wet"] * 4,
            "growth": [0.2, None, None, None],
            "population_growth": [0.01, 0.02, None, 0.02],
            "income_growth": [0.1, 0.07, 0.07, 0.07],
            "income_elasticity": [1.0, 0.5, 1.0, None],
        }
    )
    growth = dict(market_growth(chain_of(market=market)).select("market", "growth").iter_rows())
    assert growth["a"] == 0.2
    assert growth["b"] == pytest.approx(0.055)
    assert growth["c"] == pytest.approx(0.07)
    assert growth["d"] is None


def test_the_nearest_rule_that_finds_a_market_holds(chain_of: Build) -> None:
    enterprise = pl.DataFrame(
        {
            "code": ["named", "other", "neighbour", "town", "village", "far", "stranger"],
            "kind": ["factory", "factory", "retailer", "retailer", "retailer", "factory", "retailer"],
            "place": ["vt", "vt", "dl1", "hn", "dl", "vt", "hn"],
            "local": [False] * 7,
        }
    )
    place = pl.DataFrame(
        {
            "code": ["vt", "dl", "dl1", "hn"],
            "name": ["Việt Trì", "Dương Liễu", "xóm", "Hà Nội"],
            "within": [None, None, "dl", None],
            "setting": ["urban", "rural", "rural", "urban"],
        }
    )
    market = pl.DataFrame(
        {
            "code": ["by_name", "at_dl", "for_towns", "for_villages", "one_factory"],
            "name": ["m"] * 5,
            "product": ["wet", "wet", "noodles", "noodles", "pig"],
            "buyer": ["named", None, None, None, "named"],
            "place": ["vt", "dl", None, None, None],
            "reach": ["national", "village", "city", "district", None],
        }
    )
    cluster = chain_of(enterprise=enterprise, place=place, market=market)
    ends = pl.DataFrame(
        [
            ("named", "wet"), ("neighbour", "wet"), ("town", "noodles"), ("village", "noodles"), ("far", "pig"),
            ("stranger", "pig"), ("other", "noodles"),
        ],
        schema=["buyer", "product"], orient="row",
    )  # fmt: skip
    found = {(b, p): (rule, market) for b, p, rule, market, _ in matched(cluster, ends).iter_rows()}
    assert found["named", "wet"] == ("buyer", "by_name")
    assert found["neighbour", "wet"] == ("place", "at_dl")
    assert found["town", "noodles"] == ("product", "for_towns")
    assert found["village", "noodles"] == ("product", "for_villages")
    assert found["far", "pig"] == ("kind", "one_factory")
    assert found["stranger", "pig"] == ("none", None)
    assert found["other", "noodles"] == ("product", "for_towns")


def test_several_markets_that_fit_alike_share_equally(chain_of: Build) -> None:
    market = pl.DataFrame({"code": ["a", "b"], "name": ["a", "b"], "product": ["noodles"] * 2, "place": ["hn"] * 2})
    found = matched(chain_of(market=market), pl.DataFrame({"buyer": ["shop"], "product": ["noodles"]}))
    assert found["share"].to_list() == [0.5, 0.5]
    assert found["market"].to_list() == ["a", "b"]


def test_without_markets_nobody_has_one(chain_of: Build) -> None:
    cluster = chain_of(market=chain_of()["market"].clear())
    assert market_growth(cluster).is_empty()
    found = matched(cluster, pl.DataFrame({"buyer": ["shop"], "product": ["noodles"]}))
    assert found.rows() == [("shop", "noodles", "none", None, 1.0)]
