"""The diagnosis as a table."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import Diagnosis, diagnose
from edulis.engine.network import read_network


def test_a_diagnosis_is_a_row_for_each_condition_and_no_score(cast: Callable[..., Cluster]) -> None:
    diagnosis = diagnose(cast(), None, read_network(cast()), resamples=20)
    frame = diagnosis.to_frame()
    assert {condition.code for condition in diagnosis.conditions} <= set(frame["code"])
    assert {"value", "low", "high", "n", "missing", "method", "source", "question", "sign"} <= set(frame.columns)
    assert not hasattr(diagnosis, "score")
    assert diagnosis.round == "2002"


def test_nothing_diagnosed_is_an_empty_table() -> None:
    assert Diagnosis().to_frame().is_empty()
