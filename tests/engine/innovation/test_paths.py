"""From whom each learned, and what a project may be credited with."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.histories import histories_of
from edulis.engine.innovation.paths import path_rows, source_rows

Makers = Callable[..., Cluster]


def _paths(cluster: Cluster) -> dict[str, dict[str, object]]:
    rows = path_rows(cluster, histories_of(cluster, 2003.0))
    return {row["enterprise"]: row for row in rows.iter_rows(named=True)}


def test_hands_are_counted_back_to_the_one_who_had_it_from_outside_the_trade(makers: Makers) -> None:
    paths = _paths(makers())
    assert {who: row["steps"] for who, row in paths.items()} == {"hoa": 1, "binh": 2, "lan": 3, "duc": 1}
    assert all(row["inside"] for row in paths.values())


def test_what_came_by_itself_is_never_credited_to_a_project(makers: Makers) -> None:
    paths = _paths(makers())
    assert [paths[who]["credit"] for who in ("hoa", "binh", "lan", "duc")] == ["itself"] * 4


def test_a_project_is_credited_with_its_own_and_with_those_who_copied_it(makers: Makers) -> None:
    cluster = makers()
    joint = cluster["adoption"].with_columns(joint=pl.Series([False, True, False, None]))
    paths = _paths(makers(adoption=joint))
    assert {who: row["credit"] for who, row in paths.items()} == {
        "hoa": "itself",
        "binh": "joint",
        "lan": "copied",
        "duc": "itself",
    }


def test_a_joint_innovation_credits_only_those_who_did_not_say_otherwise(makers: Makers) -> None:
    cluster = makers()
    novel = cluster["innovation"].with_columns(joint=pl.lit(True))
    paths = _paths(makers(innovation=novel))
    assert paths["duc"]["credit"] == "joint"
    assert paths["hoa"]["credit"] == "itself"


def test_nothing_noted_is_unknown_and_a_circle_has_no_length(makers: Makers) -> None:
    cluster = makers()
    table = cluster["adoption"].with_columns(
        joint=pl.lit(None, pl.Boolean), learned_from=pl.Series(["lan", "hoa", "binh", None])
    )
    paths = _paths(makers(adoption=table))
    assert paths["duc"]["credit"] == "unknown"
    assert {paths[who]["steps"] for who in ("hoa", "binh", "lan")} == {None}


def test_ways_are_the_adopters_own_word_first(makers: Makers) -> None:
    rows = source_rows(histories_of(makers(), 2003.0))
    assert set(rows.rows()) == {("washer", "workshop", 2, 0.5), ("washer", "own", 2, 0.5)}


def test_no_adoption_gives_no_path(makers: Makers) -> None:
    assert _paths(makers(adoption=makers()["adoption"].clear())) == {}
