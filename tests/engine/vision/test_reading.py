"""One call from votes to agreement."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.vision import Votes, read_vision

Village = Callable[..., tuple[Votes, np.ndarray]]
WORDS = {1: "agree", 0: "pass", -1: "disagree"}


def listed(votes: Votes) -> pl.DataFrame:
    rows = [
        (person, statement, WORDS[int(votes.matrix[i, j])])
        for i, person in enumerate(votes.people)
        for j, statement in enumerate(votes.statements)
        if votes.matrix[i, j] != 2
    ]
    return pl.DataFrame(rows, schema=["person", "statement", "vote"], orient="row")


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_no_order_of_rows_or_columns_changes_anything(village: Village, seed: int) -> None:
    votes, camp = village(40, 12, 2, strength=0.8)
    roles = {person: "maker" if side else "trader" for person, side in zip(votes.people, camp, strict=True)}
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(40), random.permutation(12)
    mixed = Votes.of(
        [votes.people[i] for i in rows], [votes.statements[j] for j in columns], votes.matrix[rows][:, columns]
    )
    one, other = read_vision(votes, roles, draws=5), read_vision(mixed, dict(reversed(roles.items())), draws=5)
    assert all(one.tables[name].equals(other.tables[name]) for name in one.tables)
    assert one.stability == other.stability
    listed_rows = listed(votes).sample(fraction=1.0, shuffle=True, seed=seed)
    assert read_vision(listed_rows, roles, draws=5).statements.equals(one.statements)


def test_camps_are_found_and_described_and_put_beside_roles(village: Village) -> None:
    votes, _ = village(60, 20, 2)
    roles = {person: ("maker", "trader", "buyer")[i % 3] for i, person in enumerate(votes.people)}
    answer = read_vision(votes, roles)
    assert answer.stable
    assert answer.people["group"].n_unique() == 2
    assert set(answer.groups["group"]) == {"A", "B"}
    assert set(answer.roles["role"]) == {"buyer", "maker", "trader"}
    assert answer.to_frame().height == 20
    # Camps of opposite minds share less than roles that are mixed from both.
    told = answer.statements.select(pl.col("across_roles", "across_groups").mean())
    assert told["across_groups"][0] < told["across_roles"][0]
    assert answer.round == ""
    assert answer.lacks == ()


def test_without_stable_groups_nobody_is_put_into_one(village: Village) -> None:
    answer = read_vision(village(60, 20, 1)[0])
    assert not answer.stable
    assert answer.groups.is_empty()
    assert answer.typical.is_empty()
    assert answer.people["group"].null_count() == 60
    assert answer.statements["across_groups"].null_count() == 20
    assert answer.tried.height >= 2


def test_who_voted_on_little_is_not_looked_at_for_groups_but_counts_everywhere_else(village: Village) -> None:
    votes, _ = village(60, 20, 2)
    votes.matrix[0, 6:] = 2
    answer = read_vision(votes, draws=5)
    assert not answer.people["looked_at"][0]
    assert answer.people["votes"][0] <= 6
    assert answer.statements["votes"].sum() == int(votes.cast.sum())


def test_among_few_those_who_voted_most_fill_up(village: Village) -> None:
    votes, _ = village(16, 20, 2)
    votes.matrix[:8, 5:] = 2
    answer = read_vision(votes, draws=5)
    assert answer.people["looked_at"].sum() >= 15


def test_statements_taken_out_are_in_the_table_without_votes(village: Village) -> None:
    votes, _ = village(30, 10, 2)
    rows = listed(votes)
    answer = read_vision(rows, out=["s004"], statements=["s999"], about=["s001"], draws=5)
    by = {row["statement"]: row for row in answer.statements.iter_rows(named=True)}
    assert by["s004"]["out"] is True
    assert by["s004"]["votes"] == by["s999"]["votes"] == 0
    assert by["s001"]["priority"] == pytest.approx(49)


@pytest.mark.parametrize(
    "matrix",
    [np.ones((1, 1)), np.ones((40, 1)), np.full((40, 3), 2), np.zeros((40, 9)), np.array([[1, -1]] * 3 + [[2, 2]] * 3)],
)
def test_what_is_degenerate_is_said_and_never_breaks(matrix: np.ndarray) -> None:
    votes = Votes.of([f"p{i:02}" for i in range(len(matrix))], [f"s{j}" for j in range(matrix.shape[1])], matrix)
    answer = read_vision(votes, dict.fromkeys(votes.people, "maker"), draws=5)
    assert not answer.stable
    assert len(answer.findings) == 4
    assert all(one.value is None or np.isfinite(one.value) for one in answer.findings)
    assert answer.told("vi")


def test_a_few_statements_sort_nobody_into_groups(village: Village) -> None:
    votes, _ = village(60, 6, 2)
    answer = read_vision(votes, draws=5)
    assert not answer.stable
    assert "fewer than seven statements" in next(f for f in answer.findings if f.code == "vision.groups").title.say(
        "en"
    )
