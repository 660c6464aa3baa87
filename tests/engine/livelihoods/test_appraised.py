"""The findings of an appraisal ask; they do not tell anybody to begin."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.livelihoods import appraise
from edulis.schema import Process, ProcessLine

Place = Callable[..., Cluster]
MUSHROOM = Process(code="mushroom", name="Nấm", product="mushroom", labour=0.5, skill="Trồng nấm", capacity=200.0)
BED = [ProcessLine(process="mushroom", product="residue", direction="in", quantity=5.0)]


def told(cluster: Cluster, new: Process | str, price: float | None = 4000.0) -> dict[str, Finding]:
    return {finding.code: finding for finding in appraise(cluster, new, BED, price=price).findings}


def test_each_side_is_told_with_a_question(place: Place) -> None:
    findings = told(place(), MUSHROOM)
    assert set(findings) == {f"appraisal.{side}" for side in ("margin", "cash", "labour", "skill", "who")}
    assert all(finding.question.say("en").endswith("?") for finding in findings.values())
    assert "60,000 VND for a day of work" in findings["appraisal.margin"].title.say("en")
    assert "Nobody here has the skill" in findings["appraisal.skill"].title.say("en")


def test_what_is_not_back_in_ten_years_is_said(place: Place) -> None:
    assert "not back" in told(place(), MUSHROOM, price=100.0)["appraisal.cash"].title.say("en")
    assert told(place(), MUSHROOM, price=None)["appraisal.cash"].value is None


def test_few_who_could_are_not_counted_out_loud(place: Place) -> None:
    assert told(place(), "grate", price=None)["appraisal.who"].evidence["few"]
