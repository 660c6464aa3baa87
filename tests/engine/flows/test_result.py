from dataclasses import FrozenInstanceError

import pytest
from village import grow

from edulis.engine.flows import reconcile


def test_a_result_cannot_be_changed():
    flows = reconcile(grow(starch=4, noodles=3, traders=1, months=1).cluster)
    with pytest.raises(FrozenInstanceError):
        flows.balance_residual = 0.0
    assert flows.round == "r1"
