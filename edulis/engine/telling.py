"""When a sentence may say a number or name a kind: the thresholds of disclosure, for findings told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from numbers import Real
from typing import Any

from edulis.engine.disclosure import DOMINANCE, Unit, enough
from edulis.engine.finding import Finding
from edulis.schema import Text


def a_few(n: int) -> bool:
    """Whether so many people are to be called a few: at least 1, fewer than 5."""
    return n > 0 and not enough(n, "people")


def one_sided(part: int, whole: int) -> bool:
    """Whether a share of people would show a few of them, on the one side or on the other."""
    return a_few(part) or a_few(whole - part)


def betrays(amounts: Sequence[float]) -> bool:
    """Whether a sum of these enterprises' amounts would betray one of them: fewer than 3, or X − x₁ − x₂ < 10 % x₁.

    No amounts at all betray nobody. Source: Hundepool et al. (2012), the p % rule.
    """
    ordered = sorted((amount for amount in amounts if amount > 0), reverse=True)
    if not ordered:
        return False
    return not enough(len(ordered), "enterprises") or sum(ordered[2:]) < DOMINANCE * ordered[0]


def numbers_in(text: Text) -> tuple[float, ...]:
    """The numbers that a sentence says, those of the sentences inside it too; dates and words are none."""

    def said(value: Any) -> Iterator[float]:
        if isinstance(value, Text):
            for _, inner in value.values:
                yield from said(inner)
        elif isinstance(value, tuple):
            for inner in value:
                yield from said(inner)
        elif isinstance(value, Real) and not isinstance(value, bool):
            yield float(value)

    return tuple(said(text))


def hushed(finding: Finding, behind: int, unit: Unit = "people") -> Finding:
    """The finding, in words only where so few stand behind its figure: fewer than 5 people or 3 enterprises.

    A share of all or of none of a few tells what each of them does, so whole groups are hushed too.
    """
    if enough(behind, unit) or finding.value is None:
        return finding
    title = finding.title
    if numbers_in(title):
        title = Text("So few of us stand behind this that no figure is told in public.")
    return replace(finding, title=title, sign="unknown", evidence={**finding.evidence, "few": True})


def hush(findings: Iterable[Finding], units: Mapping[str, Unit]) -> list[Finding]:
    """The findings, each hushed where its n counts people or enterprises (`units` by code) and is below the least."""
    return [hushed(each, each.n, units[each.code]) if each.code in units else each for each in findings]
