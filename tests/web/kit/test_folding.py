"""Words are found without their accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edulis.web.kit.folding import folded


@pytest.mark.parametrize(
    ("written", "found"), [("Dương Liễu", "duong lieu"), ("ĐỖ  Thị   Đào", "do thi dao"), ("Cát Quế", "cat que")]
)
def test_vietnamese_is_found_as_it_is_typed_on_any_phone(written: str, found: str) -> None:
    assert folded(written) == found


@given(st.text(max_size=40))
def test_composed_and_decomposed_letters_are_the_same_and_folding_twice_changes_nothing(words: str) -> None:
    assert folded(unicodedata.normalize("NFC", words)) == folded(unicodedata.normalize("NFD", words))
    assert folded(folded(words)) == folded(words)
