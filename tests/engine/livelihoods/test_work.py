"""A year of work in days, scaled only where most of it is known."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import LivelihoodAssumptions
from edulis.engine.livelihoods.work import year_of_work

Place = Callable[..., Cluster]


def row(cluster: Cluster, code: str, beliefs: LivelihoodAssumptions | None = None) -> dict:
    table = year_of_work(cluster.at("2002"), None, beliefs or LivelihoodAssumptions())
    return table.filter(pl.col("enterprise") == code).to_dicts()[0]


def test_hours_become_days(place: Place) -> None:
    starch = row(place(), "starch0")
    assert starch["family_days"] == pytest.approx(120)
    assert starch["hired_days"] == pytest.approx(30)
    assert starch["wages"] == pytest.approx(600_000)
    assert row(place(), "starch0", LivelihoodAssumptions(day=10))["family_days"] == pytest.approx(96)
    assert row(place(), "farm0")["family_days"] == pytest.approx(20)  # two months of work are its whole year


def test_a_year_mostly_known_is_scaled_up_and_one_hardly_known_is_not(place: Place) -> None:
    tables = place()
    bare = tables["process"].with_columns(labour=pl.lit(None, pl.Float64))
    most = tables["labour"].filter(pl.col("month") < dt.date(2003, 6, 1))
    assert row(place(process=bare, labour=most), "starch0")["family_days"] == pytest.approx(120)
    few = tables["labour"].filter(pl.col("month") < dt.date(2003, 1, 1))
    assert row(place(process=bare, labour=few), "starch0")["family_days"] is None
