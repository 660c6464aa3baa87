"""Every text is an English message with named gaps; one catalogue gives its Vietnamese."""

from __future__ import annotations

import gettext
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CATALOGUES = Path(__file__).parent.parent / "locale"
_SWAP = str.maketrans(",.", ".,")  # 1,234.5 in English is 1.234,5 in Vietnamese


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The message catalogue of a language; English needs none."""
    return gettext.translation("edulis", CATALOGUES, [language], fallback=language == "en")


def translate(message: str, language: Language) -> str:
    """The message in that language, or itself where the catalogue has none."""
    return catalogue(language).gettext(message) if message else ""


def number(value: float, language: Language, spec: str = "") -> str:
    """A number as that language writes it; without a spec whole from 100 up, else three figures."""
    if not spec and isinstance(value, float):
        spec = ",.0f" if abs(value) >= 100 or value == int(value) else ",.3g"
    written = format(value, spec or ",")
    return written.translate(_SWAP) if language == "vi" else written


class _Gaps(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Text):
            return value.say(self.language)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, self.language, format_spec)
        return format(value, format_spec)


@dataclass(frozen=True, init=False, slots=True)
class Text:
    """A message and what fills its gaps, not yet in any language: `Text("{n} of {total} answered", n=3, total=5)`."""

    message: str
    values: tuple[tuple[str, Any], ...]

    def __init__(self, message: str, **values: Any) -> None:
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "values", tuple(values.items()))

    def say(self, language: Language = "en") -> str:
        """The message in that language, numbers written as it writes them."""
        said = translate(self.message, language)
        return _Gaps(language).vformat(said, (), dict(self.values)) if self.values else said

    def __str__(self) -> str:
        """The message in English."""
        return self.say("en")
