"""Whose a row is follows from the declaration; where it does not, it is said."""

from edulis.schema import RECORD_BY_NAME
from edulis.web.enterprises.owners import actor_columns, owner_column, owner_of, shared

OWNED = {
    "household", "household_round", "enterprise", "enterprise_round", "consent", "activity", "trade", "stock", "use",
    "labour", "relation", "income", "spending", "loan", "membership", "quality_test", "adoption", "weight", "outcome",
}  # fmt: skip


def test_records_with_somebodys_own_figures_are_known() -> None:
    assert {record for record in RECORD_BY_NAME if not shared(record)} == OWNED


def test_a_trade_belongs_to_the_side_that_told_it() -> None:
    trade = {"seller": "binh", "buyer": "hoa"}
    assert owner_of("trade", {**trade, "reporter": "seller"}) == "binh"
    assert owner_of("trade", {**trade, "reporter": "buyer"}) == "hoa"
    assert owner_of("trade", {**trade, "reporter": "observer"}) == ""


def test_places_and_techniques_belong_to_all() -> None:
    assert owner_column("place") == ""
    assert owner_of("process", {"code": "starching"}) == ""


def test_every_column_that_names_somebody_is_known() -> None:
    assert actor_columns("trade") == ("seller", "buyer")
    assert actor_columns("household") == ("code",)
