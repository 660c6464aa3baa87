"""The whole diagnosis, from much and from little."""

import math
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis import Diagnosis, diagnose
from edulis.engine.network import read_network
from edulis.schema import RECORD_BY_NAME, columns

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


def same(one: Diagnosis, other: Diagnosis) -> None:
    for a, b in zip(one.conditions, other.conditions, strict=True):
        assert (a.code, a.sign) == (b.code, b.sign)
        assert a.value == (None if b.value is None else pytest.approx(b.value)), a.code


@pytest.mark.parametrize("record", sorted(RECORD_BY_NAME))
def test_whichever_record_is_missing_the_rest_is_said_without_gaps(village: Cast, record: str) -> None:
    whole = village()
    less = Cluster.of({name: table for name, table in whole.tables.items() if name != record})
    network = read_network(less, resamples=10)
    for finding in (*network.findings, *diagnose(less, None, network, resamples=10).findings):
        figures = [value for value in (finding.value, finding.low, finding.high) if value is not None]
        assert not any(math.isnan(value) for value in figures), finding.code
        assert "nan" not in str(finding.title)


@pytest.mark.parametrize("record", ["enterprise", "enterprise_round", "trade", "product", "household", "relation"])
def test_where_all_that_may_be_empty_is_empty_nothing_breaks(village: Cast, record: str) -> None:
    whole = village()
    optional = [column.name for column in columns(RECORD_BY_NAME[record]) if not (column.required or column.key)]
    bare = whole[record].with_columns(pl.lit(None).cast(whole[record].schema[name]).alias(name) for name in optional)
    cluster = Cluster.of(dict(whole.tables) | {record: bare})
    for condition in diagnosed(cluster).conditions:
        assert condition.value is None or not math.isnan(condition.value), condition.code


def test_a_smaller_coin_changes_no_condition(village: Cast) -> None:
    trade = village()["trade"].with_columns(pl.col("value") * 100)
    same(diagnosed(village()), diagnosed(village(trade=trade)))


def test_a_lonely_enterprise_elsewhere_changes_no_condition(village: Cast) -> None:
    alone = pl.DataFrame({"code": ["zung"], "kind": ["noodles"], "local": [False]})
    more = pl.concat([village()["enterprise"], alone], how="diagonal")
    same(diagnosed(village()), diagnosed(village(enterprise=more)))


def test_one_enterprise_alone_is_diagnosed_without_figures_of_its_own(village: Cast) -> None:
    one = village()["enterprise"].filter(pl.col("code") == "s0")
    told = {condition.code: condition for condition in diagnosed(village(enterprise=one)).conditions}
    assert told["diagnosis.apprentices"].n == 1
    for condition in told.values():
        if condition.unit == "share" and condition.value not in (None, 0.0, 1.0) and condition.n < 3:
            assert condition.evidence.get("few"), condition.code
