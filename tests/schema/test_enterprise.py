"""Enterprises and what is seen of them."""

from edulis.schema import Enterprise, EnterpriseRound, Labour, Outcome, columns, keys


def test_an_enterprise_belongs_to_a_household_or_to_none() -> None:
    household = next(column for column in columns(Enterprise) if column.name == "household")
    assert household.to == ("household",)
    assert not household.required


def test_hours_are_told_by_skill_and_womens_hours_apart() -> None:
    assert "skill" in keys(Labour)
    assert "women_hours" in {column.name for column in columns(Labour)}


def test_the_owners_own_goal_is_asked_before_any_indicator_of_ours() -> None:
    indicator = next(column for column in columns(Outcome) if column.name == "indicator")
    assert indicator.choices[0][0] == "served"
    assert {"goal", "goal_kind", "concern"} <= {column.name for column in columns(EnterpriseRound)}


def test_partners_whom_nobody_can_name_have_a_kind() -> None:
    kind = next(column for column in columns(Enterprise) if column.name == "kind")
    assert "unknown" in dict(kind.choices)
