"""How far the cluster is rooted in its place."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.grounding import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def taken(teachers: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [{"innovation": "washer", "enterprise": f"s{at}", "learned_from": who} for at, who in enumerate(teachers)]
    )


def test_skills_learned_from_a_neighbour_are_handed_on(village: Cast, evidence_of: Gather) -> None:
    handed = told(evidence_of(village(adoption=taken(["w0"] * 6 + ["far"] * 5 + [None]))))["diagnosis.handed_on"]
    assert handed.value == pytest.approx(6 / 11)
    assert (handed.n, handed.missing) == (11, 1)
    assert handed.low is not None
    assert handed.low < handed.value


def test_teaching_counts_beside_adoption(village: Cast, evidence_of: Gather) -> None:
    taught = pl.DataFrame([{"round": "2002", "kind": "teaching", "one": "h_w0", "other": f"s{at}"} for at in range(6)])
    handed = told(evidence_of(village(relation=taught)))["diagnosis.handed_on"]
    assert (handed.value, handed.n) == (1, 6)


def test_two_workshops_with_apprentices_are_a_few(village: Cast, evidence_of: Gather) -> None:
    apprentices = told(evidence_of(village()))["diagnosis.apprentices"]
    assert str(apprentices.title) == "A few of the enterprises that said have apprentices."
    assert apprentices.value == pytest.approx(0.1)


def test_what_the_place_is_known_for_is_a_share_of_goods_not_of_services(village: Cast, evidence_of: Gather) -> None:
    found = told(evidence_of(village()))
    for code in ("diagnosis.reputation", "diagnosis.food_culture"):
        assert found[code].value == pytest.approx(1800 / (12_000 + 3000 + 1800))
        assert found[code].sign == "mixed"
    nothing = village()["product"].drop("reputation", "food_culture")
    for code in ("diagnosis.reputation", "diagnosis.food_culture"):
        assert told(evidence_of(village(product=nothing)))[code].value is None


def test_a_name_that_one_alone_carries_is_not_told_as_a_figure(village: Cast, evidence_of: Gather) -> None:
    trade = village()["trade"].filter((pl.col("product") != "noodles") | (pl.col("seller") == "n0"))
    found = told(evidence_of(village(trade=trade)))["diagnosis.reputation"]
    assert found.evidence["few"]
    assert "%" not in str(found.title)


def test_owners_and_years_are_told(village: Cast, evidence_of: Gather) -> None:
    found = told(evidence_of(village()))
    assert found["diagnosis.founders"].value == 1
    assert found["diagnosis.years"].value == 16.5  # founded from 1976 to 1995, seen in 2002
    assert "Half of the enterprises here are 16 years old" in str(found["diagnosis.years"].title)


def test_of_a_cluster_of_which_nothing_is_known_nothing_is_said(evidence_of: Gather) -> None:
    assert {finding.value for finding in conditions(evidence_of(Cluster.of({})))} == {None}
