"""Talk and cooperation that are there."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.cooperation import conditions
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def test_two_of_three_local_households_talk(cast: Cast, evidence_of: Gather) -> None:
    talk = told(evidence_of(cast()))["diagnosis.talk"]
    assert (talk.value, talk.n) == (pytest.approx(2 / 3), 3)
    assert talk.low < talk.value < talk.high


def test_belonging_to_a_group_counts_as_working_together(cast: Cast, evidence_of: Gather) -> None:
    member = pl.DataFrame({"round": ["2002"], "member": ["h_lan"], "institution": ["union"]})
    assert told(evidence_of(cast()))["diagnosis.cooperation"].value == pytest.approx(2 / 3)
    assert told(evidence_of(cast(membership=member)))["diagnosis.cooperation"].value == 1


def test_what_was_not_asked_is_not_nought(cast: Cast, evidence_of: Gather) -> None:
    held = told(evidence_of(cast(relation=cast()["relation"].clear())))
    assert held["diagnosis.talk"].value is None
    assert held["diagnosis.cooperation"].value is None
