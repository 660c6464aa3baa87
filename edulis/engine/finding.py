"""A finding: a figure with its uncertainty, how it was come by, and the question it opens. Never an instruction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from edulis.engine.disclosure import enough
from edulis.schema import Language, Text

Sign = Literal["helps", "hinders", "mixed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing the data say, with what it rests on."""

    code: str  # stable, e.g. "flows.balance"
    title: Text  # the finding in one sentence, with its figure
    value: float | None  # None: it cannot be said, and the title says why
    low: float | None = None  # bounds of the 95 % interval, where there is one
    high: float | None = None
    unit: str = ""
    n: int = 0  # on how many enterprises, trades or answers it rests
    missing: int = 0  # how many of them are not known
    method: Text
    source: str  # author and year of the method
    question: Text  # for the forum
    sign: Sign = "unknown"  # whether the condition helps or hinders, where it is a condition
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def public(self) -> Finding:
        """The finding as outsiders may see it: no figure where a few stand behind it, nor n where that is a few."""
        if self.evidence.get("few"):
            n = self.n if enough(self.n, "people") else 0
            return replace(self, value=None, low=None, high=None, n=n, missing=0)
        return replace(self, missing=0) if self.evidence.get("few_missing") else self

    def grounds(self, language: Language = "en") -> str:
        """What the figure rests on, in a few words: itself with its bounds, n, and how many are not known."""
        said, seen = [], self.public()
        if seen.value is not None and seen.low is not None and seen.high is not None:
            figure = {"value": float(seen.value), "low": float(seen.low), "high": float(seen.high)}
            between = (
                Text("{value:.1%} ({low:.1%} to {high:.1%})", **figure)
                if "share" in self.unit
                else Text("{value} ({low} to {high})", **figure)
            )
            said.append(between.say(language))
        if seen.n:
            said.append(Text("n = {n}", n=seen.n).say(language))
        if seen.missing:
            said.append(Text("not known: {n}", n=seen.missing).say(language))
        return "; ".join(said)

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The finding as plain values for a program, texts in that language; without figures of a few."""
        seen = self.public()
        return {
            "code": self.code,
            "title": self.title.say(language),
            "value": seen.value,
            "low": seen.low,
            "high": seen.high,
            "unit": self.unit,
            "n": seen.n,
            "missing": seen.missing,
            "method": self.method.say(language),
            "source": self.source,
            "question": self.question.say(language),
            "sign": self.sign,
        }
