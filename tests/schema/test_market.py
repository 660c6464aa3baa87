"""Markets and what is new."""

from edulis.schema import Adoption, Calendar, Innovation, Market, QualityFloor, columns, keys
from edulis.schema.words import ORIGIN, QUALITY


def test_a_floor_is_told_in_the_same_properties_as_a_test() -> None:
    assert next(column for column in columns(QualityFloor) if column.name == "property").choices == QUALITY


def test_an_adoption_tells_from_whom_and_whether_a_project_brought_it() -> None:
    by_name = {column.name: column for column in columns(Adoption)}
    assert by_name["learned_from"].to == ("enterprise", "household", "institution")
    assert by_name["origin"].choices == ORIGIN
    assert by_name["joint"].kind == "yes_no"
    assert keys(Adoption) == ("innovation", "enterprise")


def test_what_came_by_itself_can_be_told_from_what_a_project_brought() -> None:
    assert Innovation(code="x", name="Enzyme", kind="process", origin="trader", joint=False).joint is False


def test_a_market_tells_what_growth_exposure_needs() -> None:
    names = {column.name for column in columns(Market)}
    assert {"growth", "population_growth", "income_growth", "income_elasticity", "minimum_lot", "distance"} <= names


def test_slack_time_is_a_kind_of_date() -> None:
    kind = next(column for column in columns(Calendar) if column.name == "kind")
    assert "slack" in dict(kind.choices)
