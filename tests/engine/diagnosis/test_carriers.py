"""Who could carry joint work on techniques, and whom they miss."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.carriers import carrier_rows, conditions, reached
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def taught(village: Cast, **tables: pl.DataFrame) -> Cluster:
    return village(
        institution=pl.DataFrame(
            {
                "code": ["union", "hui", "vien"],
                "name": ["Hội", "Phường", "Viện"],
                "kind": ["union", "savings", "research"],
            }
        ),
        membership=pl.DataFrame(
            [{"round": "2002", "member": f"h_s{at}", "institution": "union"} for at in range(8)]
            + [{"round": "2002", "member": "n0", "institution": "hui"}]
        ),
        adoption=pl.DataFrame(
            {
                "innovation": ["washer"] * 3,
                "enterprise": ["s0", "s9", "n1"],
                "learned_from": ["w0", "w1", "vien"],
                "origin": ["workshop", "workshop", "research"],
            }
        ),
        **tables,
    )


def test_a_workshop_reaches_who_trades_or_learned_and_a_body_its_members(village: Cast, evidence_of: Gather) -> None:
    evidence = evidence_of(taught(village))
    rows = {row["enterprise"]: row for row in reached(evidence).iter_rows(named=True)}
    assert set(rows) == {f"s{at}" for at in range(12)} | {f"n{at}" for at in range(6)}
    assert [code for code, row in rows.items() if row["workshop"]] == ["s0", "s1", "s2", "s3", "s9"]
    assert rows["s7"]["union"]
    assert not rows["s8"]["union"]
    assert rows["n0"]["group"]
    assert rows["n1"]["research"]


def test_carriers_are_told_with_what_they_taught_and_whom_they_reach_least(village: Cast, evidence_of: Gather) -> None:
    evidence = evidence_of(taught(village))
    rows = {row["carrier"]: row for row in carrier_rows(evidence, reached(evidence)).iter_rows(named=True)}
    assert (rows["workshop"]["there"], rows["workshop"]["taught"], rows["workshop"]["brought"]) == (2, 2, 2)
    assert rows["workshop"]["reach"] == pytest.approx(5 / 18)
    assert rows["workshop"]["reach_women"] == 0
    assert rows["union"]["least_kind"] == "starch"  # six noodle makers are fewer than ten
    assert rows["union"]["brought"] is None
    assert "Workshops have to do with 28% of us, unions and associations with 44%" in str(
        told(evidence)["diagnosis.carriers"].title
    )


def test_missed_are_those_whom_nobody_who_taught_reaches(village: Cast, evidence_of: Gather) -> None:
    missed = told(evidence_of(taught(village)))["diagnosis.missed"]
    assert missed.value == pytest.approx(12 / 18)
    assert missed.evidence["carriers"] == ("workshop", "research")
    assert missed.sign == "hinders"
    assert "least reached" not in str(
        missed.title
    )  # starch makers are not the worst off; of noodle makers there are few


def test_where_nobody_taught_and_no_carrier_is_known_the_reason_is_said(cast: Cast, evidence_of: Gather) -> None:
    found = told(evidence_of(cast()))
    assert {finding.value for finding in found.values()} == {None}
    assert all("cannot be said" in str(finding.title) for finding in found.values())
