from dataclasses import FrozenInstanceError

import pytest
from village import grow

from edulis.engine.flows import reconcile


def test_a_result_cannot_be_changed():
    flows = reconcile(grow(starch=4, noodles=3, traders=1, months=1).cluster)
    with pytest.raises(FrozenInstanceError):
        flows.balance_residual = 0.0
    assert flows.round == "r1"


def test_flows_are_an_answer_with_units_and_what_is_lacking():
    flows = reconcile(grow(starch=4, noodles=3, traders=1, months=1).cluster)
    assert flows.to_frame().equals(flows.trades)
    assert set(flows.tables) >= {"trades", "activities", "stocks", "uses", "suspects", "imbalances", "accuracy"}
    columns = {name for table in flows.tables.values() for name in table.columns}
    assert set(flows.units) <= columns
    assert [need.record for need in flows.lacks] == ["use"]  # nobody was asked what they eat themselves
    assert flows.as_dict("vi")["question"].endswith("?")
