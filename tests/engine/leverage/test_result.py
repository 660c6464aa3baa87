from edulis.engine.leverage import Leverage


def test_an_empty_answer_still_has_its_tables_and_question() -> None:
    answer = Leverage()
    assert answer.to_frame().is_empty()
    assert list(answer.tables) == [
        "summary", "proposals", "parts", "distribution", "losers", "sensitivity", "unknown",
    ]  # fmt: skip
    assert answer.question.say("en").endswith("?")
    assert answer.units["payback"] == "years"
