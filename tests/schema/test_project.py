"""What members weigh, and what they propose."""

from edulis.schema import Proposal, Weight, columns, keys


def test_each_member_gives_points_on_a_point_of_view_once_in_a_round() -> None:
    assert keys(Weight) == ("round", "who", "criterion")


def test_what_members_give_is_told_apart_from_money_from_outside() -> None:
    names = {column.name for column in columns(Proposal)}
    assert {"own_cash", "own_days", "own_materials", "outside_money"} <= names


def test_what_a_proposal_expects_may_be_a_loss_too() -> None:
    low = {column.name: column.low for column in columns(Proposal)}
    assert all(low[name] == -1 for name in ("price_gain", "cost_saving", "loss_saving", "volume_gain", "waste_saving"))
