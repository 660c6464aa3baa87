"""Services there, missing and ending."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.support import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


@pytest.fixture
def served(cast: Cast) -> Cluster:
    return cast(
        institution=pl.DataFrame(
            {"code": ["ngo", "union"], "name": ["CIP", "Hội"], "kind": ["ngo", "union"], "local": [False, True]}
        ),
        service=pl.DataFrame(
            {
                "code": ["advice", "repair", "test"],
                "name": ["Tư vấn", "Sửa máy", "Thử chất lượng"],
                "kind": ["training", "repair", "quality"],
                "provider": ["ngo", "binh", None],
                "missing": [False, False, True],
                "price": [0, 50_000, None],
                "ends": [dt.date(2003, 6, 1), None, None],
            }
        ),
    )


def test_what_is_missing_is_counted_and_named_by_kind(served: Cluster, evidence_of: Gather) -> None:
    services = told(evidence_of(served))["diagnosis.services"]
    assert str(services.title) == "Services that are there: 2; wanted and missing: 1."
    assert services.evidence["kinds"] == ("quality",)
    assert services.sign == "mixed"


def test_free_services_from_outside_are_told_with_their_end(served: Cluster, evidence_of: Gather) -> None:
    free = told(evidence_of(served))["diagnosis.free_services"]
    assert str(free.title) == "One service is given free from outside; it ends in Jun 2003."
    assert free.evidence["services"] == ("advice",)
    assert free.value == 0.5


def test_without_a_list_of_services_nothing_is_said(cast: Cast, evidence_of: Gather) -> None:
    assert told(evidence_of(cast()))["diagnosis.services"].value is None
