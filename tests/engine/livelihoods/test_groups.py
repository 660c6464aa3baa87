"""Groups side by side add up to the whole."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def group(cluster: Cluster, dimension: str, part: str) -> dict:
    table = read_livelihoods(cluster).groups
    return table.filter((pl.col("dimension") == dimension) & (pl.col("part") == part)).to_dicts()[0]


def test_poverty_is_weighed_by_people_and_adds_up(place: Place) -> None:
    whole = group(place(), "all", "all")
    assert whole["people"] == 30
    assert whole["headcount"] == pytest.approx(12 / 30)  # three farms of four, at 100,000 a head
    assert whole["gap"] == pytest.approx(12 / 30 * 60 / 160)
    table = read_livelihoods(place()).groups.filter(pl.col("dimension") == "kind")
    for name in ("headcount", "gap", "squared_gap", "per_head"):
        assert float((table[name] * table["people"]).sum()) / 30 == pytest.approx(whole[name])


def test_sources_control_and_reliance_are_shares(place: Place) -> None:
    whole, pigs = group(place(), "all", "all"), group(place(), "kind", "pigs")
    assert pigs["wage_share"] == pytest.approx(0.25)
    assert pigs["cluster_share"] == pytest.approx(1)
    total = 2_400_000 + 400_000 + 800_000
    assert whole["women"] == pytest.approx(400_000 / total)
    assert whole["urban"] == pytest.approx(3_400_000 / total)
    shares = read_livelihoods(place()).sources.group_by("dimension", "part").agg(pl.col("share").sum())
    assert shares["share"].to_list() == pytest.approx([1.0] * shares.height)


def test_income_from_a_trade_that_the_household_does_not_run_comes_from_elsewhere(place: Place) -> None:
    traded = place()["income"].with_columns(
        source=pl.when(pl.col("source") == "livestock").then(pl.lit("trade")).otherwise("source")
    )
    assert group(place(income=traded), "kind", "pigs")["own_share"] == 0


def test_order_unit_and_an_isolated_household_change_nothing(place: Place) -> None:
    plain = read_livelihoods(place())
    mixed = {name: table.sample(fraction=1, shuffle=True, seed=3) for name, table in place().tables.items()}
    turned = read_livelihoods(Cluster.of(mixed))
    for name, table in plain.tables.items():
        assert table.equals(turned.tables[name]), name
    assert [f.value for f in plain.findings] == [f.value for f in turned.findings]
    more = pl.concat([place()["household"], pl.DataFrame({"code": ["alone"]})], how="diagonal")
    assert read_livelihoods(place(household=more)).groups.equals(plain.groups)
    cents = place()["cluster"].with_columns(minor_digits=pl.lit(2, pl.Int64))
    other = read_livelihoods(place(cluster=cents), line=1600.0).groups
    assert other["per_head"].to_list() == pytest.approx([x / 100 for x in plain.groups["per_head"]])
    assert other["gap"].to_list() == pytest.approx(plain.groups["gap"].to_list())


def test_without_a_line_nobody_is_called_poor(place: Place) -> None:
    whole = group(place(reference=place()["reference"].clear()), "all", "all")
    assert whole["headcount"] is None
    assert whole["per_head"] == pytest.approx((12 * 600_000 + 12 * 100_000 + 6 * 400_000) / 30)
