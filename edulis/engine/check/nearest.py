"""The valid word nearest to one that is not valid, so that a slip of the pen is mended by looking once."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping

_POOL = 400  # words looked at closely; more would make a table full of broken links slow to check
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
        pool: list[str] = []
        for other in self._meant:
            if abs(len(other) - len(key)) <= 2 and (other[:2] == key[:2] or other[-2:] == key[-2:]):
                pool.append(other)
                if len(pool) == _POOL:
                    break
        if len(self._meant) <= _POOL:
            pool = list(self._meant)
        like = difflib.get_close_matches(key, pool, 1, _LIKE)
        return self._meant[like[0]] if like else ""
