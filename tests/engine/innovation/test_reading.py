"""Reading how new things came in."""

import json
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.innovation import NEEDS, read_innovation
from edulis.engine.network import read_network

Makers = Callable[..., Cluster]


def test_an_empty_cluster_lacks_everything_and_raises_nothing() -> None:
    answer = read_innovation(Cluster.of({}))
    assert answer.lacks == NEEDS
    assert all(finding.value is None for finding in answer.findings)
    json.dumps(answer.as_dict("vi", tables=True))


def test_a_round_that_is_not_there_is_refused(makers: Makers) -> None:
    with pytest.raises(LookupError):
        read_innovation(makers(), "1900")


def test_without_rounds_it_is_told_until_the_last_adoption(makers: Makers) -> None:
    answer = read_innovation(makers(round=makers()["round"].clear()))
    assert answer.round == ""
    assert answer.innovations["adopters"].to_list() == [4]


def test_every_part_can_be_taken_as_a_frame_and_told_as_plain_values(makers: Makers) -> None:
    answer = read_innovation(makers())
    assert answer.to_frame()["innovation"].to_list() == ["washer"]
    json.dumps(answer.as_dict(tables=False))
    assert set(answer.tables) >= {"curves", "survival", "fits", "hazards", "sources", "paths", "speed"}


def test_an_isolated_household_of_another_trade_changes_nothing(makers: Makers) -> None:
    cluster = makers()
    more = pl.concat([cluster["enterprise"], pl.DataFrame({"code": ["candy"], "kind": ["candy"], "local": [True]})],
                     how="diagonal_relaxed")  # fmt: skip
    one, other = read_innovation(cluster), read_innovation(makers(enterprise=more))
    for name, table in one.tables.items():
        assert table.equals(other.tables[name]), name


@pytest.mark.parametrize("years", [1, 7])
def test_histories_moved_by_whole_years_take_as_long(makers: Makers, years: int) -> None:
    moved = {}
    for name, table in makers().tables.items():
        dates = [column for column, kind in table.schema.items() if kind == pl.Date]
        counts = [column for column in ("founded", "ended") if column in table.columns]
        moved[name] = table.with_columns(
            *(pl.col(column).dt.offset_by(f"{years}y") for column in dates), *(pl.col(c) + years for c in counts)
        )
    one, other = read_innovation(makers()), read_innovation(Cluster.of(moved))
    for name in ("years_10", "years_50", "years_50_high", "adopters", "given_up"):
        assert other.innovations[name].to_list() == pytest.approx(one.innovations[name].to_list()), name
    assert other.speed.equals(one.speed)


def test_the_unit_of_money_changes_the_cost_and_nothing_else(makers: Makers) -> None:
    dear = makers()["adoption"].with_columns(pl.col("cost") * 100)
    one, other = read_innovation(makers()), read_innovation(makers(adoption=dear))
    assert other.innovations["cost"].item() == 100 * one.innovations["cost"].item()
    assert other.innovations.drop("cost").equals(one.innovations.drop("cost"))


def test_the_order_of_rows_and_the_network_change_nothing(makers: Makers) -> None:
    cluster = makers()
    turned = makers(adoption=cluster["adoption"].reverse(), enterprise=cluster["enterprise"].reverse())
    for name, table in read_innovation(cluster).tables.items():
        assert table.equals(read_innovation(turned, network=read_network(turned)).tables[name]), name
