"""Names are shown in the circle, unless their owner said no."""

import datetime as dt

from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.naming import called, consents, households, kind_word
from tests.web.conftest import Cast


def refuse(cast: Cast, who: str, purpose: str, given: bool = False) -> None:
    ROWS["consent"]._default_manager.create(
        of=cast.village, who=who, purpose=purpose, day=dt.date(2002, 11, 1), given=given
    )


def test_who_refused_the_circle_is_a_code_to_others_and_a_name_to_themselves(filled: Cast) -> None:
    refuse(filled, "h_binh", "circle")
    assert called(filled.visit("hoa"))["binh"].startswith("binh ·")
    assert called(filled.visit("binh"))["binh"].startswith("Tinh bột Ông Bình ·")
    assert households(filled.visit("hoa"))["h_hoa"] == "Bà Hoa"


def test_the_last_word_counts(filled: Cast) -> None:
    refuse(filled, "h_binh", "map")
    assert consents(filled.village, "map") == {"h_binh": False}
    ROWS["consent"]._default_manager.create(
        of=filled.village, who="h_binh", purpose="map", day=dt.date(2002, 12, 1), given=True
    )
    assert consents(filled.village, "map", frozenset({"h_binh"})) == {"h_binh": True}


def test_an_unknown_kind_has_a_word() -> None:
    assert kind_word(None) == kind_word("unknown")
