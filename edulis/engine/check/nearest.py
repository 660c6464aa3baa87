"""The valid words nearest to one that is not valid, so that a slip of the pen is mended by looking once."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

_POOL = 200  # words looked at closely; more would make a table full of broken links slow to check
_LIKE = 0.72
_CLEARLY = 0.1  # so much nearer than the next must the nearest be to be named alone
MOST = 3  # words that are named where several are as near
_FIGURES = re.compile(r"\d+")


def folded(word: str) -> str:
    """The word without accents, case, spaces and signs: what two spellings of the same word have in common."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def _key(word: str) -> str:
    """The folded word with its numbers apart and as numbers: E1 and E01 are the same, E1 and E15 are not."""
    apart = _FIGURES.sub(lambda one: f"#{one[0].lstrip('0') or '0'}#", word)
    plain = unicodedata.normalize("NFKD", apart.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum() or letter == "#")


class Nearest:
    """Looks for the nearest of many words; the words are folded once."""

    def __init__(self, words: Iterable[str] | Mapping[str, str]) -> None:
        """Words, or a mapping of what a person may have written (a title) to the word that is meant."""
        meant = words.items() if isinstance(words, Mapping) else ((word, word) for word in words)
        self._meant: dict[str, list[str]] = {}
        for written, word in meant:
            known = self._meant.setdefault(_key(written), [])
            if word not in known:
                known.append(word)
        self._asked: dict[str, tuple[str, ...]] = {}
        self._ends: dict[str, list[str]] = {}

    def to(self, word: str) -> tuple[str, ...]:
        """The nearest word, several that are as near, or none where nothing is near, or too much."""
        if word not in self._asked:
            near = tuple(dict.fromkeys(self._look(_key(word))))
            self._asked[word] = near if len(near) <= MOST else ()
        return self._asked[word]

    def _look(self, key: str) -> list[str]:
        if not key:
            return []
        if key in self._meant:
            return self._meant[key]
        pool = list(self._meant) if len(self._meant) <= _POOL else self._alike(key)
        figures = _FIGURES.findall(key)
        scored = [
            (difflib.SequenceMatcher(None, one, key).ratio(), one) for one in pool if _FIGURES.findall(one) == figures
        ]
        best = max((score for score, _ in scored), default=0.0)
        if best < _LIKE:
            return []
        return [word for score, one in scored if score > best - _CLEARLY for word in self._meant[one]]

    def _alike(self, key: str) -> list[str]:
        """Some words of about the same length with the same beginning or the same end."""
        if not self._ends:
            for word in self._meant:
                self._ends.setdefault("^" + word[:3], []).append(word)
                self._ends.setdefault("$" + word[-3:], []).append(word)
        near = self._ends.get("$" + key[-3:], []) + self._ends.get("^" + key[:3], [])
        return [word for word in near if abs(len(word) - len(key)) <= 2][:_POOL]
