"""The tables of an answer: nothing in them that would betray somebody."""

from collections.abc import Callable

import numpy as np
import polars as pl

from edulis.engine.vision import Votes, count, plane_of
from edulis.engine.vision.hiding import too_few
from edulis.engine.vision.tables import cells, consensus_rows, statement_rows, typical_rows

Village = Callable[..., tuple[Votes, np.ndarray]]


def test_a_hidden_cell_is_empty_in_every_column_that_counts(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    rows = cells("role", ("maker", "trader"), np.array([5, 7]), hand, counts, too_few(counts.votes))
    hidden = rows.filter("hidden").drop("role", "statement", "people", "hidden")
    assert hidden.height
    assert sum(hidden.null_count().row(0)) == hidden.height * hidden.width
    assert rows.filter(~pl.col("hidden"))["votes"].min() >= 5


def test_consensus_over_groups_is_empty_where_a_cell_is_hidden(hand: Votes, hand_groups: np.ndarray) -> None:
    counts = count(hand, hand_groups, 2)
    hidden = too_few(counts.votes)
    rows = statement_rows(hand, plane_of(hand), count(hand), (counts, hidden), (counts, hidden), [])
    assert rows["across_roles"].is_null().to_list() == hidden.any(axis=0).tolist()
    assert rows["across_groups"].equals(rows["across_roles"])


def test_fewer_than_five_votes_on_a_statement_are_not_told() -> None:
    votes = Votes.of([f"p{i}" for i in range(6)], ["few", "many"], np.array([[1, 1]] * 4 + [[2, -1]] * 2))
    none = count(votes, np.full(6, -1), 0)
    rows = statement_rows(
        votes, plane_of(votes), count(votes), (none, too_few(none.votes)), (none, too_few(none.votes)), []
    )
    assert rows["agree"].to_list() == [None, 4]
    assert rows["votes"].to_list() == [4, 6]
    assert consensus_rows(votes, count(votes)).is_empty()


def test_what_is_typical_is_told_from_cells_that_are_shown(village: Village) -> None:
    votes, camp = village(40, 12, 2)
    counts = count(votes, camp, 2)
    hidden = np.zeros_like(counts.votes, dtype=bool)
    first = typical_rows(votes, ("A", "B"), counts, hidden)
    assert first.filter(pl.col("group") == "A").height == 5
    place = votes.statements.index(first["statement"][0])
    hidden[0, place] = True
    again = typical_rows(votes, ("A", "B"), counts, hidden).filter(pl.col("group") == "A")
    assert votes.statements[place] not in again["statement"].to_list()
