"""The matrix of votes: the last vote holds, no order matters, nothing strange gets in."""

import numpy as np
import polars as pl
import pytest

from edulis.engine.vision import Votes, votes_of

ROWS = pl.DataFrame(
    {
        "person": ["hoa", "binh", "hoa", "hoa", "lan"],
        "statement": ["price", "price", "water", "price", "water"],
        "vote": ["agree", "pass", "disagree", "disagree", "agree"],
        "at": [1, 2, 3, 9, 5],
    }
)


def test_the_last_vote_of_a_person_on_a_statement_holds_whatever_the_order_of_rows() -> None:
    for rows in (ROWS, ROWS.reverse(), ROWS.sort("vote")):
        votes = votes_of(rows)
        assert votes.people == ("binh", "hoa", "lan")
        assert votes.statements == ("price", "water")
        assert votes.matrix.tolist() == [[0, 2], [-1, -1], [2, 1]]


def test_without_times_equal_votes_are_one_and_different_ones_are_refused() -> None:
    assert votes_of(pl.concat([ROWS.head(3), ROWS.head(3)]).drop("at")).matrix.tolist() == [[0, 2], [1, -1]]
    with pytest.raises(ValueError, match="which vote of hoa on price is the last"):
        votes_of(ROWS.drop("at"))


def test_a_vote_without_a_time_gives_way_to_one_with_a_time() -> None:
    rows = ROWS.with_columns(pl.when(pl.col("at") == 9).then(None).otherwise("at").alias("at"))
    assert votes_of(rows).matrix[1, 0] == 1


def test_statements_that_nobody_voted_on_have_a_column_and_those_taken_out_have_no_votes() -> None:
    votes = votes_of(ROWS, statements=["new"], out=["price"])
    assert votes.statements == ("new", "price", "water")
    assert (votes.matrix[:, :2] == 2).all()
    assert votes.out.tolist() == [False, True, False]
    assert votes.cast.tolist() == [0, 1, 1]


def test_nothing_else_than_a_vote_is_taken() -> None:
    with pytest.raises(ValueError, match="not 'maybe'"):
        votes_of(ROWS.with_columns(vote=pl.lit("maybe")))
    with pytest.raises(ValueError, match="votes are 1"):
        Votes.of(["a"], ["s"], [[3]])
    with pytest.raises(ValueError, match="twice"):
        Votes.of(["a", "a"], ["s"], [[1], [1]])
    with pytest.raises(ValueError, match="2 people and 1 statements"):
        Votes.of(["a", "b"], ["s"], [[1]])


def test_no_votes_at_all_are_an_empty_matrix() -> None:
    votes = votes_of(ROWS.clear(), statements=["price"])
    assert votes.matrix.shape == (0, 1)
    assert list(votes.blocks()) == []


def test_blocks_cover_every_row_once() -> None:
    votes = Votes.of([f"p{i}" for i in range(50)], ["s"], np.zeros((50, 1)))
    assert sum(len(votes.matrix[block]) for block in votes.blocks()) == 50
