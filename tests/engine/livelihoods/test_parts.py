"""Findings on groups: the poorest trade, reliance, control, hired people, the city, the edge of town."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.livelihoods import read_livelihoods

Place = Callable[..., Cluster]


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_livelihoods(cluster).findings}


def test_the_trade_with_most_poor_is_named_where_enough_tell(place: Place) -> None:
    poorest = told(place())["livelihoods.poorest"]
    assert "Crop farm" in poorest.title.say("en")
    assert poorest.value == 1
    assert poorest.low == pytest.approx(0.438, abs=0.001)  # Wilson, three of three
    two = place()["household_round"].filter(pl.col("household") != "h_farm0")
    income = place()["income"].filter(pl.col("household") != "h_farm0")
    assert "livelihoods.poorest" not in told(place(household_round=two, income=income))


def test_reliance_is_between_own_enterprises_and_all_wages(place: Place) -> None:
    reliance = told(place())["livelihoods.reliance"]
    assert reliance.value == pytest.approx(1)
    assert reliance.low == pytest.approx(34 / 36)


def test_who_works_more_than_she_decides_is_seen(place: Place) -> None:
    control = told(place())["livelihoods.control"]
    assert control.sign == "hinders"  # 11 % alone and 17 % together, of 66 % of the hours
    assert "Women work" in control.title.say("en")


def test_a_few_who_told_are_not_shown(place: Place) -> None:
    few = place()["income"].filter(pl.col("household").is_in(["h_farm0", "h_pig0"]))
    findings = told(place(income=few))
    assert "cannot be shown" in findings["livelihoods.control"].title.say("en")
    assert findings["livelihoods.urban"].evidence["few"]


def test_hired_people_and_the_city_are_groups(place: Place) -> None:
    findings = told(place())
    assert findings["livelihoods.hired"].value == 0
    assert findings["livelihoods.city"].value == pytest.approx(1.975 / 2.0)
    assert "94%" in findings["livelihoods.urban"].title.say("en")
