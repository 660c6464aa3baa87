"""How wide letters are, so that a label can be wrapped and placed before anybody draws it.

Widths are those of Be Vietnam Pro, which is wider than the usual system fonts: a label that fits here fits there.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BY_WIDTH = {  # width in em: letters
    0.20: "'`",
    0.24: " ",
    0.27: "Iilj!",
    0.30: ".:,;·",
    0.32: '"',
    0.39: "1fr",
    0.44: "t{}()|",
    0.46: "[]",
    0.48: "J~\\°²³",
    0.50: "*/z",
    0.52: "s",
    0.57: "<>^kx?nu≥≤×",
    0.58: "hvyư",
    0.60: "7e₫",
    0.61: "+-c",
    0.63: "EL8F",
    0.65: "PSago$2Tbdpqđơ±",
    0.67: "35ZBRY",
    0.69: "069K–",
    0.72: "_4HVUX",
    0.75: "=DN&AƯ…",
    0.79: "CGĐ",
    0.83: "#QOƠ",
    0.87: "%Mw",
    0.89: "m",
    1.00: "@W",
}
_WIDTH = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
SAFE = 1.06  # some systems fall back to wider letters than these
BOLD = 1.05  # how much wider bold letters are
LINE = 1.25  # height of a line of text, in em
ASCENT = 0.95  # from the baseline to the top of an accented capital, in em
DESCENT = 0.25


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    if letter in _WIDTH:
        return _WIDTH[letter]
    bare = unicodedata.normalize("NFD", letter)
    if len(bare) > 1 and bare[1] == "\u031b":  # the horn of ơ and ư makes a letter of its own
        return _WIDTH.get(unicodedata.normalize("NFC", bare[:2]), 0.75)
    return _WIDTH.get(bare[0], 0.75)


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line of text in the units of the size."""
    return sum(map(_letter, unicodedata.normalize("NFC", text))) * size * (BOLD if bold else 1.0) * SAFE


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines that fit the room; a word that is wider alone is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(shorten(word, room, size, bold=bold))
    return lines or [""]


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text as far as it fits the room, with an ellipsis where it was cut; a look at each letter, once."""
    left = room / (size * (BOLD if bold else 1.0) * SAFE)
    ellipsis = _letter("…")
    fitting, used = 0, 0.0
    composed = unicodedata.normalize("NFC", text)
    for at, letter in enumerate(composed):
        used += _letter(letter)
        if used + ellipsis <= left:
            fitting = at + 1
        elif used > left:
            return f"{composed[:fitting].rstrip()}…"
    return text
