"""The cluster, its rounds and its sources."""

import datetime as dt

import pytest

from edulis.schema import Cluster, Reference, Round, Source, columns
from edulis.schema.words import CONFIDENCE


def test_a_cluster_names_its_money() -> None:
    assert Cluster(code="rrd", title="Làng bột", currency="VND").currency == "VND"
    with pytest.raises(TypeError, match="currency"):
        Cluster(code="rrd", title="Làng bột")


def test_a_round_has_months_and_cannot_be_changed_once_known() -> None:
    first = Round(code="r1", first_month=dt.date(2002, 9, 1), last_month=dt.date(2003, 8, 1))
    assert first.baseline is None
    with pytest.raises(AttributeError):
        first.code = "r2"


def test_a_source_says_how_sure_it_is_in_the_marks_of_the_facts() -> None:
    marks = next(column.choices for column in columns(Source) if column.name == "confidence")
    assert [mark for mark, _ in marks] == ["SEEN", "SEEN-2", "CALC", "RECALL", "GUESS"]
    assert marks == CONFIDENCE


def test_a_reference_can_hold_what_location_quotients_need() -> None:
    one = Reference(code="x", kind="region_total", sector="starch", region="Hà Tây", value=1.0)
    assert one.sector == "starch"
