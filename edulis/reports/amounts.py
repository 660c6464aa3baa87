"""Numbers as people say them: rounded to what they are sure of, units in words."""

from __future__ import annotations

import datetime as dt
import math

from edulis.schema import Language, Text, number

_TONNE = 1000.0


def rounded(value: float, error: float | None = None, figures: int = 3) -> float:
    """The value without the digits that its standard error makes worthless, and with at most so many figures."""
    if not math.isfinite(value) or value == 0:
        return value
    last = math.floor(math.log10(abs(value))) - figures + 1
    if error is not None and math.isfinite(error) and error > 0:
        last = max(last, min(math.floor(math.log10(error)), math.floor(math.log10(abs(value)))))
    return round(value, -last) + 0.0


def plain(value: float, language: Language, error: float | None = None) -> str:
    """A number without idle digits."""
    shown = rounded(value, error)
    if math.isfinite(shown) and shown == int(shown):
        return number(shown, language, ",.0f")
    decimals = max(0, 2 - math.floor(math.log10(abs(shown)))) if shown and math.isfinite(shown) else 0
    written = number(shown, language, f",.{min(decimals, 6)}f")
    mark = "," if language == "vi" else "."
    return written.rstrip("0").rstrip(mark) if mark in written else written


def coin(currency: str | None) -> str:
    """The money as people call it."""
    return "đồng" if currency == "VND" else currency or ""


def money(value: float, language: Language, currency: str | None, error: float | None = None) -> str:
    """An amount of money (in whole units, not minor ones) with its order of magnitude in words."""
    shown = rounded(value, error)
    name, size = coin(currency), abs(shown)
    if size >= 1e9:
        return Text("{n} billion {currency}", n=plain(shown / 1e9, language), currency=name).say(language)
    if size >= 1e6:
        return Text("{n} million {currency}", n=plain(shown / 1e6, language), currency=name).say(language)
    if size >= 1e3:
        return Text("{n} thousand {currency}", n=plain(shown / 1e3, language), currency=name).say(language)
    return Text("{n} {currency}", n=plain(shown, language), currency=name).say(language)


def mass(value: float, language: Language, error: float | None = None) -> str:
    """Kilograms as tonnes from one tonne up."""
    if abs(value) >= _TONNE:
        scaled = error / _TONNE if error is not None else None
        return Text("{n} tonnes", n=plain(value / _TONNE, language, scaled)).say(language)
    return Text("{n} kg", n=plain(value, language, error)).say(language)


def share(value: float, language: Language) -> str:
    """A share as per cent."""
    return number(round(value, 6), language, ".0%") if math.isfinite(value) else "–"


def between(low: float | None, high: float | None, language: Language, unit: str, currency: str | None) -> str:
    """A 95 % interval in words, or nothing where there is none."""
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return ""
    if unit.startswith("share"):
        ends = share(low, language), share(high, language)
    elif currency and unit == currency:
        ends = money(low, language, currency, (high - low) / 4), money(high, language, currency, (high - low) / 4)
    else:
        ends = plain(low, language, (high - low) / 4), plain(high, language, (high - low) / 4)
    if ends[0] == ends[1]:
        return ""
    return Text("surely between {low} and {high}", low=ends[0], high=ends[1]).say(language)


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every month from the first to the last, as its first day."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        dt.date(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1, 1) for at in range(count)
    ]
