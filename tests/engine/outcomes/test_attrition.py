"""Who is not seen again, and how they differed."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes.attrition import attrition_rows
from edulis.engine.outcomes.panel import panel_of

Owners = Callable[..., Cluster]


def test_those_gone_are_counted_in_all_and_by_group(owners: Owners) -> None:
    rows = attrition_rows(panel_of(owners(gone=0.3, seed=2), "r1", "r2"))
    whole = rows.filter(pl.col("trait") == "all").to_dicts()[0]
    parts = rows.filter(pl.col("trait") == "took_part")
    assert whole["asked"] == parts["asked"].sum() == 60
    assert whole["gone"] == parts["gone"].sum() > 0
    assert whole["share"] == pytest.approx(whole["gone"] / 60)


def test_how_those_gone_differed_before_is_told_in_deviations(owners: Owners, change: Owners) -> None:
    cluster = owners(indicators=("served",))
    low = cluster["outcome"].filter((pl.col("round") == "r1") & (pl.col("value") < 2.7))["enterprise"].to_list()
    fewer = cluster["outcome"].filter((pl.col("round") == "r1") | ~pl.col("enterprise").is_in(low))
    rows = attrition_rows(panel_of(change(cluster, outcome=fewer), "r1", "r2"))
    assert rows.filter(pl.col("trait") == "served")["gap"].item() < -1


def test_nobody_gone_has_no_gap(owners: Owners) -> None:
    rows = attrition_rows(panel_of(owners(), "r1", "r2"))
    assert rows.filter(pl.col("trait") == "all")["gone"].item() == 0
    assert rows["gap"].null_count() == rows.height
