"""Names are shown in the circle, unless their owner said no."""

import datetime as dt

from edulis.web.enterprises.naming import Labels, called, households, kind_word, unshown
from edulis.web.people.consents import taken_from_files
from tests.web.conftest import Cast


def refuse(cast: Cast, who: str, purpose: str) -> None:
    row = {"who": who, "purpose": purpose, "day": dt.date(2002, 11, 1), "given": False}
    taken_from_files(cast.village, [row], 1)


def test_who_refused_the_circle_is_a_code_to_others_and_a_name_to_themselves(filled: Cast) -> None:
    refuse(filled, "h_binh", "circle")
    assert called(filled.visit("hoa"))["binh"].startswith("binh ·")
    assert called(filled.visit("binh"))["binh"].startswith("Tinh bột Ông Bình ·")
    assert households(filled.visit("hoa"))["h_hoa"] == "Bà Hoa"


def test_who_said_no_to_being_counted_is_nowhere_for_others_and_a_row_that_names_them_says_nobody(filled: Cast) -> None:
    refuse(filled, "h_binh", "map")
    assert unshown(filled.visit("hoa")) == {"h_binh", "binh"}
    labels = called(filled.visit("hoa"))
    assert "binh" not in labels
    assert labels.get("binh", "binh") == "ai đó không hiện tên"
    assert labels.get("other", "other") == "other"
    assert "h_binh" not in households(filled.visit("minh"))


def test_they_see_themselves(filled: Cast) -> None:
    refuse(filled, "h_binh", "map")
    assert called(filled.visit("binh"))["binh"].startswith("Tinh bột Ông Bình ·")
    assert isinstance(households(filled.visit("binh")), Labels)
    assert unshown(filled.visit("binh")) == frozenset()


def test_an_unknown_kind_has_a_word() -> None:
    assert kind_word(None) == kind_word("unknown")
