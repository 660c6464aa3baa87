"""What the conditions are judged on."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence, judged, known

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def test_a_place_says_who_is_local_where_the_enterprise_does_not(cast: Cast, evidence_of: Gather) -> None:
    silent = cast()["enterprise"].with_columns(local=pl.lit(None, pl.Boolean))
    held = dict(evidence_of(cast(enterprise=silent)).enterprises.select("enterprise", "local").iter_rows())
    assert (held["hoa"], held["shop"], held["roots"]) == (True, False, None)


def test_where_nobody_said_who_is_local_all_are(cast: Cast, evidence_of: Gather) -> None:
    silent = cast()["enterprise"].with_columns(local=pl.lit(None, pl.Boolean), place=pl.lit(None, pl.String))
    assert evidence_of(cast(enterprise=silent)).locals.height == 7
    assert evidence_of(cast()).locals["enterprise"].to_list() == ["binh", "hoa", "hoa_pigs", "lan"]


def test_a_sketch_counts_ties(cast: Cast, evidence_of: Gather) -> None:
    held = evidence_of(cast(trade=cast()["trade"].drop("quantity", "value")))
    assert not held.valued
    assert held.deliveries["worth"].unique().to_list() == [1.0]
    assert held.deliveries.height == 7  # both sides told of the wet starch: one tie


@pytest.mark.parametrize(("value", "sign"), [(None, "unknown"), (0.05, "hinders"), (0.2, "mixed"), (0.3, "helps")])
def test_a_figure_is_judged_by_stated_bounds(value: float | None, sign: str) -> None:
    assert judged(value, hinders_below=0.1, helps_from=0.25) == sign


def test_what_is_not_a_number_is_not_known() -> None:
    assert known(float("nan")) is None
    assert known(0.0) == 0.0
