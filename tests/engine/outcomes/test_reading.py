"""Reading what changed."""

import json
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.outcomes import NEEDS, measure_outcomes

Owners = Callable[..., Cluster]


def test_an_empty_cluster_lacks_everything_and_raises_nothing() -> None:
    answer = measure_outcomes(Cluster.of({}))
    assert answer.lacks == NEEDS
    assert all(finding.value is None for finding in answer.findings)
    json.dumps(answer.as_dict("vi", tables=True))


def test_one_round_tells_the_owners_goals_and_lacks_the_change(owners: Owners, change: Owners) -> None:
    cluster = owners()
    single = change(cluster, round=cluster["round"].head(1), outcome=cluster["outcome"].filter(pl.col("round") == "r1"))
    answer = measure_outcomes(single)
    assert (answer.round, answer.baseline) == ("r1", "")
    told = {finding.code: finding for finding in answer.findings}
    assert 0 <= told["outcomes.served"].value < 1
    assert told["outcomes.change"].value is None
    assert any(need.record == "round" for need in answer.lacks)
    assert answer.goals["served_after"].null_count() == answer.goals.height


def test_rounds_without_a_baseline_tell_no_change(owners: Owners, change: Owners) -> None:
    cluster = owners()
    unmarked = change(cluster, round=cluster["round"].with_columns(baseline=pl.lit(None, pl.Boolean)))
    answer = measure_outcomes(unmarked)
    assert (answer.round, answer.baseline) == ("r2", "")


def test_a_round_that_is_not_there_is_refused(owners: Owners) -> None:
    with pytest.raises(LookupError):
        measure_outcomes(owners(), round="1900")


def test_the_same_seed_and_any_order_of_rows_give_the_same_answer(owners: Owners) -> None:
    cluster, other = owners(gone=0.1), owners(prefix="b", joined=0.0, seed=2)
    turned = Cluster.of({name: table.reverse() for name, table in cluster.tables.items()})
    one, two = measure_outcomes(cluster, other), measure_outcomes(turned, other)
    for name, table in one.tables.items():
        assert table.equals(two.tables[name]), name


def test_an_owner_who_was_never_asked_changes_nothing(owners: Owners, change: Owners) -> None:
    cluster = owners()
    more = pl.concat([cluster["enterprise"], pl.DataFrame({"code": ["x"], "kind": ["candy"]})], how="diagonal_relaxed")
    one, two = measure_outcomes(cluster), measure_outcomes(change(cluster, enterprise=more))
    assert one.effects.equals(two.effects)
    assert one.changes.equals(two.changes)


def test_a_comparison_of_other_rounds_is_left_out(owners: Owners, change: Owners) -> None:
    other = owners(prefix="b")
    once = change(other, round=other["round"].head(1), outcome=other["outcome"].filter(pl.col("round") == "r1"))
    assert "comparison" not in set(measure_outcomes(owners(), once).effects["against"])
