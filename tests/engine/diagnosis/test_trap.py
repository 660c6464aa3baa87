"""The parts of the low-quality trap, each on its own."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.trap import conditions, local_tests
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def measured(whiteness: list[float]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"round": "2002", "enterprise": f"s{at}", "product": "wet", "property": "whiteness", "value": value}
            for at, value in enumerate(whiteness)
        ]
    )


def asking(low: float) -> dict[str, pl.DataFrame]:
    return {
        "market": pl.DataFrame({"code": ["fine"], "name": ["Kẹo"], "product": ["wet"]}),
        "quality_floor": pl.DataFrame({"market": ["fine"], "property": ["whiteness"], "low": [low]}),
    }


def priced(village: Cast, premium: float) -> pl.DataFrame:
    """Starch whose price rises by so much for each point of whiteness above 80."""
    wet = (pl.col("product") == "wet") & pl.col("seller").str.starts_with("s")
    at = pl.col("seller").str.slice(1).cast(pl.Int64, strict=False).fill_null(0)
    value = pl.col("quantity") * 1250 * (1 + premium * (at % 4 - 1.5))
    return village()["trade"].with_columns(value=pl.when(wet).then(value.cast(pl.Int64)).otherwise("value"))


def test_tests_are_held_against_what_the_market_of_that_product_asks(village: Cast, evidence_of: Gather) -> None:
    evidence = evidence_of(village(quality_test=measured([78.0] * 6 + [84.0] * 6), **asking(80)))
    assert local_tests(evidence)["passed"].sum() == 6
    quality = told(evidence)["diagnosis.quality"]
    assert quality.value == 0.5
    assert "50% of 12 makers who were tested" in str(quality.title)
    assert quality.sign == "mixed"


def test_a_property_that_was_not_tested_is_not_passed(village: Cast, evidence_of: Gather) -> None:
    floors = pl.DataFrame(
        {"market": ["fine"] * 2, "property": ["whiteness", "ash"], "low": [80.0, None], "high": [None, 0.4]}
    )
    cluster = village(quality_test=measured([84.0] * 12), **asking(80) | {"quality_floor": floors})
    quality = told(evidence_of(cluster))["diagnosis.quality"]
    assert quality.value is None
    assert quality.missing == 12


def test_a_few_that_pass_are_not_counted_in_public(village: Cast, evidence_of: Gather) -> None:
    quality = told(evidence_of(village(quality_test=measured([78.0] * 9 + [84.0] * 3), **asking(80))))[
        "diagnosis.quality"
    ]
    assert quality.evidence["few"]
    assert "too few were tested" in str(quality.title)


def test_a_premium_for_quality_is_found_where_there_is_one(village: Cast, evidence_of: Gather) -> None:
    whiteness = measured([80.0 + at % 4 for at in range(12)])
    paid = told(evidence_of(village(quality_test=whiteness, trade=priced(village, 0.05))))["diagnosis.premium"]
    assert paid.value == pytest.approx(0.05 * 1.17, abs=0.005)  # one standard deviation is 1.17 points
    assert paid.sign == "helps"
    same = told(evidence_of(village(quality_test=whiteness)))["diagnosis.premium"]
    assert same.value == pytest.approx(0, abs=1e-9)
    assert same.sign == "hinders"


@pytest.mark.parametrize("whiteness", [[80.0] * 12, [80.0, 81.0, 82.0]])
def test_without_differing_tests_no_premium_is_told(village: Cast, evidence_of: Gather, whiteness: list[float]) -> None:
    premium = told(evidence_of(village(quality_test=measured(whiteness))))["diagnosis.premium"]
    assert premium.value is None
    assert "cannot be said" in str(premium.title)


def test_who_sells_to_a_lender_is_seen_through_the_household(village: Cast, evidence_of: Gather) -> None:
    loans = pl.DataFrame(
        [
            {"code": f"l{at}", "round": "2002", "lender": f"h_n{at}", "borrower": f"h_s{at}", "amount": 1_000_000}
            for at in range(6)
        ]
    )
    tied = told(evidence_of(village(loan=loans)))["diagnosis.tied"]
    # Of 12 × 1000 kg of starch to noodle makers, 3000 to the trader, 1800 of noodles and 16 of repair.
    assert tied.value == pytest.approx(6000 / (12_000 + 3000 + 1800 + 16))
    assert tied.sign == "hinders"
    assert not tied.evidence["few"]
    assert told(evidence_of(village()))["diagnosis.tied"].value is None


def test_a_few_who_sell_to_their_lender_are_not_counted(village: Cast, evidence_of: Gather) -> None:
    owed = pl.DataFrame([{"round": "2002", "kind": "credit", "one": "n0", "other": "s0"}])
    tied = told(evidence_of(village(relation=owed)))["diagnosis.tied"]
    assert tied.evidence["few"]
    assert "%" not in str(tied.title)
