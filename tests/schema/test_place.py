"""Places and local measures."""

from edulis.schema import Place, Unit, columns


def test_a_place_may_lie_within_another() -> None:
    within = next(column for column in columns(Place) if column.name == "within")
    assert within.kind == "place"
    assert within.to == ("place",)


def test_a_measure_comes_to_more_than_nothing() -> None:
    factor = next(column for column in columns(Unit) if column.name == "factor")
    assert factor.low is not None
    assert factor.low > 0


def test_a_measure_may_hold_in_one_place_for_one_product_only() -> None:
    thung = Unit(code="thung-canal", name="Thúng", base="kg", factor=12.0, place="canal", product="root")
    assert (thung.place, thung.product) == ("canal", "root")
