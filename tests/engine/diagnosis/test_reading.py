"""The whole diagnosis, from much and from little."""

from collections.abc import Callable

import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import Diagnosis, diagnose
from edulis.engine.network import read_network

Cast = Callable[..., Cluster]
COMMANDS = ("should", "must", "need to", "have to", "ought", "recommend")


def diagnosed(cluster: Cluster) -> Diagnosis:
    return diagnose(cluster, None, read_network(cluster), resamples=50)


def test_each_condition_has_a_question_and_tells_nobody_what_to_do(cast: Cast) -> None:
    for condition in diagnosed(cast()).conditions:
        assert str(condition.question).endswith("?"), condition.code
        assert condition.source, condition.code
        said = f"{condition.title} {condition.method} {condition.question}".lower()
        assert not [word for word in COMMANDS if f" {word} " in said], condition.code


def test_codes_are_told_once(cast: Cast) -> None:
    codes = [condition.code for condition in diagnosed(cast()).conditions]
    assert len(codes) == len(set(codes))


def test_a_sketch_gives_fewer_figures_and_says_why(cast: Cast) -> None:
    sketch = cast(trade=cast()["trade"].drop("quantity", "value", "month"))
    full, drawn = diagnosed(cast()), diagnosed(sketch)
    assert [c.code for c in full.conditions] == [c.code for c in drawn.conditions]
    known = [sum(c.value is not None for c in each.conditions) for each in (full, drawn)]
    assert known[1] < known[0]
    for condition in drawn.conditions:
        if condition.value is None:
            assert condition.sign == "unknown"
            assert "cannot be said" in str(condition.title) or "not in the survey" in str(condition.title)


def test_a_cluster_of_which_nothing_is_known_is_diagnosed_as_unknown() -> None:
    assert {condition.sign for condition in diagnosed(Cluster.of({})).conditions} == {"unknown"}


def test_the_order_of_rows_never_matters(cast: Cast) -> None:
    one = cast()
    turned = Cluster.of({name: table.reverse() for name, table in one.tables.items()})
    for a, b in zip(diagnosed(one).conditions, diagnosed(turned).conditions, strict=True):
        assert a.as_dict() | {"value": None} == b.as_dict() | {"value": None}
        assert a.value == (None if b.value is None else pytest.approx(b.value))


def test_a_round_that_is_not_there_is_refused(cast: Cast) -> None:
    with pytest.raises(LookupError):
        diagnose(cast(), None, read_network(cast()), "1999")
