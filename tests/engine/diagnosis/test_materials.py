"""Roots from elsewhere, and residue that feeds pigs."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.materials import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def making(cast: Cast, residue: float, **tables: pl.DataFrame) -> Cluster:
    process = pl.DataFrame({"code": ["grate"], "name": ["Xát"], "product": ["wet"]})
    line = pl.DataFrame({"process": ["grate"], "product": ["residue"], "direction": ["out"], "quantity": [residue]})
    activity = pl.DataFrame({"enterprise": ["binh"], "process": ["grate"], "level": [2000.0]}).with_columns(
        round=pl.lit("2002"), month=pl.date(2002, 11, 1)
    )
    return cast(process=process, process_line=line, activity=activity, **tables)


def test_all_roots_come_from_elsewhere(cast: Cast, evidence_of: Gather) -> None:
    raw = told(evidence_of(cast()))["diagnosis.raw"]
    assert (raw.value, raw.n, raw.high) == (1, 1, 1)
    assert raw.low == pytest.approx(0.025)  # one buyer proves little


def test_residue_is_reused_as_far_as_it_is_sold_or_used(cast: Cast, evidence_of: Gather) -> None:
    reuse = told(evidence_of(making(cast, 5.0)))["diagnosis.reuse"]
    assert reuse.value == pytest.approx(5000 / 10_000)
    own = pl.DataFrame({"enterprise": ["binh"], "product": ["residue"], "kind": ["own"], "quantity": [3000.0]})
    own = own.with_columns(round=pl.lit("2002"), month=pl.date(2002, 11, 1))
    assert told(evidence_of(making(cast, 5.0, use=own)))["diagnosis.reuse"].value == pytest.approx(0.8)


def test_more_than_was_made_counts_as_all(cast: Cast, evidence_of: Gather) -> None:
    assert told(evidence_of(making(cast, 1.0)))["diagnosis.reuse"].value == 1


def test_what_is_not_known_to_be_made_cannot_be_reused(cast: Cast, evidence_of: Gather) -> None:
    assert told(evidence_of(cast()))["diagnosis.reuse"].value is None
    unplaced = cast()["enterprise"].with_columns(local=pl.lit(None, pl.Boolean), place=pl.lit(None, pl.String))
    assert told(evidence_of(cast(enterprise=unplaced)))["diagnosis.raw"].value is None
