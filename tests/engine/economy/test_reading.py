"""The economy is read off a round, with or without reconciled flows, and never falls over."""

import json
import math
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.flows import reconcile


def test_a_season_is_answered_with_bands(season: Callable[..., Cluster]) -> None:
    found = read_economy(season(), draws=30)
    row = found.kinds.row(0, named=True)
    assert row["kind"] == "all"
    assert row["income_low"] < row["income"] < row["income_high"]
    assert row["output"] >= 1.0
    assert found.leaks["share"].sum() == pytest.approx(1.0)
    assert found.matrix.off < 1e-9
    assert found.radius[1] < 1.0
    assert found.lacks == ()


def test_reconciled_flows_are_taken_where_they_are_given(season: Callable[..., Cluster]) -> None:
    found = read_economy(season(), None, reconcile(season()), draws=0)
    assert found.round == "2002"
    assert found.matrix.off < 1e-9
    assert found.kinds["output"][0] >= 1.0


def test_the_strongest_chain_leads_from_the_outside_sale_to_households(season: Callable[..., Cluster]) -> None:
    paths = read_economy(season(), draws=0).paths
    assert paths["chain"][0] == "noodles > work > household"
    assert paths["share"].sum() <= 1.0 + 1e-9
    assert paths["share"].sum() >= 0.9


def test_parts_add_up_to_the_whole_effect(season: Callable[..., Cluster]) -> None:
    found = read_economy(season(), draws=0)
    firm = found.parts.filter(pl.col("role") == "enterprise")
    whole = firm.select(pl.sum_horizontal("injection", "transfer", "open_loop", "closed_loop")).item()
    assert whole == pytest.approx(found.kinds["output"][0])


def test_the_order_of_rows_changes_nothing(season: Callable[..., Cluster]) -> None:
    turned = Cluster.of({name: table.reverse() for name, table in season().tables.items()})
    one, other = read_economy(season(), draws=12), read_economy(turned, draws=12)
    for name in ("kinds", "groups", "leaks"):
        for column, there in zip(one.tables[name], other.tables[name], strict=True):
            if column.dtype == pl.Float64:
                assert column.to_list() == pytest.approx(there.to_list(), rel=1e-9)
            else:
                assert column.equals(there)


def test_a_household_without_dealings_changes_no_multiplier(season: Callable[..., Cluster]) -> None:
    homes = pl.concat([season()["household"], pl.DataFrame({"code": ["h_new"]})], how="diagonal")
    one, other = (read_economy(cluster, draws=0) for cluster in (season(), season(household=homes)))
    assert one.kinds["output"].to_list() == pytest.approx(other.kinds["output"].to_list())
    assert one.kinds["income"].to_list() == pytest.approx(other.kinds["income"].to_list())


def empty_trades(cluster: Cluster) -> Cluster:
    return Cluster.of(dict(cluster.tables) | {"trade": cluster["trade"].clear()})


def sketch(cluster: Cluster) -> Cluster:
    blank = cluster["trade"].with_columns(quantity=pl.lit(None, pl.Float64), value=pl.lit(None, pl.Int64))
    return Cluster.of(
        {name: cluster[name] for name in ("cluster", "round", "place", "enterprise", "product")} | {"trade": blank}
    )


def lonely(cluster: Cluster) -> Cluster:
    one = cluster["enterprise"].filter(pl.col("code").is_in(["hoa", "shop"]))
    return Cluster.of(
        {"round": cluster["round"], "enterprise": one, "trade": cluster["trade"].filter(pl.col("buyer") == "shop")}
    )


def no_leak(cluster: Cluster) -> Cluster:
    firms = pl.DataFrame({"code": ["a", "b"], "kind": ["starch"] * 2, "local": [True] * 2})
    rows = (
        cluster["trade"]
        .head(2)
        .with_columns(
            seller=pl.Series(["a", "b"]), buyer=pl.Series(["b", "a"]), value=pl.lit(10, pl.Int64), quantity=pl.lit(1.0)
        )
    )
    return Cluster.of({"round": cluster["round"], "enterprise": firms, "trade": rows, "product": cluster["product"]})


@pytest.mark.parametrize("bare", [lambda _: Cluster.of({}), empty_trades, sketch, lonely, no_leak])
def test_degenerate_clusters_have_clear_findings(
    season: Callable[..., Cluster], bare: Callable[[Cluster], Cluster]
) -> None:
    found = read_economy(bare(season()), draws=3)
    told = json.loads(json.dumps(found.as_dict()))
    assert told["lacks"]
    for finding in found.findings:
        assert finding.value is None or math.isfinite(finding.value)
        for language in ("en", "vi"):
            assert "–" not in finding.title.say(language)
            assert "nan" not in finding.title.say(language)


def test_a_round_or_grouping_that_is_not_there_is_refused(season: Callable[..., Cluster]) -> None:
    with pytest.raises(LookupError, match="no round"):
        read_economy(season(), "1999")
    with pytest.raises(LookupError, match="grouped by"):
        read_economy(season(), by=("size",))


def test_figures_move_a_little_where_what_was_told_moves_a_little(
    season: Callable[..., Cluster], steady: Callable[..., None]
) -> None:
    steady(lambda cluster: read_economy(cluster, draws=0), season())
