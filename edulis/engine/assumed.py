"""What is assumed where nobody told: each value with its meaning, its range and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

OWN = "own choice"


@dataclass(frozen=True, slots=True)
class Ground:
    """What an assumption rests on: the range thought possible, its source and the confidence in it."""

    meaning: str
    low: float
    high: float
    source: str
    confidence: str  # a word of schema.words.CONFIDENCE


def assume(value: float, meaning: str, low: float, high: float, source: str, confidence: str = "GUESS") -> Any:
    """A field of a frozen dataclass of assumptions, with its ground."""
    return field(default=value, metadata={"ground": Ground(meaning, low, high, source, confidence)})


def grounds_of(assumptions: Any) -> dict[str, Ground]:
    """What each assumption of such a dataclass, or of one of its values, rests on, by its name."""
    return {one.name: one.metadata["ground"] for one in fields(assumptions)}
