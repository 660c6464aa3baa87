"""A row is checked before it is kept, together with what it refers to."""

import datetime as dt

from edulis.web.enterprises.checking import problems_of, referred_to
from edulis.web.enterprises.models import ROWS
from tests.web.conftest import Cast

STOCK = {
    "round": "2002", "month": dt.date(2002, 10, 1), "enterprise": "binh", "product": "wet", "quantity": 5.0,
    "relative_error": None,
}  # fmt: skip


def codes(cast: Cast, **other: object) -> set[str]:
    return {one.code for one in problems_of(cast.village, "stock", {**STOCK, **other})}


def test_a_good_row_has_no_problem(filled: Cast) -> None:
    assert codes(filled) == set()


def test_what_cannot_be_is_told(filled: Cast) -> None:
    assert codes(filled, product="gold") == {"link.broken"}
    assert codes(filled, quantity=-1.0) == {"value.low"}
    assert codes(filled, month=dt.date(2009, 1, 1)) == {"month.outside"}


def test_a_second_row_that_says_the_same_is_told_but_not_of_itself(filled: Cast) -> None:
    row = ROWS["stock"]._default_manager.create(of=filled.village, **STOCK)
    assert codes(filled) == {"key.duplicate"}
    assert problems_of(filled.village, "stock", STOCK, row.pk) == []


def test_what_others_refer_to_is_known(filled: Cast) -> None:
    assert referred_to(filled.village, "product", "wet")
    assert not referred_to(filled.village, "product", "gold")
