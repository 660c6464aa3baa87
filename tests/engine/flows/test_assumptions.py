from dataclasses import asdict, replace

import pytest

from edulis.engine.flows.assumptions import Assumptions
from edulis.schema.words import CONFIDENCE


@pytest.mark.parametrize("name", Assumptions.grounds())
def test_each_assumption_says_its_range_source_and_confidence(name):
    ground = Assumptions.grounds()[name]
    assert ground.low <= asdict(Assumptions())[name] <= ground.high
    assert ground.source
    assert ground.confidence in dict(CONFIDENCE) or ground.source == "convention"


def test_one_assumption_can_be_changed_alone():
    changed = replace(Assumptions(), seller=0.3)
    assert changed.seller == 0.3
    assert changed.buyer == Assumptions().buyer
