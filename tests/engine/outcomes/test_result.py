"""What the room of outcomes gives back."""

from edulis.engine.outcomes.result import Outcomes


def test_the_owners_goals_are_the_main_table() -> None:
    assert Outcomes.main == "goals"
    assert Outcomes().to_frame().is_empty()
    assert Outcomes.question.say().endswith("?")
