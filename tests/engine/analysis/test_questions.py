"""The questions in their order."""

from edulis.engine.analysis.questions import QUESTIONS


def test_each_question_has_a_code_of_its_own_and_ends_in_a_question_mark() -> None:
    codes = [question.code for question in QUESTIONS]
    assert len(set(codes)) == len(codes)
    assert all(question.title.say().endswith("?") for question in QUESTIONS)


def test_the_map_comes_first_and_what_changed_last() -> None:
    codes = [question.code for question in QUESTIONS]
    assert (codes[0], codes[-1]) == ("flows", "outcomes")
