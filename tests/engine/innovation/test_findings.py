"""What is told of innovation."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.innovation import read_innovation

Makers = Callable[..., Cluster]


def _told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_innovation(cluster).findings}


def test_every_finding_ends_in_a_question_and_says_its_method(makers: Makers) -> None:
    for language in ("en", "vi"):
        for finding in _told(makers()).values():
            assert finding.question.say(language).endswith("?")
            assert finding.method.say(language)


def test_few_people_are_not_counted_in_public(makers: Makers) -> None:
    told = _told(makers())
    assert told["innovation.itself"].evidence["few"]
    assert "4" not in told["innovation.itself"].title.say()
    assert told["innovation.given_up"].title.say() == "A few gave a new thing up again."


def test_without_any_adoption_each_finding_says_why_it_cannot_be_said(makers: Makers) -> None:
    told = _told(makers(adoption=makers()["adoption"].clear(), innovation=makers()["innovation"].clear()))
    for code in ("speed", "half", "shape", "itself", "inside", "hazard", "given_up", "memory"):
        assert told[f"innovation.{code}"].value is None, code


def test_one_new_thing_has_no_usual_pace_but_a_rate(makers: Makers) -> None:
    told = _told(makers())
    assert told["innovation.half"].value is None
    assert told["innovation.speed"].value == pytest.approx(0.1)
    assert told["innovation.speed"].low is not None


def test_survivors_tell_the_past_and_the_finding_says_so(makers: Makers) -> None:
    adoption = makers()["adoption"]
    five = pl.concat([adoption, adoption.head(1).with_columns(enterprise=pl.lit("mai"))])
    assert "still here" in _told(makers(adoption=five))["innovation.memory"].title.say()
    assert _told(makers())["innovation.memory"].evidence["few"]


def test_a_spread_that_feeds_on_itself_is_told_with_its_years(spread: Callable[..., Cluster]) -> None:
    told = _told(spread(0.02, 0.6, n=500, years=16, seed=7))["innovation.shape"]
    assert told.value == pytest.approx(7.4, abs=2.0)  # from p and q as planted
    assert told.evidence["innovations"] == ["thing"]
