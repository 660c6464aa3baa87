"""Trade beyond the cluster, and whether its markets grow."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.markets import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def test_what_ms_hoa_sells_to_the_city_leaves_the_cluster(cast: Cast, evidence_of: Gather) -> None:
    beyond = told(evidence_of(cast()))["diagnosis.beyond"]
    sold = 2_500_000 + 50_000 + 200_000 + 7_000_000 + 900_000 + 500
    assert beyond.value == pytest.approx(7_900_000 / sold)
    assert beyond.evidence["by_kind"] == {"retailer": 7_000_000, "consumers": 900_000}
    assert "Shop" not in str(beyond.title)  # one shop: what it bought could be worked out
    assert "too few to say" in str(beyond.title)
    assert beyond.evidence["few"]
    assert beyond.sign == "helps"


def test_a_sketch_counts_ties_that_lead_out(cast: Cast, evidence_of: Gather) -> None:
    beyond = told(evidence_of(cast(trade=cast()["trade"].drop("quantity", "value"))))["diagnosis.beyond"]
    assert beyond.value == pytest.approx(2 / 6)
    assert beyond.evidence["valued"] is False


def test_where_nobody_is_placed_it_is_not_said(cast: Cast, evidence_of: Gather) -> None:
    silent = cast()["enterprise"].with_columns(local=pl.lit(None, pl.Boolean), place=pl.lit(None, pl.String))
    beyond = told(evidence_of(cast(enterprise=silent)))["diagnosis.beyond"]
    assert beyond.value is None
    assert beyond.sign == "unknown"
    assert beyond.missing == 7


def test_growth_is_weighted_by_what_is_sold(cast: Cast, evidence_of: Gather) -> None:
    market = pl.DataFrame(
        {
            "code": ["a", "b"],
            "name": ["Hà Nội", "chợ"],
            "product": ["noodles", "noodles"],
            "buyer": ["shop", None],
            "growth": [0.1, None],
            "population_growth": [None, 0.01],
            "income_elasticity": [None, -0.5],
            "income_growth": [None, 0.06],
        }
    )
    growth = told(evidence_of(cast(market=market)))["diagnosis.growth"]
    assert growth.value == pytest.approx((7.0 * 0.1 + 0.9 * -0.02) / 7.9)
    assert "8.6" not in str(growth.title)  # one shop is not a market that can be told
    assert growth.evidence["few"]
    assert told(evidence_of(cast()))["diagnosis.growth"].value is None


def test_a_kind_is_named_where_three_of_it_buy_most(cast: Cast, evidence_of: Gather) -> None:
    month = cast()["trade"]["month"][0]
    shops = [f"shop{number}" for number in range(4)]
    makers = [f"maker{number}" for number in range(5)]
    enterprise = pl.DataFrame(
        [{"code": code, "kind": "retailer", "local": False} for code in shops]
        + [{"code": code, "kind": "noodles", "local": True} for code in makers]
    )
    trade = pl.DataFrame(
        [{"round": "2002", "month": month, "seller": maker, "buyer": shop, "product": "noodles", "reporter": "seller",
          "quantity": 10.0, "value": 1000} for maker in makers for shop in shops]
    )  # fmt: skip
    beyond = told(evidence_of(cast(enterprise=enterprise, trade=trade)))["diagnosis.beyond"]
    assert "100% of the value" in str(beyond.title)
    assert "most of it to: Shop or market seller" in str(beyond.title)
