"""What is assumed says what it rests on."""

import pytest

from edulis.engine.environment import Assumptions


def test_every_assumption_lies_in_its_range_and_names_its_source() -> None:
    for name, ground in Assumptions.grounds().items():
        assert ground.low <= getattr(Assumptions(), name) <= ground.high, name
        assert ground.source
        assert ground.meaning


def test_assumptions_are_given_by_name_and_frozen() -> None:
    with pytest.raises(AttributeError):
        Assumptions().feed = 1.0  # type: ignore[misc]
