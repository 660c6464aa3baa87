"""Rules, their burden and their benefit."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.obstacles import burdens, conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]
RULES = pl.DataFrame(
    {
        "code": ["waste", "licence", "course", "market"],
        "name": ["Phí nước thải", "Giấy phép", "Tập huấn", "Phí chợ"],
        "kind": ["environment", "licence", "support", "tax"],
        "effect": ["hinders", "hinders", "helps", None],
        "sector": ["starch", "noodles", "pigs", None],
        "gender": ["both", "women", "women", None],
        "size": ["small", "large", None, None],
        "touched": [100, 20, 50, None],
        "burden": [200_000, 1_000_000, None, 50_000],
        "burden_days": [2.0, 10.0, None, None],
        "benefit": [None, None, 300_000, None],
    }
)


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def test_burden_and_benefit_stand_side_by_side_for_each_group(village: Cast, evidence_of: Gather) -> None:
    rows = {(row["by"], row["group"]): row for row in burdens(evidence_of(village(rule=RULES))).iter_rows(named=True)}
    assert rows["sector", "starch"]["burden"] == 20_000_000
    assert rows["sector", "pigs"]["burden"] is None
    assert rows["gender", "women"]["benefit_each"] == pytest.approx(15_000_000 / 70)
    assert rows["gender", "women"]["burden_each"] == pytest.approx(20_000_000 / 70)
    assert rows["all", "all"]["days"] == 400
    assert rows["all", "all"]["touched"] == 171  # a rule without a number counts for one


def test_the_whole_is_told_in_money_and_days_and_no_group_is_hidden(village: Cast, evidence_of: Gather) -> None:
    found = told(evidence_of(village(rule=RULES)))
    assert "cost 40,050,000 VND and bring 15,000,000 VND a year" in str(found["diagnosis.burden"].title)
    assert found["diagnosis.burden"].sign == "hinders"
    assert str(found["diagnosis.burden_sector"].title) == (
        "Rules weigh most on: Noodle maker (1,000,000 VND a year net for one), and least on: Pig raiser (-300,000)."
    )
    assert found["diagnosis.burden_size"].value == 800_000
    assert found["diagnosis.burden_gender"].missing == 1


def test_rules_noted_with_services_count_as_rules(village: Cast, evidence_of: Gather) -> None:
    service = pl.DataFrame(
        {"code": ["loan"], "name": ["Vay"], "kind": ["credit"], "policy": ["Sổ đỏ"], "policy_effect": ["hinders"]}
    )
    rules = told(evidence_of(village(rule=RULES, service=service)))["diagnosis.rules"]
    assert "Of 4 rules and policies that were named 3 stand in the way, 1 help, 0 do some of both." in str(rules.title)
    assert (rules.n, rules.missing) == (4, 1)


def test_the_minor_unit_never_matters_to_what_is_told(village: Cast, evidence_of: Gather) -> None:
    cents = RULES.with_columns(pl.col("burden", "benefit") * 100)
    about = village()["cluster"].with_columns(minor_digits=pl.lit(2))
    one, other = evidence_of(village(rule=RULES)), evidence_of(village(rule=cents, cluster=about))
    assert burdens(one).equals(burdens(other))


def test_without_rules_each_side_says_what_is_missing(village: Cast, evidence_of: Gather) -> None:
    found = conditions(evidence_of(village()))
    assert len(found) == 5
    assert all(finding.value is None and "cannot be said" in str(finding.title) for finding in found)
