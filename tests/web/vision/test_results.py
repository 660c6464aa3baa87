"""What a counted round shows."""

from edulis.web.people.models import Person
from edulis.web.vision.models import Round
from edulis.web.vision.reckoning import settle
from edulis.web.vision.results import Cell, shown
from tests.web.conftest import Cast
from tests.web.vision.conftest import over
from tests.web.vision.test_reckoning import answered


def test_what_all_share_what_parts_them_and_both_maps(cast: Cast, asked: Round, crowd: list[Person]) -> None:
    answered(asked, crowd)
    told = shown(settle(over(asked)), cast.visit("binh"))
    assert [row.statement.number for row in told["shared"]] == [1]
    assert all(row.gap == 1.0 for row in told["apart"])
    assert told["stable"]
    assert told["roles_map"].count("<circle") >= 3
    assert told["groups_map"].count("<circle") >= 3
    assert [letter for letter, _, _ in told["typical"]] == ["A", "B", "C"]
    assert told["exact"]
    assert not shown(settle(asked), cast.visit("ngoc"))["exact"]


def test_without_stable_groups_nothing_is_drawn(cast: Cast, asked: Round) -> None:
    told = shown(settle(over(asked)), cast.visit("binh"))
    assert told["groups_map"] is None
    assert told["roles_map"] is None
    assert told["shared"] == []


def test_those_from_outside_cannot_tell_all_from_nearly_all() -> None:
    assert Cell(False, 10, 10).about == Cell(False, 9, 10).about == "80–100 %"
    assert Cell(False, 0, 7).about == Cell(False, 1, 7).about
    assert Cell(True).share == 0.0
