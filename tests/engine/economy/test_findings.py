"""Findings end in a question, and say no figure that would betray somebody."""

from collections.abc import Callable

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.finding import Finding


def by_code(cluster: Cluster, **given: object) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_economy(cluster, draws=0, **given).findings}


def test_every_finding_has_a_question_and_a_method(season: Callable[..., Cluster]) -> None:
    for finding in by_code(season()).values():
        assert finding.question.say("en").endswith("?")
        assert finding.method.say("vi")
        assert finding.source


def test_where_one_enterprise_sells_outside_no_figure_of_it_is_told(season: Callable[..., Cluster]) -> None:
    found = by_code(season())
    for code in ("economy.multiplier", "economy.leak", "economy.prices", "economy.bottleneck"):
        assert found[code].evidence["few"]
        assert not any(sign.isdigit() for sign in found[code].title.say("en"))


def test_without_data_each_finding_says_why_it_is_silent() -> None:
    for finding in by_code(Cluster.of({})).values():
        assert finding.value is None
        assert "cannot be" in finding.title.say("en")
