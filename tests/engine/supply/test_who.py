"""Who is of the place."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.supply.who import enterprises, larger_places, within

Chain = Callable[..., Cluster]


def test_who_is_local_is_told_by_the_enterprise_or_its_place_and_all_are_where_nobody_said(chain: Chain) -> None:
    village = chain()
    assert enterprises(village).filter("local")["enterprise"].to_list() == ["binh", "hoa", "lan", "tam"]
    unsaid = village["enterprise"].with_columns(local=pl.lit(None, pl.Boolean))
    assert enterprises(chain(enterprise=unsaid)).filter("local")["enterprise"].to_list() == [
        "binh", "hoa", "lan", "tam",
    ]  # fmt: skip
    nowhere = unsaid.with_columns(place=pl.lit(None, pl.String))
    assert enterprises(chain(enterprise=nowhere))["local"].all()


def test_places_know_what_they_lie_in_and_a_circle_ends(chain: Chain) -> None:
    assert larger_places(chain())["dl"] == ("dl", "hd")
    assert within(chain(), "hd") == ["cq", "dl", "hd"]
    ring = pl.DataFrame({"code": ["a", "b"], "name": ["A", "B"], "within": ["b", "a"]})
    assert larger_places(chain(place=ring)) == {"a": ("a", "b"), "b": ("b", "a")}
