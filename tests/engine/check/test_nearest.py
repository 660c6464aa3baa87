"""The nearest word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.engine.check.nearest import Nearest, folded

VILLAGES = ("duong-lieu", "cat-que", "minh-khai", "la-phu")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Dương Liễu", "duong-lieu"),
        ("DUONG_LIEU", "duong-lieu"),
        ("duong-leiu", "duong-lieu"),
        ("cat-que ", "cat-que"),
        ("mnih-khai", "minh-khai"),
        ("Hà Nội", ""),
        ("", ""),
        ("--", ""),
    ],
)
def test_a_slip_leads_to_the_word_and_a_stranger_to_none(written: str, meant: str) -> None:
    assert Nearest(VILLAGES).to(written) == ((meant,) if meant else ())


def test_among_very_many_words_the_nearest_is_still_found() -> None:
    assert Nearest(f"hh{n:05d}" for n in range(20_000)).to("hh 00017") == ("hh00017",)


def test_d_with_stroke_is_d() -> None:
    assert folded("Đường") == folded("duong")


@given(st.text(), st.lists(st.text(min_size=1), max_size=5))
def test_only_words_that_exist_are_suggested(written: str, words: list[str]) -> None:
    assert set(Nearest(words).to(written)) <= set(words)


@given(st.lists(st.text(alphabet="abcdefgh", min_size=2), min_size=1, max_size=5, unique=True))
def test_a_word_itself_is_its_own_nearest(words: list[str]) -> None:
    assert all(Nearest(words).to(word) == (word,) for word in words)


def test_numbers_are_compared_as_numbers() -> None:
    enterprises = Nearest(["E01", "E02", "E10", "E15"])
    assert enterprises.to("E1") == ("E01",)
    assert enterprises.to("e 15") == ("E15",)
    assert enterprises.to("E3") == ()


def test_several_that_are_as_near_are_all_named_and_very_many_not_at_all() -> None:
    assert Nearest(["tan-a", "tan-b"]).to("tan") == ("tan-a", "tan-b")
    assert Nearest([f"tan-{letter}" for letter in "abcdef"]).to("tan-x") == ()
