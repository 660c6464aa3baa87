from dataclasses import replace

import polars as pl
import pytest
from village import grow

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.flows.findings import _fit, _probed, _worth


@pytest.fixture(scope="module")
def findings():
    return {one.code: one for one in reconcile(grow(seed=8, starch=12, noodles=6, traders=2).cluster).findings}


def test_the_turnover_has_an_interval_and_its_money(findings):
    one = findings["flows.turnover"]
    assert one.low < one.value < one.high
    assert one.unit == "VND"
    assert "VND" in str(one.title)


def test_a_large_sum_is_told_in_millions_or_billions():
    assert str(_worth(12_345_678_901.0, "VND")) == "Goods worth about 12.3 billion VND changed hands"
    assert str(_worth(2_345_678.0, "VND")) == "Goods worth about 2.3 million VND changed hands"
    assert str(_worth(45_678.4, "VND")) == "Goods worth about 45,678 VND changed hands"


def test_how_far_the_reports_differ_is_told_in_their_own_errors():
    assert str(_fit(1.69, 0)) == "The reports differ 1.3 times as much as their errors allow"
    assert str(_fit(1.69, 9)).startswith("Apart from those to talk over, the reports differ 1.3 times")
    assert "fit together" in str(_fit(1.02, 0))
    assert "fit together" in str(_fit(0.7, 3))


def test_errors_that_were_probed_are_told_with_how_far_they_are_off():
    flows = reconcile(grow(seed=8, starch=4, noodles=3, traders=2).cluster)
    assert (flows.errors, flows.errors_off, _probed(flows)) == ("exact", 0.0, [])
    probed = _probed(replace(flows, errors="probed", errors_off=0.037))
    assert "4%" in str(probed[0].title)


def test_the_share_told_by_both_sides_is_a_share(findings):
    assert 0 < findings["flows.sides"].value < 1


def test_the_quarrel_of_the_two_sides_is_its_median(findings):
    assert findings["flows.two_sides"].value == pytest.approx(0.12, abs=0.04)  # median |log| of two errors of 12 %


def test_a_balance_that_gave_too_much_is_told_otherwise_than_one_that_got_too_much():
    village = grow(seed=8, starch=12, noodles=6, traders=2, gross=0.0)
    titles = set()
    for factor in (0.05, 20.0):
        frames = dict(village.cluster.tables)
        frames["activity"] = frames["activity"].with_columns(
            level=pl.when(pl.col("enterprise") == "noodles0").then(pl.col("level") * factor).otherwise(pl.col("level"))
        )
        found = {one.code: one for one in reconcile(Cluster.of(frames)).findings}["flows.open"]
        titles.add(found.title.message)
        assert (found.evidence["gap"] > 0) == ("came in" in found.title.message)
    assert titles


def test_no_finding_names_an_enterprise(findings):
    codes = grow(seed=8, starch=12, noodles=6, traders=2).cluster["enterprise"]["code"].to_list()
    for one in findings.values():
        said = " ".join(str(text) for text in (one.title, one.method, one.question))
        assert not [code for code in codes if code in said]


def test_an_open_balance_is_told_by_kind_and_a_rare_kind_is_not_named():
    village = grow(seed=8, starch=12, noodles=6, traders=2, gross=0.0)
    frames = dict(village.cluster.tables)
    frames["activity"] = frames["activity"].with_columns(
        level=pl.when(pl.col("enterprise") == "noodles0").then(pl.col("level") * 20).otherwise(pl.col("level"))
    )
    said = []
    for kind in ("noodles", "maltose"):  # six noodle makers, or one maltose maker among them
        frames["enterprise"] = frames["enterprise"].with_columns(
            kind=pl.when(pl.col("code") == "noodles0").then(pl.lit(kind)).otherwise(pl.col("kind"))
        )
        one = {one.code: one for one in reconcile(Cluster.of(frames)).findings}["flows.open"]
        assert one.evidence["enterprise"] == "noodles0"
        said.append(str(one.title))
    assert "Noodle maker" in said[0]
    assert "Maltose maker" not in said[1]
    assert "(Enterprise," in said[1]


def test_how_much_could_hide_is_a_share_of_the_reports(findings):
    one = findings["flows.detectability"]
    assert 0 <= one.value <= 1
    assert one.missing <= one.n
