import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from village import MONTHS, grow

from edulis.engine.cluster import Cluster
from edulis.engine.flows import Assumptions, reconcile
from edulis.engine.flows import solve as solving

KEYS = ["month", "seller", "buyer", "product"]


@pytest.fixture(scope="module")
def village():
    return grow(seed=3)


@pytest.fixture(scope="module")
def flows(village):
    return reconcile(village.cluster)


@pytest.fixture(scope="module")
def scored(village, flows):
    planted = village.reports.group_by(KEYS).agg(pl.col("planted").any())
    return flows.trades.join(village.trades, on=KEYS).join(planted, on=KEYS)


def test_intervals_hold_the_truth_as_often_as_they_say_and_are_not_wide(scored):
    fair = scored.filter(~pl.col("planted") & pl.col("observable"))
    inside = fair.select((pl.col("truth").is_between(pl.col("low"), pl.col("high"))).mean()).item()
    width = fair.select(((pl.col("high") - pl.col("low")) / pl.col("truth")).median()).item()
    assert fair.height > 1500
    assert 0.93 <= inside <= 0.98
    assert width < 0.45  # two reports of 12 % alone would give 0.33, one 0.47


def test_reconciled_amounts_are_nearer_to_the_truth_than_the_reports(village, scored):
    fair = scored.filter(~pl.col("planted"))
    fit = fair.select((pl.col("quantity") / pl.col("truth")).log().abs().median()).item()
    raw = village.reports.select((pl.col("quantity") / pl.col("truth")).log().abs().median()).item()
    assert fit < 0.85 * raw


def test_most_gross_errors_told_by_two_sides_are_found_and_few_others_are_accused(village, flows):
    accused = flows.suspects.filter(pl.col("subject") == "trade").select(
        "month", "product", "reporter", seller="enterprise", buyer="partner", accused=True
    )
    told = village.reports.with_columns(sides=pl.len().over(KEYS)).join(accused, on=[*KEYS, "reporter"], how="left")
    two = told.filter((pl.col("sides") == 2) & pl.col("planted"))
    assert two["accused"].sum() >= 0.85 * two.height
    wrongly = told.filter(pl.col("accused") & ~pl.col("planted")).height
    assert wrongly <= 0.15 * accused.height


def test_the_accuracy_of_reports_is_measured_from_pairs(flows):
    found = dict(zip(flows.accuracy["role"], flows.accuracy["relative_error"], strict=True))
    assert found["seller"] == pytest.approx(0.12, rel=0.12)
    assert dict(zip(flows.accuracy["role"], flows.accuracy["source"], strict=True))["activity"] == "reported"


def test_all_balances_close_and_the_reports_agree_with_their_errors(flows):
    assert flows.balance_residual <= 1e-9
    assert 0.8 < flows.test.chi2 / flows.test.freedom < 1.2
    assert (flows.trades["quantity"] >= 0).all()
    assert (flows.stocks["quantity"] >= 0).all()


def test_tables_have_the_promised_columns(flows):
    assert flows.trades.columns == [
        "month", "seller", "buyer", "product", "quantity", "error", "low", "high", "observable", "price", "value",
        "seller_report", "buyer_report", "observer_report", "flagged",
    ]  # fmt: skip
    assert {"month", "enterprise", "process", "level", "error", "low", "high", "observable"} <= set(
        flows.activities.columns
    )
    assert {"subject", "reported", "fitted", "z", "p", "q", "detectable"} <= set(flows.suspects.columns)
    more = ["side_sure", "cause", "likely_month", "likely_partner"]
    assert flows.suspects.columns == [*flows.detectability.columns, *more]
    assert flows.suspects["z"].abs().is_sorted(descending=True)


def test_each_finding_ends_in_a_question(flows):
    assert {one.code for one in flows.findings} >= {"flows.turnover", "flows.two_sides", "flows.suspects"}
    for one in flows.findings:
        assert str(one.question).endswith("?")


def test_a_delivery_that_nobody_told_leaves_its_balance_open(village):
    frames = dict(village.cluster.tables)
    worst = village.trades.filter(pl.col("product") == "noodles").sort("truth").tail(1)
    frames["trade"] = frames["trade"].join(worst, on=KEYS, how="anti")
    found = reconcile(Cluster.of(frames)).imbalances
    row = found.filter((pl.col("enterprise") == worst["seller"][0]) & (pl.col("month") == worst["month"][0]))
    assert "noodles" in row["product"].to_list()


def test_selling_what_one_never_had_is_named_with_its_month_and_amount(village):
    frames = dict(village.cluster.tables)
    strange = pl.DataFrame(
        {"round": "r1", "month": [MONTHS[3]], "seller": "trader0", "buyer": "city", "product": "noodles",
         "reporter": "seller", "quantity": 5000.0}
    )  # fmt: skip
    frames["trade"] = pl.concat([frames["trade"], strange], how="diagonal_relaxed")
    found = reconcile(Cluster.of(frames)).imbalances.filter(pl.col("enterprise") == "trader0")
    row = found.filter(pl.col("product") == "noodles").row(0, named=True)
    assert (row["month"], row["gap"]) == (MONTHS[3], -5000.0)


def cut(seed):
    """Part of a village: half its enterprises, few levels of activities, some amounts in quite another unit."""
    chance = np.random.default_rng(seed)
    tables = dict(grow(seed % 7, starch=8, noodles=5, traders=2, months=6).cluster.tables)
    gone = [code for code in tables["enterprise"]["code"] if code != "city" and chance.random() < 0.5]
    tables["trade"] = tables["trade"].filter(~pl.col("seller").is_in(gone) & ~pl.col("buyer").is_in(gone))
    for name in ("activity", "stock"):
        tables[name] = tables[name].filter(~pl.col("enterprise").is_in(gone))
    unit = 10.0 ** chance.integers(-9, 9)
    for name, amount, share, other in (("activity", "level", 0.7, None), ("trade", "quantity", 0.1, unit)):
        struck = pl.Series(chance.random(tables[name].height) < share)
        changed = pl.lit(None) if other is None else pl.col(amount) * other
        tables[name] = tables[name].with_columns(pl.when(struck).then(changed).otherwise(pl.col(amount)).alias(amount))
    return Cluster.of(tables)


@given(st.integers(0, 10_000))
@settings(max_examples=20)
@example(3)
@example(11)
@example(14)
@example(45)
@example(51)
def test_no_part_of_a_village_is_refused(seed):
    flows = reconcile(cut(seed))
    assert flows.balance_residual <= 1e-4
    assert flows.trades["quantity"].is_finite().all()
    assert flows.imbalances.select(pl.col("gap", "error").is_not_nan().all()).row(0) == (True, True)


def test_a_balance_that_could_not_be_closed_is_told_first_with_what_is_left_open(monkeypatch):
    monkeypatch.setattr(solving, "_NARROWER", (0.1, 0))
    flows = reconcile(cut(3))
    assert flows.balance_residual > 1e-4
    first = flows.imbalances.row(0, named=True)
    assert first["gap"] == pytest.approx(first["inflow"] - first["outflow"])
    assert abs(first["gap"]) > 1e-4 * min(first["inflow"], first["outflow"])
    assert np.isfinite(first["z"])
    told = {one.code: one for one in flows.findings}["flows.open"].evidence
    assert {name: told[name] for name in ("enterprise", "product", "month", "gap")} == {
        name: first[name] for name in ("enterprise", "product", "month", "gap")
    }


def test_a_sketch_without_amounts_gives_empty_but_valid_flows(village):
    frames = dict(village.cluster.tables)
    frames["trade"] = frames["trade"].with_columns(quantity=pl.lit(None, pl.Float64), value=pl.lit(None, pl.Int64))
    for name in ("activity", "stock"):
        frames[name] = frames[name].clear()
    flows = reconcile(Cluster.of(frames))
    assert [one.code for one in flows.findings] == ["flows.sketch"]
    assert flows.trades.height == village.reports.select(KEYS).unique().height
    assert not flows.trades["observable"].any()
    assert flows.suspects.is_empty()


def test_a_cluster_with_nothing_in_it_is_no_error():
    flows = reconcile(Cluster.of({}))
    assert flows.trades.is_empty()
    assert [one.code for one in flows.findings] == ["flows.sketch"]


def test_progress_is_told_from_start_to_end(village):
    told = []
    reconcile(grow(starch=5, noodles=3, traders=1, months=2).cluster, progress=lambda stage, share: told.append(share))
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_the_same_data_give_the_same_flows_to_the_last_bit():
    small = grow(starch=6, noodles=3, traders=1, months=3).cluster
    assert reconcile(small).trades.equals(reconcile(small).trades)


def test_an_unknown_round_is_refused(village):
    with pytest.raises(LookupError):
        reconcile(village.cluster, "r9")


def test_stated_beliefs_change_the_result_where_nothing_is_measured():
    small = grow(starch=6, noodles=3, traders=1, months=1).cluster
    narrow = reconcile(small, assumptions=Assumptions(seller=0.05, buyer=0.05, pairs=1e9))
    wide = reconcile(small, assumptions=Assumptions(seller=0.4, buyer=0.4, pairs=1e9))
    assert narrow.trades["error"].sum() < wide.trades["error"].sum()
