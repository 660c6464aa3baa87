"""What a day brings in cash, trade by trade."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def row(cluster: Cluster, kind: str) -> dict:
    return read_livelihoods(cluster).returns.filter(pl.col("kind") == kind).to_dicts()[0]


def test_a_day_brings_sales_less_purchases_and_wages(place: Place) -> None:
    starch = row(place(), "starch")
    assert starch["per_day"] == pytest.approx(12 * (1_525_000 - 1_000_000 - 50_000) / 120)
    assert starch["hired_share"] == pytest.approx(0.2)
    assert starch["women_share"] == pytest.approx(0.6)
    assert starch["enterprises"] == 3


def test_enterprises_without_known_days_are_missing(place: Place) -> None:
    tables = place()
    silent = pl.col("enterprise") != "starch0"
    fewer = place(labour=tables["labour"].filter(silent), activity=tables["activity"].filter(silent))
    starch = row(fewer, "starch")
    assert (starch["enterprises"], starch["missing"]) == (2, 1)
    assert row(place(), "crop_farm")["per_day"] is None  # sells nothing, so its cash is not known
