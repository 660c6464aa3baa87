"""The order of markets."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.ranking import Ranking, rank_options

Build = Callable[..., Cluster]


def table(rows: list[tuple[str, str, float]]) -> pl.DataFrame:
    schema = {"market": pl.String, "criterion": pl.String, "score": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


BOTH = table([("MF", "growth", 0.12), ("MN", "growth", 0.04), ("MF", "payment", 45.0), ("MN", "payment", 0.0)])


def rank(cluster: Cluster, scores: pl.DataFrame = BOTH, **more: object) -> Ranking:
    chosen = {"weights": None, "seed": 0, "draws": 2000, "resamples": 50} | more
    return rank_options(cluster, scores, Assumptions(), **chosen)  # type: ignore[arg-type]


def test_the_value_is_the_weighted_mean_on_fixed_scales(chain_of: Build) -> None:
    options = {row["market"]: row for row in rank(chain_of()).options.to_dicts()}
    assert options["MF"]["value"] == pytest.approx((0.85 + 0.5) / 2)
    assert options["MN"]["value"] == pytest.approx((0.45 + 1.0) / 2)
    assert (options["MN"]["rank"], options["MF"]["rank"]) == (1, 2)
    # MF is first where its weight w on growth makes 0.4 w > 0.5 (1 − w): w > 5/9.
    assert options["MF"]["first"] == pytest.approx(4 / 9, abs=5 * options["MF"]["first_error"])
    assert options["MF"]["firm"] is None


def test_members_points_turn_the_order_and_say_how_firm_it_is(chain_of: Build) -> None:
    rows = [(f"m{number}", "growth", 90.0) for number in range(6)] + [
        (f"m{number}", "payment", 10.0) for number in range(6)
    ]
    weight = pl.DataFrame(rows, schema=["who", "criterion", "points"], orient="row").with_columns(round=pl.lit("2002"))
    held = rank(chain_of(weight=weight))
    first = held.options.row(0, named=True)
    assert (first["market"], first["firm"], first["members"]) == ("MF", 1.0, 1.0)
    assert (held.voices, held.given) == (6, "members")


def test_what_is_not_known_lies_in_the_middle_with_a_band(chain_of: Build) -> None:
    held = rank(chain_of(), table([("MF", "growth", 0.12), ("MF", "payment", 45.0), ("MN", "growth", 0.04)]))
    row = held.options.row(by_predicate=pl.col("market") == "MN", named=True)
    assert (row["low"], row["value"], row["high"]) == pytest.approx((0.225, 0.475, 0.725))
    assert row["unknown"] == 1


def test_one_market_more_never_turns_the_order(chain_of: Build) -> None:
    before = rank(chain_of()).options["market"].to_list()
    market = pl.concat(
        [
            chain_of()["market"].select("code", "name", "product"),
            pl.DataFrame({"code": ["more"], "name": ["more"], "product": ["pig"]}),
        ]
    )
    more = table([("more", "growth", 0.5), ("more", "distance", 3.0), ("more", "payment", 80.0)])
    after = rank(chain_of(market=market), pl.concat([BOTH, more])).options["market"].to_list()
    assert [code for code in after if code != "more"] == before


def test_a_point_of_view_without_a_scale_is_refused(chain_of: Build) -> None:
    with pytest.raises(LookupError, match="luck"):
        rank(chain_of(), table([("MF", "luck", 1.0)]))


def test_places_sum_to_one_for_each_market(chain_of: Build) -> None:
    places = rank(chain_of()).places
    assert places.group_by("market").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([1.0, 1.0])


def test_no_markets_and_no_scores_are_an_empty_order(chain_of: Build) -> None:
    assert rank(Cluster.of({}), BOTH.clear()).options.is_empty()
    held = rank(chain_of(), BOTH.clear())
    assert held.options["rank"].to_list() == [1, 1]
    assert held.weights.is_empty()
