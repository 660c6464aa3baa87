"""The parameter table: one row for each figure, with its row in the table of cited figures and how sure it is."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).with_name("parameters.csv")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure and what is known about it."""

    parameter: str
    value: float
    low: float | None
    high: float | None
    unit: str
    fact: str
    confidence: str
    note: str


@cache
def parameters() -> dict[str, Parameter]:
    """All rows by name."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["parameter"]: _parameter(row) for row in rows}


def _parameter(row: dict[str, str]) -> Parameter:
    return Parameter(
        parameter=row["parameter"],
        value=float(row["value"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        unit=row["unit"],
        fact=row["fact"],
        confidence=row["confidence"],
        note=row["note"],
    )


def p(name: str) -> float:
    """The value of a parameter."""
    return parameters()[name].value


def n(name: str) -> int:
    """The value of a parameter that counts something."""
    return round(p(name))


def chance(stream: int) -> np.random.Generator:
    """Random numbers of one part of the work, so that a change in one part leaves the others as they were."""
    return np.random.Generator(np.random.PCG64([n("seed"), stream]))
