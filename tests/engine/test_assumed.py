"""Assumptions are named, with a range and a ground."""

from dataclasses import dataclass

import pytest

from edulis.engine.assumed import Ground, assume, grounds_of
from edulis.engine.economy import Assumptions as OfEconomy
from edulis.engine.environment import Assumptions as OfEnvironment
from edulis.engine.flows import Assumptions as OfFlows
from edulis.schema.words import CONFIDENCE


@dataclass(frozen=True)
class Rain:
    """One assumption."""

    days: float = assume(120.0, "days with rain", 90.0, 150.0, "own choice")


def test_each_assumption_says_what_it_rests_on() -> None:
    assert Rain().days == 120.0
    assert grounds_of(Rain) == {"days": Ground("days with rain", 90.0, 150.0, "own choice", "GUESS")}


@pytest.mark.parametrize("assumptions", [OfFlows, OfEconomy, OfEnvironment])
def test_every_value_lies_within_its_range_and_has_a_mark_of_confidence(assumptions: type) -> None:
    values = assumptions()
    for name, ground in grounds_of(assumptions).items():
        assert ground.low <= getattr(values, name) <= ground.high, name
        assert ground.confidence in dict(CONFIDENCE)
        assert ground.source
