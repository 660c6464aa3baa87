"""Reading the markets of a cluster."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.markets import read_markets

Build = Callable[..., Cluster]


def test_all_parts_that_can_be_said_are_there(chain_of: Build) -> None:
    held = read_markets(chain_of(), draws=500)
    assert held.round == "2002"
    assert held.exposure.filter(pl.col("enterprise") == "binh")["growth"].item() == pytest.approx(0.072)
    assert held.saturation["product"].to_list() == ["noodles", "wet"]
    assert held.options["market"].len() == 2
    criteria = {(m, c): s for m, c, s in held.criteria.select("market", "criterion", "score").iter_rows()}
    assert criteria["MF", "growth"] == 0.12
    assert criteria["MF", "spread"] == 2
    assert all(finding.question.say() for finding in held.findings)


def test_reconciled_flows_are_taken_where_there_are_some(chain_of: Build) -> None:
    flows = reconcile(chain_of())
    held = read_markets(chain_of(), flows=flows, draws=100)
    assert held.exposure.filter(pl.col("enterprise") == "trader")["growth"].item() == pytest.approx(0.12)


def test_a_sketch_without_amounts_still_says_whom_growth_reaches(chain_of: Build) -> None:
    trade = chain_of()["trade"].drop("quantity", "value", "month")
    held = read_markets(chain_of(trade=trade), draws=100)
    assert held.exposure.filter(pl.col("enterprise") == "binh")["growth"].item() == pytest.approx(0.08)
    assert {need.record for need in held.lacks} >= {"trade", "quality_test", "weight"}


def test_what_members_say_of_markets_can_be_added(chain_of: Build) -> None:
    extra = pl.DataFrame({"market": ["MF", "MN", "none"], "criterion": ["own_say"] * 3, "score": [0.2, 0.9, 1.0]})
    held = read_markets(chain_of(), weights={"own_say": 1.0}, extra=extra, draws=100)
    assert held.options["market"].to_list() == ["MN", "MF"]
    assert held.options["value"].to_list() == pytest.approx([0.9, 0.2])


def test_the_same_seed_and_any_order_of_rows_give_the_same_answer(chain_of: Build) -> None:
    one = read_markets(chain_of(), draws=300)
    turned = {name: chain_of()[name].reverse() for name in ("trade", "enterprise", "market", "process_line")}
    other = read_markets(chain_of(**turned), draws=300)
    assert other.options.equals(one.options)
    assert [str(f.title) for f in other.findings] == [str(f.title) for f in one.findings]


def test_what_a_market_pays_is_compared_with_costs_in_the_same_money(chain_of: Build) -> None:
    def margin(digits: int, times: int) -> float:
        labour = pl.DataFrame(
            {"round": ["2002"], "month": [chain_of()["trade"]["month"][0]], "enterprise": ["binh"],
             "skill": ["unskilled"], "hired_hours": [100.0], "wages": [200 * times]}
        )  # fmt: skip
        cluster = chain_of(
            cluster=pl.DataFrame({"code": ["v"], "title": ["v"], "currency": ["USD"], "minor_digits": [digits]}),
            trade=chain_of()["trade"].with_columns(value=pl.col("value") * times),
            process=chain_of()["process"].select("code", "name", "product").with_columns(labour=pl.lit(0.05)),
            market=chain_of()["market"].with_columns(price=pl.lit(2.0)),
            labour=labour,
        )
        rows = read_markets(cluster, draws=100).criteria
        return float(rows.filter((pl.col("market") == "MF") & (pl.col("criterion") == "margin"))["score"].item())

    # Roots cost 0.2 and 2.5 go into one; 0.05 hours at 2: (2 − 0.5 − 0.1) / 2.
    assert margin(0, 1) == pytest.approx(0.7)
    assert margin(2, 100) == pytest.approx(0.7)


def test_an_unknown_round_is_refused(chain_of: Build) -> None:
    with pytest.raises(LookupError):
        read_markets(chain_of(), "1999")


def test_nothing_at_all_gives_reasons_and_no_numbers() -> None:
    held = read_markets(Cluster.of({}))
    assert held.lacks
    assert [finding.value for finding in held.findings] == [None]
    assert held.round == ""


def test_figures_move_a_little_where_what_was_told_moves_a_little(chain_of: Build, steady: Callable[..., None]) -> None:
    steady(lambda cluster: read_markets(cluster, draws=500), chain_of())
