"""Who pays, who gives and who lends."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.reliance import conditions, day_wage
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]
PROPOSALS = pl.DataFrame(
    {
        "code": ["dryer", "visit"],
        "name": ["Lò sấy", "Đi thăm"],
        "kind": ["equipment", "visit"],
        "own_cash": [8_000_000, 500_000],
        "own_days": [20.0, None],
        "own_materials": [1_600_000, None],
        "outside_money": [None, 500_000],
    }
)
LABOUR = pl.DataFrame({"round": ["2002"], "enterprise": ["s0"], "hired_hours": [80.0], "wages": [200_000]})


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def test_users_share_counts_by_how_many_use_a_service(village: Cast, evidence_of: Gather) -> None:
    services = pl.DataFrame(
        {
            "code": ["repair", "course", "wanted"],
            "name": ["Sửa máy", "Tập huấn", "Thử bột"],
            "kind": ["repair", "training", "quality"],
            "missing": [False, False, True],
            "reach": [90, 10, None],
            "user_share": [1.0, 0.0, None],
        }
    )
    share = told(evidence_of(village(service=services)))["diagnosis.users_share"]
    assert share.value == pytest.approx(0.9)
    assert "of 2 services 1 are paid mostly by others" in str(share.title)


def test_days_of_work_count_at_the_wage_of_the_place(village: Cast, evidence_of: Gather) -> None:
    evidence = evidence_of(village(proposal=PROPOSALS, labour=LABOUR))
    assert day_wage(evidence) == 20_000
    own = told(evidence)["diagnosis.own_means"]
    assert own.value == pytest.approx((8_000_000 + 400_000 + 1_600_000 + 500_000) / (10_000_000 + 1_000_000))
    assert "1 need nothing from outside" in str(own.title)


def test_where_no_wage_is_known_days_are_left_out_and_that_is_said(village: Cast, evidence_of: Gather) -> None:
    own = told(evidence_of(village(proposal=PROPOSALS)))["diagnosis.own_means"]
    assert own.value == pytest.approx(10_100_000 / 10_600_000)
    assert own.evidence["days_left_out"]


def test_credit_of_the_place_is_set_beside_that_from_elsewhere(village: Cast, evidence_of: Gather) -> None:
    bodies = pl.DataFrame(
        {"code": ["fund", "bank"], "name": ["Quỹ", "Ngân hàng"], "kind": ["fund", "fund"], "local": [True, False]}
    )
    lenders = ["fund", "bank", "bank", "h_s9", "far", "nobody"]
    loans = pl.DataFrame(
        [
            {"code": f"l{at}", "round": "2002", "lender": who, "borrower": f"s{at}", "amount": 100}
            for at, who in enumerate(lenders)
        ]
    )
    credit = told(evidence_of(village(loan=loans, institution=bodies)))["diagnosis.local_credit"]
    assert credit.value == pytest.approx(2 / 5)
    assert (credit.n, credit.missing) == (5, 1)
    assert credit.evidence["body_here"] == 100


def test_where_nothing_was_noted_each_says_why(village: Cast, evidence_of: Gather) -> None:
    for finding in conditions(evidence_of(village())):
        assert finding.value is None
        assert "cannot be said" in str(finding.title)
