"""Matter does not come from nothing, nor vanish: a process puts out no more dry matter than goes in, nor far less."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from edulis.engine.check.fault import SHOWN, Cell, Fault
from edulis.schema import Text
from edulis.schema.problem import Severity

TOLERANCE, EXCESS = 1.05, 1.25  # dry matter out over dry matter in: above these doubtful, or impossible
LOSS, VANISHED = 50.0, 5_000.0  # dry matter in over dry matter out: an oil is pressed out of fifty times its mass
_SOLID = frozenset({"input", "raw", "half", "final", "by_product", "waste"})  # neither water, energy nor a service

Row = Mapping[str, Any]


def masses(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """Processes that put out more dry matter than goes in, or far less.

    Σ_out q_k d_k > 1.05 Σ_in q_k d_k, or Σ_in q_k d_k > 50 Σ_out q_k d_k, over products counted in kg with known dry
    matter share d_k; the main product counts once with q = 1. What grows on land is passed over, as are processes with
    an input of unknown dry matter.
    """
    products = {row["code"]: row for row in tables["product"].iter_rows(named=True)}
    lines: dict[str, list[Row]] = {}
    for line in tables["process_line"].iter_rows(named=True):
        lines.setdefault(line["process"], []).append(line)
    cells: dict[tuple[str, bool], list[Cell]] = {}
    for row, process in enumerate(tables["process"].iter_rows(named=True)):
        main = products.get(process["product"])
        if main is None or process["grown"] or (process["grown"] is None and main["stage"] in {"input", "raw"}):
            continue
        balance = _dry(process, lines.get(process["code"], []), products)
        if balance is None or (told := _told(*balance)) is None:
            continue
        into, out = balance
        mend = Text(
            "For one unit of {product}, {out:.3g} kg of dry matter come out and {into:.3g} kg go in. "
            "Look at the quantities of its lines and at the dry matter of the products.",
            product=process["product"], out=out, into=into,
        )  # fmt: skip
        cells.setdefault(told, []).append(Cell(row, process["code"] or "", mend))
    for (code, wrong), found in cells.items():
        severity: Severity = "error" if wrong else "doubt"
        yield Fault(code, "process", "code", tuple(found[:SHOWN]), len(found), severity)


def _told(into: float, out: float) -> tuple[str, bool] | None:
    """The problem of such a balance, if it is one, and whether it is an error."""
    if out > into * TOLERANCE:
        return "mass.implausible", out > into * EXCESS
    if 0 < out * LOSS < into:
        return "mass.lost", into > out * VANISHED
    return None


def _dry(process: Row, lines: Sequence[Row], products: Mapping[str, Row]) -> tuple[float, float] | None:
    """Dry matter in and out per unit of the main product, kg; nothing where what goes in is not known well enough."""
    flows = [(line["direction"], line["product"], line["quantity"]) for line in lines]
    if ("out", process["product"]) not in {(direction, product) for direction, product, _ in flows}:
        flows.append(("out", process["product"], 1.0))
    into = out = 0.0
    for direction, code, quantity in flows:
        product = products.get(code)
        if product is None or quantity is None or not 0 <= quantity < math.inf:
            return None
        if product["unit"] != "kg" or product["stage"] not in _SOLID:
            continue
        share = product["dry_matter"]
        if share is None or not 0 <= share <= 1:
            if direction == "in":
                return None
            continue
        dry = quantity * share
        into, out = (into + dry, out) if direction == "in" else (into, out + dry)
    return (into, out) if into > 0 else None
