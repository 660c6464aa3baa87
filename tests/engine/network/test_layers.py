"""Who counts as one actor, and which ties make a layer."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.network import Layers, layers_of

Cast = Callable[..., Cluster]


def actor(layers: Layers, enterprise: str) -> int:
    return int(layers.enterprises.filter(pl.col("enterprise") == enterprise)["actor"].item())


def test_a_household_with_two_enterprises_is_one_actor_under_its_larger(cast: Cast) -> None:
    layers = layers_of(cast())
    assert layers.n == 6
    hoa = actor(layers, "hoa")
    assert actor(layers, "hoa_pigs") == hoa
    assert layers.actors.filter(pl.col("actor") == hoa)["enterprise"].item() == "hoa"


def test_what_a_household_sells_to_itself_is_no_tie_between_actors(cast: Cast) -> None:
    layers = layers_of(cast())
    assert ("hoa", "hoa_pigs") in set(layers.trade.select("source", "target").iter_rows())
    assert layers.traded()[actor(layers, "hoa"), actor(layers, "hoa")] == 0


def test_talk_goes_both_ways_and_help_only_as_named(cast: Cast) -> None:
    layers = layers_of(cast())
    hoa, binh = actor(layers, "hoa"), actor(layers, "binh")
    talk = layers.talk()
    assert talk[hoa, binh] == talk[binh, hoa] == 1
    assert layers.social["information"][binh, hoa] == 0
    assert layers.social["kin"][binh, actor(layers, "lan")] == 1


def test_consumers_and_quarrels_connect_nobody(cast: Cast) -> None:
    quarrel = pl.DataFrame({"round": ["2002"], "kind": ["conflict"], "one": ["h_lan"], "other": ["h_hoa"]})
    layers = layers_of(cast(relation=quarrel))
    contact = layers.contact()
    assert contact[actor(layers, "hoa")].toarray()[actor(layers, "city")] == 0
    assert contact[actor(layers, "hoa")].toarray()[actor(layers, "lan")] == 0
    assert contact[actor(layers, "hoa")].toarray()[actor(layers, "shop")] == 1


def test_a_strength_of_nought_is_no_tie_and_unknown_codes_fall_away(cast: Cast) -> None:
    relation = pl.DataFrame(
        {
            "round": ["2002"] * 2,
            "kind": ["help"] * 2,
            "one": ["h_hoa", "h_hoa"],
            "other": ["h_binh", "nobody"],
            "strength": [0.0, 3.0],
        }
    )
    layers = layers_of(cast(relation=relation))
    assert "help" not in layers.social
    assert layers.talk() is None


def test_a_sketch_weighs_each_tie_one(cast: Cast) -> None:
    sketch = pl.DataFrame(
        {"round": ["2002"], "seller": ["binh"], "buyer": ["hoa"], "product": ["wet"], "reporter": ["observer"]}
    )
    layers = layers_of(cast(trade=sketch))
    assert not layers.valued
    assert layers.trade["weight"].to_list() == [1.0]


def test_an_enterprise_that_ended_before_the_round_is_left_out(cast: Cast) -> None:
    whole = cast()["enterprise"]
    ended = whole.with_columns(ended=pl.when(pl.col("code") == "lan").then(1999))
    assert "lan" not in layers_of(cast(enterprise=ended)).enterprises["enterprise"].to_list()


def test_who_was_not_asked_has_no_answer(cast: Cast) -> None:
    asked = pl.DataFrame({"round": ["2002"] * 2, "enterprise": ["hoa_pigs", "binh"], "answer": ["answered", "refused"]})
    said = dict(layers_of(cast(enterprise_round=asked)).actors.select("enterprise", "answered").iter_rows())
    assert said["hoa"] is True
    assert said["binh"] is False
    assert said["lan"] is None
