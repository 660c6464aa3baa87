"""Services there, missing and ending."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.support import conditions, service_rows
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
    assert str(free.title) == "One service is given free on others' money; it ends in Jun 2003."
    assert free.evidence["services"] == ("advice",)
    assert free.value == 0.5


def test_without_a_list_of_services_nothing_is_said(cast: Cast, evidence_of: Gather) -> None:
    assert told(evidence_of(cast()))["diagnosis.services"].value is None


def test_services_stand_in_a_table_with_who_gives_and_who_pays(served: Cluster, evidence_of: Gather) -> None:
    rows = {row["service"]: row for row in service_rows(evidence_of(served)).iter_rows(named=True)}
    assert (rows["advice"]["provider_local"], rows["repair"]["provider_local"]) == (False, True)
    assert (rows["advice"]["price"], rows["test"]["missing"]) == (0, True)
    assert list(rows)[-1] == "test"


def test_help_that_a_union_hands_on_until_a_project_ends_is_others_money(cast: Cast, evidence_of: Gather) -> None:
    course = pl.DataFrame(
        {
            "code": ["course"],
            "name": ["Tập huấn"],
            "kind": ["training"],
            "provider": ["union"],
            "user_share": [0.0],
            "reach": [2],
            "ends": [dt.date(2003, 6, 1)],
        }
    )
    union = pl.DataFrame({"code": ["union"], "name": ["Hội"], "kind": ["union"], "local": [True]})
    found = told(evidence_of(cast(service=course, institution=union)))
    assert found["diagnosis.free_services"].value == 1
    assert found["diagnosis.service_reach"].value == 0.5
    assert found["diagnosis.service_reach"].sign == "helps"
