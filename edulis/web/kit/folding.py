"""Words without their accents, so that "duong lieu" finds "Dương Liễu" on every store."""

from __future__ import annotations

import unicodedata


def folded(words: str) -> str:
    """Small letters without accents: NFD, marks left out, đ as d, blanks as one."""
    apart = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())
