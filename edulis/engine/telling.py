"""When a sentence may say a number or name a kind: the thresholds of disclosure, for findings told in words."""

from __future__ import annotations

from collections.abc import Sequence

from edulis.engine.disclosure import DOMINANCE, enough


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
