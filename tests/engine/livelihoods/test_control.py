"""Who decides over income, beside who works."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def row(cluster: Cluster, source: str) -> dict:
    return read_livelihoods(cluster).control.filter(pl.col("source") == source).to_dicts()[0]


def test_each_source_has_its_deciders_and_its_hours(place: Place) -> None:
    processing, livestock = row(place(), "processing"), row(place(), "livestock")
    assert (processing["men"], processing["women"]) == (1, 0)
    assert processing["women_hours"] == pytest.approx(0.6)
    assert livestock["both"] == 1
    assert livestock["women_hours"] == 1
    assert row(place(), "wages")["hours"] is None


def test_what_nobody_told_is_unknown_and_not_in_the_shares(place: Place) -> None:
    some = place()["income"].with_columns(
        control=pl.when(pl.col("source") == "processing").then(None).otherwise("control")
    )
    whole = row(place(income=some), "all")
    assert whole["unknown"] == pytest.approx(24 / 36)
    assert whole["women"] + whole["men"] + whole["both"] == pytest.approx(1)
