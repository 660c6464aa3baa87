"""A finding tells its figure and ends in a question."""

import dataclasses
import json

import pytest

from edulis.engine.finding import Finding
from edulis.schema import Text

GAP = Finding(
    code="network.gap",
    title=Text("{n} of {total} answered", n=39, total=1048),
    value=0.81,
    low=0.68,
    high=0.9,
    unit="share",
    n=39,
    missing=9,
    method=Text("Counted"),
    source="Peters et al. 2002",
    question=Text("Who is not here today?"),
)


def test_a_program_gets_plain_values_in_the_readers_language() -> None:
    told = json.loads(json.dumps(GAP.as_dict("vi")))
    assert told["title"] == "39 of 1.048 answered"
    assert (told["value"], told["low"], told["high"], told["n"], told["missing"]) == (0.81, 0.68, 0.9, 39, 9)
    assert told["question"].endswith("?")


def test_a_finding_without_method_source_or_question_cannot_be_made() -> None:
    with pytest.raises(TypeError, match=r"method.*source.*question"):
        Finding(code="x", title=Text("A figure"), value=1.0)


def test_what_cannot_be_said_has_no_value_but_still_a_title_and_a_question() -> None:
    unsaid = dataclasses.replace(GAP, value=None, low=None, high=None, title=Text("Too few answered"))
    assert unsaid.as_dict()["value"] is None
    assert unsaid.as_dict()["title"] == "Too few answered"


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        GAP.value = 1.0


def test_bounds_are_said_in_the_figures_own_unit_and_left_out_where_there_are_none() -> None:
    assert GAP.grounds("vi") == "81,0% (từ 68,0% đến 90,0%); n = 39; không biết: 9"
    hours = dataclasses.replace(GAP, unit="hours", value=2.0, low=1.0, high=2.5, missing=0)
    assert hours.grounds() == "2 (1 to 2.5); n = 39"
    assert dataclasses.replace(GAP, low=None, n=0, missing=0).grounds() == ""


def test_outsiders_see_no_figure_of_a_few_and_no_small_number_of_them() -> None:
    few = dataclasses.replace(GAP, n=4, evidence={"few": True})
    seen = few.as_dict()
    assert (seen["value"], seen["low"], seen["high"], seen["n"], seen["missing"]) == (None, None, None, 0, 0)
    assert few.grounds() == ""
    assert dataclasses.replace(GAP, evidence={"few": True}).as_dict()["n"] == 39
    assert dataclasses.replace(GAP, evidence={"few_missing": True}).as_dict()["missing"] == 0
    assert GAP.public() is GAP
