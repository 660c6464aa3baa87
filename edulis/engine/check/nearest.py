"""The valid word nearest to one that is not valid, so that a slip of the pen is mended by looking once."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

_POOL = 200  # words looked at closely; more would make a table full of broken links slow to check
_LIKE = 0.7


def folded(word: str) -> str:
    """The word without accents, case, spaces and signs: what two spellings of the same word have in common."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


class Nearest:
    """Looks for the nearest of many words; the words are folded once."""

    def __init__(self, words: Iterable[str] | Mapping[str, str]) -> None:
        """Words, or a mapping of what a person may have written (a title) to the word that is meant."""
        meant = words.items() if isinstance(words, Mapping) else ((word, word) for word in words)
        self._meant: dict[str, str] = {}
        for written, word in meant:
            self._meant.setdefault(folded(written), word)
        self._asked: dict[str, str] = {}
        self._ends: dict[str, list[str]] = {}

    def to(self, word: str) -> str:
        """The nearest word, or nothing where none is near."""
        if word not in self._asked:
            self._asked[word] = self._look(folded(word))
        return self._asked[word]

    def _look(self, key: str) -> str:
        if not key:
            return ""
        if key in self._meant:
            return self._meant[key]
        pool = list(self._meant) if len(self._meant) <= _POOL else self._alike(key)
        like = difflib.get_close_matches(key, pool, 1, _LIKE)
        return self._meant[like[0]] if like else ""

    def _alike(self, key: str) -> list[str]:
        """Some words of about the same length with the same beginning or the same end."""
        if not self._ends:
            for word in self._meant:
                self._ends.setdefault("^" + word[:3], []).append(word)
                self._ends.setdefault("$" + word[-3:], []).append(word)
        near = self._ends.get("$" + key[-3:], []) + self._ends.get("^" + key[:3], [])
        return [word for word in near if abs(len(word) - len(key)) <= 2][:_POOL]
