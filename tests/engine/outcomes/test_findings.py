"""What is told of change."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.outcomes import measure_outcomes
from edulis.engine.outcomes.findings import as_share, judged

Owners = Callable[..., Cluster]


def _told(cluster: Cluster, **how: object) -> dict[str, Finding]:
    return {finding.code: finding for finding in measure_outcomes(cluster, **how).findings}  # type: ignore[arg-type]


def test_the_owners_own_goals_come_before_any_indicator_of_ours(owners: Owners) -> None:
    assert measure_outcomes(owners()).findings[0].code == "outcomes.served"


def test_every_finding_ends_in_a_question_in_both_languages(owners: Owners) -> None:
    for finding in _told(owners(gone=0.2), comparison=owners(prefix="b", joined=0.0, seed=4)).values():
        for language in ("en", "vi"):
            assert finding.question.say(language).endswith("?"), finding.code
            assert "{" not in finding.title.say(language)


def test_few_owners_are_not_counted_in_public(owners: Owners) -> None:
    told = _told(owners(n=4, hamlets=4))
    assert told["outcomes.served"].evidence["few"]
    assert "%" not in told["outcomes.served"].title.say()
    assert "%" not in told["outcomes.losers"].title.say()


def test_money_of_the_day_is_called_so(owners: Owners) -> None:
    assert "prices may have risen" in _told(owners())["outcomes.profit"].title.say()


def test_losers_are_told_for_those_who_took_part_and_for_the_others(owners: Owners) -> None:
    finding = _told(owners(spread=2.0, n=120))["outcomes.losers"]
    assert "took part" in finding.title.say()
    assert 0 < finding.evidence["others"] < 1


def test_those_gone_who_differed_cast_doubt(owners: Owners, change: Owners) -> None:
    cluster = owners(indicators=("served",))
    low = cluster["outcome"].filter((pl.col("round") == "r1") & (pl.col("value") < 2.7))["enterprise"].to_list()
    fewer = cluster["outcome"].filter((pl.col("round") == "r1") | ~pl.col("enterprise").is_in(low))
    finding = _told(change(cluster, outcome=fewer))["outcomes.attrition"]
    assert finding.sign == "hinders"
    assert "differed before" in finding.title.say()


def test_a_change_in_logs_is_told_as_a_share() -> None:
    value, low, high, unit = as_share({"scale": "log", "value": 0.0953, "low": None, "high": 0.2})
    assert (round(value, 3), low, unit) == (0.1, None, "share")
    assert high == pytest.approx(0.2214, abs=1e-4)


def test_more_work_is_neither_good_nor_bad_by_itself() -> None:
    assert judged("profit", 0.1, 0.2) == "helps"
    assert judged("profit", -0.2, -0.1) == "hinders"
    assert judged("women_days", 0.1, 0.2) == "mixed"
    assert judged("profit", None, 0.2) == "unknown"
