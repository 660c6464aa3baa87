"""Texts with gaps, in both languages."""

import datetime as dt
import math
from pathlib import Path

import numpy as np
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.schema import Text, language, number, translate
from edulis.schema.language import gaps


@pytest.fixture
def another_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Vietnamese as somebody else would have written it."""

    def write(**entries: str) -> None:
        folder = tmp_path / "vi" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        for message, said in entries.items():
            catalogue.append(polib.POEntry(msgid=message, msgstr=said))
        catalogue.save_as_mofile(str(folder / "edulis.mo"))

    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    language.catalogue.cache_clear()
    yield write
    language.catalogue.cache_clear()


def test_a_text_is_said_in_each_language() -> None:
    text = Text("Round {round} runs from {first:month} to {last:month}.", round="r1", first=dt.date(2002, 9, 1),
                last=dt.date(2003, 8, 1))  # fmt: skip
    assert text.say("en") == "Round r1 runs from Sep 2002 to Aug 2003."
    assert text.say("vi") == "Đợt r1 kéo dài từ tháng 9/2002 đến tháng 8/2003."
    assert str(text) == text.say("en")


def test_a_text_within_a_text_is_said_in_the_same_language() -> None:
    inner = Text("It must be at least {bound}.", bound=1234.5)
    outer = Text("{mend} It is counted in: {unit}.", mend=inner, unit=Text("base units"))
    assert outer.say("en") == "It must be at least 1,234. It is counted in: base units."
    assert outer.say("vi") == "Ít nhất phải là 1.234. Đơn vị tính: đơn vị gốc."


@pytest.mark.parametrize(
    ("value", "spec", "english", "vietnamese"),
    [
        (1234567, "", "1,234,567", "1.234.567"),
        (1234.56, "", "1,235", "1.235"),
        (0.1234, "", "0.123", "0,123"),
        (12.0, "", "12", "12"),
        (0.5, ".1%", "50.0%", "50,0%"),
        (2002, "d", "2002", "2002"),
        (1234567.891, ",.2f", "1,234,567.89", "1.234.567,89"),
        (-1500.0, "", "-1,500", "-1.500"),
        (math.nan, "", "–", "–"),
        (math.nan, ".1f", "–", "–"),
        (math.inf, "", "∞", "∞"),
        (-math.inf, "d", "-∞", "-∞"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(
    value: float, spec: str, english: str, vietnamese: str
) -> None:
    assert number(value, "en", spec) == english
    assert number(value, "vi", spec) == vietnamese


def test_numbers_of_arrays_are_numbers_too() -> None:
    assert Text("{n} of {x:.2f}", n=np.int64(12345), x=np.float64(1.5)).say("vi") == "12.345 of 1,50"


def test_days_and_yes_and_no_have_their_words() -> None:
    text = Text("{day}, {sure}, {iso:%Y-%m-%d}", day=dt.date(2002, 9, 5), sure=False, iso=dt.date(2002, 9, 5))
    assert text.say("en") == "5 Sep 2002, no, 2002-09-05"
    assert text.say("vi") == "5/9/2002, không, 2002-09-05"


def test_words_that_look_like_gaps_stay_as_they_are() -> None:
    assert Text("found: {what}", what="{curly}").say("en") == "found: {curly}"
    assert Text("no {gap} is filled here").say("vi") == "no {gap} is filled here"


def test_a_gap_that_nothing_fills_is_a_bug() -> None:
    with pytest.raises(KeyError):
        Text("{n} of {total}", n=1).say("en")


def test_a_message_without_translation_is_said_in_english() -> None:
    assert translate("Nobody has translated this", "vi") == "Nobody has translated this"
    assert translate("", "vi") == ""


def test_without_any_catalogue_all_is_said_in_english(another_catalogue) -> None:
    assert Text("row {row:d}", row=3).say("vi") == "row 3"


@pytest.mark.parametrize("said", ["dòng {rwo}", "dòng {row", "dòng {0}", "dòng {row:q}"])
def test_a_translation_with_a_wrong_gap_is_passed_over(another_catalogue, said: str) -> None:
    another_catalogue(**{"row {row}": said})
    assert Text("row {row}", row=3).say("vi") == "row 3"


def test_a_right_translation_is_said(another_catalogue) -> None:
    another_catalogue(**{"row {row}": "hàng {row}"})
    assert Text("row {row}", row=3).say("vi") == "hàng 3"


def test_texts_with_the_same_message_and_gaps_are_the_same() -> None:
    assert Text("row {row}", row=1) == Text("row {row}", row=1)
    assert len({Text("row {row}", row=1), Text("row {row}", row=1), Text("row {row}", row=2)}) == 2


def test_the_gaps_of_a_message_are_known_by_name() -> None:
    assert gaps("{n:,.0f} of {total} {{not a gap}}") == {"n", "total"}


@given(st.floats(allow_nan=True) | st.integers())
def test_any_number_can_be_said(value: float) -> None:
    assert number(value, "en")
    assert number(value, "vi")


@given(st.integers())
def test_marks_are_only_exchanged_between_languages(value: int) -> None:
    swap = str.maketrans(",.", ".,")
    assert number(value, "vi").translate(swap) == number(value, "en")


def test_several_words_in_a_gap_are_listed_each_in_the_language() -> None:
    text = Text("Words: {words}", words=(Text("Seller"), "E01"))
    assert text.say("en") == "Words: Seller, E01"
    assert text.say("vi").endswith(f"{Text('Seller').say('vi')}, E01")
