"""What is assumed where nothing was told."""

from edulis.engine.markets.assumptions import SCALES, Assumptions
from edulis.schema import RECORD_BY_NAME, columns


def test_the_band_holds_every_growth_that_was_ever_told_of_such_markets() -> None:
    beliefs = Assumptions()
    assert beliefs.worst < 0 < beliefs.best
    assert beliefs.worst <= 0.03 <= 0.15 <= beliefs.best


def test_every_point_of_view_that_members_may_weigh_has_a_scale() -> None:
    choices = {
        code for column in columns(RECORD_BY_NAME["weight"]) if column.name == "criterion" for code, _ in column.choices
    }
    assert set(SCALES) == choices
