"""What came by itself, and what was brought."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.novelty import conditions

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def test_the_way_it_reached_each_counts_before_where_it_came_from(cast: Cast, evidence_of: Gather) -> None:
    cluster = cast(
        innovation=pl.DataFrame(
            {
                "code": ["refining", "enzyme", "quiet"],
                "name": ["Lọc lại", "Men", "?"],
                "kind": ["process"] * 3,
                "origin": ["own", "research", None],
            }
        ),
        adoption=pl.DataFrame(
            {
                "innovation": ["refining", "refining", "enzyme", "enzyme", "quiet"],
                "enterprise": ["binh", "hoa", "lan", "binh", "hoa"],
                "origin": [None, "trader", None, "workshop", None],
                "joint": [None, True, None, None, None],
            }
        ),
    )
    (finding,) = conditions(evidence_of(cluster))
    # Mr Binh's refining and his enzyme (from the workshop) came by themselves; Ms Hoa's was a joint project.
    assert finding.value == pytest.approx(2 / 4)
    assert (finding.n, finding.missing) == (4, 1)
    assert finding.evidence["ways"] == {"own": 1, "research": 1, "trader": 1, "workshop": 1}


def test_without_adoptions_nothing_is_said(cast: Cast, evidence_of: Gather) -> None:
    (finding,) = conditions(evidence_of(cast()))
    assert finding.value is None
