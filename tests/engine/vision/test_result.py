"""The answer as others of the engine give it."""

from edulis.engine.vision import Vision


def test_it_has_question_method_source_and_a_main_table() -> None:
    empty = Vision()
    assert empty.question.say("en").endswith("?")
    assert empty.main in empty.tables
    assert not empty.stable
    assert empty.as_dict("vi")["source"] == Vision.source
