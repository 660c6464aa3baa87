"""Every text is an English message with named gaps; one catalogue gives its Vietnamese."""

from __future__ import annotations

import datetime as dt
import gettext
import math
import string
from dataclasses import dataclass
from functools import cache
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CATALOGUES = Path(__file__).parent.parent / "locale"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SWAP = str.maketrans(",.", ".,")  # 1,234.5 in English is 1.234,5 in Vietnamese


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The message catalogue of a language; where it is not installed, one that says all in English."""
    return gettext.translation("edulis", CATALOGUES, [language], fallback=True)


def translate(message: str, language: Language) -> str:
    """The message in that language, or itself where the catalogue has none."""
    return catalogue(language).gettext(message) if message and language != "en" else message


def number(value: float, language: Language, spec: str = "") -> str:
    """A number as that language writes it; without a spec whole from 100 up, else three figures; "–" for none."""
    if not math.isfinite(value):
        return "–" if math.isnan(value) else format(value, "f").replace("inf", "∞")
    if not spec and isinstance(value, float):
        spec = ",.0f" if abs(value) >= 100 or value == int(value) else ",.3g"
    written = format(value, spec or ",")
    return written.translate(_SWAP) if language == "vi" else written


def date(value: dt.date, language: Language, spec: str = "") -> str:
    """A day, or with the spec `month` a month, as that language writes it."""
    if spec == "month":
        return f"tháng {value.month}/{value.year}" if language == "vi" else f"{MONTHS[value.month - 1]} {value.year}"
    if spec:
        return format(value, spec)
    if language == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


class _Gaps(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Text):
            return value.say(self.language)
        if isinstance(value, tuple):
            return ", ".join(self.format_field(one, format_spec) for one in value)
        if isinstance(value, bool):
            return translate("yes" if value else "no", self.language)
        if isinstance(value, Integral):
            return number(int(value), self.language, format_spec)
        if isinstance(value, Real):
            return number(float(value), self.language, format_spec)
        if isinstance(value, dt.date):
            return date(value, self.language, format_spec)
        return format(value, format_spec)


@dataclass(frozen=True, init=False, slots=True)
class Text:
    """A message and what fills its gaps, not yet in any language: `Text("{n} of {total} answered", n=3, total=5)`.

    A gap may hold words, a number (with a format spec), a date (`{month:month}`), yes or no, another `Text`, or
    several of these in a tuple, which are listed.
    """

    message: str
    values: tuple[tuple[str, Any], ...]

    def __init__(self, message: str, **values: Any) -> None:
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "values", tuple(values.items()))

    def say(self, language: Language = "en") -> str:
        """The message in that language, numbers and dates written as it writes them.

        Raises KeyError where the English message has a gap that nothing fills. A translation with such a gap is passed
        over and the English is said.
        """
        if not self.values:
            return translate(self.message, language)
        values = dict(self.values)
        said = translate(self.message, language)
        try:
            return _Gaps(language).vformat(said, (), values)
        except (KeyError, IndexError, ValueError):
            return _Gaps(language).vformat(self.message, (), values)

    def __str__(self) -> str:
        """The message in English."""
        return self.say("en")


def gaps(message: str) -> frozenset[str]:
    """The names of the gaps of a message; a translation must have the same."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)
