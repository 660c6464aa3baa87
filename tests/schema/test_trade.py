"""Reported deliveries, stocks and uses."""

from edulis.schema import Stock, Trade, Use, columns, keys


def test_the_same_delivery_may_be_told_by_each_side() -> None:
    assert keys(Trade) == ("round", "month", "seller", "buyer", "product", "grade", "terms", "reporter")


def test_a_sketch_needs_neither_month_nor_amount() -> None:
    row = Trade(round="r1", seller="binh", buyer="hoa", product="wet", reporter="observer")
    assert (row.month, row.quantity, row.value) == (None, None, None)
    assert {column.name for column in columns(Trade) if column.required} == {
        "round", "seller", "buyer", "product", "reporter",
    }  # fmt: skip


def test_own_use_and_loss_are_told_apart() -> None:
    assert "kind" in keys(Use)
    assert "kind" not in keys(Stock)
