"""What the room of innovation gives back."""

from edulis.engine.innovation.result import Innovation


def test_every_unit_is_of_a_column_and_the_main_table_is_there() -> None:
    empty = Innovation()
    assert empty.to_frame().is_empty()
    assert Innovation.question.say().endswith("?")
