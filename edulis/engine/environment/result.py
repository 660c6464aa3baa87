"""What is known of a cluster's water, waste and residues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment(Answer):
    """Loads on water, residues and who could use them, and what treatment would cost.

    `loads`: by month, place, kind and process; `processes`, `places`, `kinds`, `months`: sums with concentration and
    population equivalents. `residues`: product, unit, made, used_now, reuse_now, attainable and its range, dumped,
    stored, spoiled, hours, cost (of carrying, in the plan). `users`: user, product, month: room and its use, `takes`
    (share of the room where one kg more would keep one kg from being dumped), `saves`. `matches`: who takes what from
    where in the plan. `missing`: product, month, and how much finds no user (base units), by place most. `treatment`:
    options, costs, ranges, sources.
    """

    question: ClassVar[Text] = Text("What goes into the water, what is thrown away, and who could use it?")
    method: ClassVar[Text] = Text(
        "Activity times coefficient with the technique's range; by-products matched to users as a flow of least cost, "
        "within feeding limits, land, capacity, months and what keeps."
    )
    source: ClassVar[str] = "Da et al. 2008; Chertow 2000; Ahuja, Magnanti & Orlin 1993"
    main: ClassVar[str] = "residues"
    units: ClassVar[Mapping[str, str]] = {
        "water": "m³", "cod": "kg", "bod": "kg", "solids": "kg", "water_low": "m³", "water_high": "m³", "cod_low": "kg",
        "cod_high": "kg", "bod_low": "kg", "bod_high": "kg", "solids_low": "kg", "solids_high": "kg",
        "concentration": "kg COD per m³", "concentration_low": "kg COD per m³", "concentration_high": "kg COD per m³",
        "people": "people", "water_a_day": "m³ per day", "made": "base units", "used_now": "base units",
        "reuse_now": "share", "attainable": "share", "attainable_low": "share", "attainable_high": "share",
        "dumped": "base units", "stored": "base units", "spoiled": "base units", "hours": "hours", "cost": "money",
        "capacity": "kg dry matter", "used": "kg dry matter", "takes": "share",
        "saves": "hours of wage per kg dry matter",
        "quantity": "base units", "dry_matter": "kg", "km": "km", "wage_hours": "hours of wage",
        "per_m3": "money per m³",
        "cost_low": "money", "cost_high": "money", "capital": "money", "running": "money", "cod_removed": "kg",
        "per_kg_cod": "money per kg", "per_enterprise": "money", "at_place": "base units",
    }  # fmt: skip

    loads: pl.DataFrame
    processes: pl.DataFrame
    places: pl.DataFrame
    kinds: pl.DataFrame
    months: pl.DataFrame
    residues: pl.DataFrame
    users: pl.DataFrame
    matches: pl.DataFrame
    missing: pl.DataFrame
    treatment: pl.DataFrame
