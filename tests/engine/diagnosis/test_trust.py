"""Trust, credit and quarrels."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.trust import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def loans(*outcomes: str | None) -> pl.DataFrame:
    n = len(outcomes)
    held = {"code": [f"l{i}" for i in range(n)], "lender": ["hoa", "lan"] * n, "borrower": ["binh"] * n}
    return pl.DataFrame({**held, "lender": held["lender"][:n], "repaid": list(outcomes)}).with_columns(
        round=pl.lit("2002"), month=pl.date(2002, 11, 1), amount=pl.lit(100)
    )


def test_peoples_own_answers_come_before_named_ties(cast: Cast, evidence_of: Gather) -> None:
    asked = pl.DataFrame(
        {"round": ["2002"] * 2, "enterprise": ["hoa", "lan"], "indicator": ["trust"] * 2, "value": [2.0, 1.0]}
    )
    assert told(evidence_of(cast()))["diagnosis.trust"].value == 4
    trust = told(evidence_of(cast(outcome=asked)))["diagnosis.trust"]
    assert (trust.value, trust.n, trust.sign) == (1.5, 2, "hinders")
    assert trust.low == 1


def test_loans_not_yet_due_say_nothing(cast: Cast, evidence_of: Gather) -> None:
    repaid = told(evidence_of(cast(loan=loans("paid", "paid", "late", "open", None))))["diagnosis.repaid"]
    assert repaid.value == pytest.approx(2 / 3)
    assert (repaid.n, repaid.missing, repaid.sign) == (3, 1, "hinders")
    assert told(evidence_of(cast(loan=loans("open"))))["diagnosis.repaid"].value is None


def test_no_named_quarrel_is_not_called_peace(cast: Cast, evidence_of: Gather) -> None:
    quiet = told(evidence_of(cast()))["diagnosis.conflict"]
    assert quiet.value == 0
    assert quiet.sign == "mixed"
    quarrel = pl.DataFrame({"round": ["2002"], "kind": ["conflict"], "one": ["h_lan"], "other": ["h_hoa"]})
    assert told(evidence_of(cast(relation=quarrel)))["diagnosis.conflict"].sign == "hinders"
    unasked = told(evidence_of(cast(relation=quarrel.clear())))["diagnosis.conflict"]
    assert unasked.value is None


def test_agreements_are_said_to_be_unknown(cast: Cast, evidence_of: Gather) -> None:
    sanctions = told(evidence_of(cast()))["diagnosis.sanctions"]
    assert (sanctions.value, sanctions.sign) == (None, "unknown")


def test_a_few_in_a_quarrel_are_not_counted(cast: Cast, evidence_of: Gather) -> None:
    quarrel = pl.DataFrame({"round": ["2002"], "kind": ["conflict"], "one": ["h_lan"], "other": ["h_hoa"]})
    said = told(evidence_of(cast(relation=quarrel)))["diagnosis.conflict"]
    assert str(said.title) == "A few households or enterprises are in a conflict that somebody named."
    assert said.evidence["few"]
    assert said.evidence["ends"] == 2


def test_one_person_who_still_owes_is_not_counted(cast: Cast, evidence_of: Gather) -> None:
    repaid = told(evidence_of(cast(loan=loans("paid", "paid", "late"))))["diagnosis.repaid"]
    assert "67" not in str(repaid.title)
    assert repaid.evidence["few"]


def lent(village: Cast, trusted: dict[str, float]) -> Cluster:
    """The first six starch makers paid back, the others are late; others trust the two sides so much."""
    loans = [
        {"code": f"l{at}", "round": "2002", "lender": "n0", "borrower": f"h_s{at}", "amount": 100,
         "repaid": "paid" if at < 6 else "late"}
        for at in range(12)
    ]  # fmt: skip
    named = [
        {"round": "2002", "kind": "trust", "one": f"n{by}", "other": f"s{at}",
         "strength": trusted["paid" if at < 6 else "late"] + 0.1 * by}
        for at in range(12) for by in range(2)
    ]  # fmt: skip
    return village(loan=pl.DataFrame(loans), relation=pl.DataFrame(named))


def test_a_sanction_shows_where_those_who_did_not_pay_are_trusted_less(village: Cast, evidence_of: Gather) -> None:
    less = told(evidence_of(lent(village, {"paid": 4.0, "late": 2.0})))["diagnosis.sanctions"]
    assert less.value == pytest.approx(-2)
    assert less.sign == "helps"
    assert "trusted less, by 2.0" in str(less.title)
    same = told(evidence_of(lent(village, {"paid": 3.0, "late": 3.0})))["diagnosis.sanctions"]
    assert same.value == pytest.approx(0)
    assert same.sign == "mixed"
