"""Findings on work: what a day brings, beside the wage, and where markets grow."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_livelihoods(cluster).findings}


def test_the_best_and_the_least_paid_trade_stand_beside_the_wage(place: Place) -> None:
    returns = told(place())["livelihoods.returns"]
    title = returns.title.say("en")
    assert "Pig raiser (90,000 VND)" in title
    assert "Starch maker (47,500)" in title
    assert "20,000" in title
    assert returns.evidence["wage"] == pytest.approx(20_000)


def test_techniques_are_compared_by_name(place: Place) -> None:
    assert "“Nuôi”" in told(place())["livelihoods.margins"].title.say("en")


def test_a_trade_of_two_is_not_told(place: Place) -> None:
    two = place()["enterprise"].filter(~pl.col("code").is_in(["pig0", "starch0"]))
    findings = told(place(enterprise=two))
    assert findings["livelihoods.returns"].value is None
    assert "“Xát”" not in findings["livelihoods.margins"].title.say("en")


def test_markets_of_the_place_are_told_with_what_is_known_of_them(place: Place) -> None:
    settings = told(place())["livelihoods.settings"]
    assert settings.value == pytest.approx(0.0813, abs=0.0005)
    assert told(place(market=place()["market"].clear()))["livelihoods.settings"].value is None
