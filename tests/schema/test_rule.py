"""Rules that help or stand in the way, and whom they touch."""

from edulis.schema import Rule, columns


def test_a_rule_may_touch_all_or_one_kind_one_gender_one_size() -> None:
    optional = {column.name for column in columns(Rule) if not column.required}
    assert {"sector", "gender", "size", "burden", "benefit"} <= optional


def test_burden_and_benefit_are_never_negative() -> None:
    low = {column.name: column.low for column in columns(Rule)}
    assert (low["burden"], low["burden_days"], low["benefit"]) == (0, 0, 0)
