"""All questions at once: as far as the data go, and the same each time."""

import json
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.analysis import analyse
from edulis.engine.analysis.analysing import CODES
from edulis.engine.cluster import Cluster

Cast = Callable[..., Cluster]


def test_every_question_is_answered_or_told_as_unanswered(cast: Cast) -> None:
    analysis = analyse(cast())
    assert [*analysis.answers, *analysis.unanswered] == list(CODES)
    assert all(finding.question.say().endswith("?") for finding in analysis.findings)


def test_a_cluster_of_which_nothing_is_known_says_what_to_collect_and_never_fails() -> None:
    analysis = analyse(Cluster.of({}))
    assert set(analysis.answers) | set(analysis.unanswered) == set(CODES)
    assert set(analysis.lacks) >= {"flows", "seasons", "livelihoods", "markets", "outcomes"}
    assert all(finding.value is None or finding.value == finding.value for finding in analysis.findings)


def test_only_what_is_asked_is_worked_out(cast: Cast) -> None:
    assert list(analyse(cast(), questions=["network"]).answers) == ["network"]


def test_the_same_cluster_and_seed_give_the_same_answers_whatever_the_order_of_rows(cast: Cast) -> None:
    village = cast()
    turned = Cluster.of({name: table.reverse() for name, table in village.tables.items()})
    first, second = (json.dumps(analyse(one, seed=3).as_dict(), default=str) for one in (village, turned))
    assert first == second


def test_an_unknown_question_or_round_is_named(cast: Cast) -> None:
    with pytest.raises(LookupError, match="weather"):
        analyse(cast(), questions=["weather"])
    with pytest.raises(LookupError, match="1999"):
        analyse(cast(), "1999")


def test_a_lone_enterprise_and_a_cluster_without_amounts_are_answered(cast: Cast) -> None:
    village = cast()
    alone = cast(enterprise=village["enterprise"].head(1), trade=village["trade"].clear())
    sketch = cast(trade=village["trade"].with_columns(quantity=pl.lit(None, pl.Float64), value=pl.lit(None, pl.Int64)))
    for cluster in (alone, sketch):
        assert set(analyse(cluster).answers) | {"flows"} == set(CODES)
