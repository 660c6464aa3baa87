"""What weighing claims gives back."""

from edulis.engine.claims.result import Claims


def test_the_claims_are_the_main_table() -> None:
    assert Claims.main == "claims"
    assert Claims().to_frame().is_empty()
    assert Claims.question.say().endswith("?")
