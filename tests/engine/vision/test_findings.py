"""What is told of agreement, in words."""

from collections.abc import Callable

import numpy as np
import polars as pl

from edulis.engine.vision import Votes, read_vision

Village = Callable[..., tuple[Votes, np.ndarray]]


def told(votes: Votes, roles: dict[str, str] | None = None) -> dict[str, str]:
    found = read_vision(votes, roles, draws=20).findings
    assert all(one.question.say("en").endswith("?") for one in found)
    return {one.code: one.title.say("en") for one in found}


def test_nobody_voted() -> None:
    said = told(Votes.of([], ["s"], np.zeros((0, 1))))
    assert said["vision.votes"] == "Nobody has voted yet, so nothing can be said of agreement."
    assert "no groups of opinion" in said["vision.groups"]
    assert "cannot be said" in said["vision.common"]
    assert "cannot be said" in said["vision.apart"]


def test_where_there_are_no_groups_it_is_said_plainly(village: Village) -> None:
    assert told(village(60, 20, 1)[0])["vision.groups"].startswith(
        "There are no stable groups of opinion among 60 people"
    )


def test_where_there_are_groups_their_number_and_what_it_rests_on_are_told(village: Village) -> None:
    votes, _ = village(60, 20, 2)
    assert told(votes)["vision.groups"].startswith("There are 2 groups of opinion among 60 people")


def test_what_each_role_agrees_with_is_named_and_what_parts_them(village: Village) -> None:
    votes, camp = village(40, 12, 2)
    votes.matrix[:, 3] = 1
    roles = {person: "maker" if side else "trader" for person, side in zip(votes.people, camp, strict=True)}
    said = told(votes, roles)
    assert said["vision.common"].endswith("most of all with s003.")
    assert said["vision.apart"].startswith("The roles lie farthest apart on s")


def test_a_role_of_four_is_not_named() -> None:
    votes = Votes.of([f"p{i:02}" for i in range(24)], ["s"], np.ones((24, 1)))
    roles = {person: "trader" if i < 4 else "maker" for i, person in enumerate(votes.people)}
    answer = read_vision(votes, roles, draws=5)
    assert set(answer.roles["role"]) == {"maker", "others"}
    assert answer.roles.filter(pl.col("role") == "others")["agree"].to_list() == [None]
    assert "fewer than two roles" in next(f for f in answer.findings if f.code == "vision.common").title.say("en")
