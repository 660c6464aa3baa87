"""The year as a meeting tells it."""

import pytest

from edulis.engine.seasons.told import BUSY, SLACK, USUAL, read_told_year, slack_months

STARCH = {1: BUSY, 4: SLACK, 5: USUAL, 6: SLACK}
NOODLES = {1: BUSY, 4: USUAL, 5: USUAL, 6: BUSY, 7: SLACK}


def test_a_month_is_slack_where_all_spoke_none_is_busy_and_one_is_slack() -> None:
    assert slack_months({"starch": STARCH, "noodles": NOODLES}) == (4,)
    assert slack_months({"starch": STARCH, "growers": {}}) == (4, 6)
    assert slack_months({}) == ()


def test_it_is_told_with_its_question() -> None:
    (found,) = read_told_year({"starch": STARCH, "noodles": NOODLES})
    assert found.value == 1
    assert found.title.say("en").endswith("these months: 4.")
    assert found.question.say("en").endswith("?")
    (none,) = read_told_year({"starch": {1: BUSY}, "noodles": {1: SLACK}})
    assert none.value == 0
    assert none.missing == 22


def test_one_trade_alone_tells_nothing_and_odd_loads_are_refused() -> None:
    assert read_told_year({"starch": STARCH}) == ()
    assert read_told_year({}) == ()
    with pytest.raises(ValueError, match="1 to 12"):
        read_told_year({"starch": {13: 1}, "noodles": {1: 1}})
