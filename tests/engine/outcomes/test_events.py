"""Round by round: did both sides move alike before?"""

import datetime as dt
from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes import measure_outcomes
from edulis.engine.outcomes.events import event_rows

Owners = Callable[..., Cluster]


def _with_an_earlier_round(cluster: Cluster, change: Owners, *, apart: float) -> Cluster:
    """A round before the baseline, in which those who would join stood `apart` below the others."""
    early = pl.DataFrame(
        {
            "code": ["r0"],
            "first_month": [dt.date(1999, 1, 1)],
            "last_month": [dt.date(1999, 12, 1)],
            "baseline": [False],
        }
    )
    taken = cluster["adoption"]["enterprise"].to_list()
    wobble = pl.col("enterprise").str.slice(1).cast(pl.Int64) % 7 / 7 - 0.43
    before = cluster["outcome"].filter((pl.col("round") == "r1") & (pl.col("indicator") == "served")).with_columns(
        round=pl.lit("r0"), value=pl.col("value") + wobble - apart * pl.col("enterprise").is_in(taken)
    )  # fmt: skip
    return change(
        cluster,
        round=pl.concat([early, cluster["round"]], how="diagonal_relaxed"),
        outcome=pl.concat([cluster["outcome"], before]),
    )


def test_sides_that_moved_alike_before_are_told_as_such(owners: Owners, change: Owners) -> None:
    cluster = _with_an_earlier_round(owners(), change, apart=0.0)
    finding = {f.code: f for f in measure_outcomes(cluster).findings}["outcomes.trends"]
    assert finding.value == 0
    assert "not far" in finding.title.say()


def test_sides_that_moved_apart_before_cannot_be_laid_to_the_joint_work(owners: Owners, change: Owners) -> None:
    cluster = _with_an_earlier_round(owners(), change, apart=1.0)
    finding = {f.code: f for f in measure_outcomes(cluster).findings}["outcomes.trends"]
    assert finding.value == 1
    assert finding.sign == "hinders"


def test_each_other_round_has_its_difference_from_the_baseline(owners: Owners, change: Owners) -> None:
    cluster = _with_an_earlier_round(owners(), change, apart=1.0)
    taken = cluster["adoption"]["enterprise"].to_list()
    rows = event_rows(cluster, "r1", None, taken, 0).filter(pl.col("indicator") == "served")
    assert dict(rows.select("round", "before").iter_rows()) == {"r0": True, "r2": False}


def test_without_an_earlier_round_the_test_is_not_claimed(owners: Owners) -> None:
    finding = {f.code: f for f in measure_outcomes(owners()).findings}["outcomes.trends"]
    assert finding.value is None
    assert "belief" in finding.title.say()
