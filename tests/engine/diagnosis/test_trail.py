"""The evidence table: each line can be followed to its records."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import diagnose
from edulis.engine.diagnosis.trail import EVIDENCE, TRACES, Direct, reliance_on
from edulis.engine.finding import Finding
from edulis.engine.network import read_network
from edulis.schema import RECORD_BY_NAME, Text, columns

Cast = Callable[..., Cluster]


def finding(value: float | None = 0.5, **given: object) -> Finding:
    plain = Text("Counted")
    return Finding(code="x", title=plain, value=value, method=plain, source="", question=plain, **given)  # type: ignore[arg-type]


def test_every_condition_can_be_followed_to_columns_that_are_declared(village: Cast) -> None:
    diagnosis = diagnose(village(), None, read_network(village()), resamples=20)
    assert {condition.code for condition in diagnosis.conditions} <= set(TRACES)
    for trace in TRACES.values():
        for record, names in trace.records:
            assert set(names) <= {column.name for column in columns(RECORD_BY_NAME[record])}


def test_a_line_tells_how_many_rows_it_rests_on(village: Cast) -> None:
    diagnosis = diagnose(village(), None, read_network(village()), resamples=20)
    line = diagnosis.evidence.filter(pl.col("code") == "diagnosis.years").row(0, named=True)
    assert line["records"] == "enterprise (20): founded"
    assert (line["part"], line["direct"], line["confidence"], line["answered"]) == ("grounding", "told", "medium", 1)
    assert diagnosis.evidence.schema == pl.Schema(EVIDENCE)
    assert line["question"].endswith("?")
    rows = diagnosis.trail.filter(pl.col("code") == "diagnosis.beyond")
    assert rows["record"].to_list() == ["trade", "trade", "enterprise"]
    assert rows["rows"].to_list() == [168, 168, 21]


@pytest.mark.parametrize(
    ("given", "direct", "confidence"),
    [
        ({"unit": "share", "low": 0.45, "high": 0.55, "n": 90}, "told", "high"),
        ({"unit": "share", "low": 0.2, "high": 0.8, "n": 90}, "told", "medium"),
        ({"unit": "share", "low": 0.2, "high": 0.8, "n": 40, "missing": 60}, "told", "low"),
        ({"unit": "share", "low": 0.2, "high": 0.8, "n": 40, "missing": 60}, "inferred", "low"),
        ({"n": 12}, "told", "medium"),
        ({"n": 12}, "counted", "high"),
        ({"value": 3.0, "unit": "1 to 5", "low": 2.7, "high": 3.3, "n": 50}, "told", "high"),
        ({"value": None, "missing": 9}, "told", "none"),
    ],
)
def test_confidence_follows_a_stated_rule(given: dict[str, object], direct: Direct, confidence: str) -> None:
    assert reliance_on(finding(**given), direct)[2] == confidence  # type: ignore[arg-type]


def test_of_an_unknown_cluster_each_line_says_that_nothing_is_known() -> None:
    nothing = Cluster.of({})
    evidence = diagnose(nothing, None, read_network(nothing)).evidence
    assert set(evidence["confidence"]) == {"none"}
    assert set(evidence["sign"]) == {"unknown"}
