"""Findings on all households: income, sources, poverty, each with its range and question."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_livelihoods(cluster).findings}


def test_every_finding_asks_and_has_its_range(place: Place) -> None:
    findings = told(place())
    assert all(finding.question.say("en").endswith("?") for finding in findings.values())
    poverty = findings["livelihoods.poverty"]
    assert poverty.value == pytest.approx(0.4)
    assert poverty.low is not None
    assert poverty.high is not None
    assert poverty.low <= 0.4 <= poverty.high
    assert "160,000" in poverty.title.say("en")
    income = findings["livelihoods.income"]
    assert income.value == pytest.approx(10_800_000 / 30)
    assert income.low is not None
    assert income.low <= income.value  # type: ignore[operator]


def test_few_poor_people_are_not_counted_out_loud(place: Place) -> None:
    rich = place()["income"].with_columns(
        amount=pl.when((pl.col("source") == "crops") & (pl.col("household") != "h_farm0"))
        .then(4_000_000)
        .otherwise("amount")
    )
    poverty = told(place(income=rich))["livelihoods.poverty"]
    assert poverty.evidence["few"]
    assert "%" not in poverty.title.say("en")


def test_months_not_told_widen_the_range(place: Place) -> None:
    half = place()["income"].filter((pl.col("source") != "processing") | (pl.col("month").dt.month() == 1))
    poverty = told(place(income=half))["livelihoods.poverty"]
    assert poverty.value == pytest.approx(0.4)
    assert poverty.high == pytest.approx(1.0, abs=0.25)
