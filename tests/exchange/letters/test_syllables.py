"""How likely a run of letters is as Vietnamese."""

import pytest

from edulis.exchange.letters.syllables import NONSENSE, likelihood, toneless


@pytest.mark.parametrize("word", ["Nguyễn", "DƯƠNG", "riềng", "quế", "giếng", "uyên"])
def test_a_syllable_is_far_likelier_than_its_misreading(word: str) -> None:
    assert likelihood(word) > NONSENSE + 10


@pytest.mark.parametrize("word", ["Nguyeãn", "DÖÔNG", "tinhï", "ÐéÐ", "aấb1", "hÔa", "riÒng"])
def test_what_no_syllable_looks_like_is_nonsense_or_near_it(word: str) -> None:
    assert likelihood(word) < likelihood("riềng") - 5


def test_a_stop_takes_only_two_tones() -> None:
    assert likelihood("bạc") > likelihood("bàc")


def test_signs_may_stand_around_a_word() -> None:
    assert likelihood("“Hoa”") == likelihood("Hoa")


def test_tones_come_apart_from_the_letters_they_stand_on() -> None:
    assert toneless("ệ") == ("ê", "\u0323")
    assert toneless("đường") == ("đương", "\u0300")
