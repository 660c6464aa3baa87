"""What the economy's findings are made of, and when a sum over those who sell outside may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import Assembled
from edulis.engine.economy.books import Books
from edulis.engine.economy.bottlenecks import Bottlenecks
from edulis.engine.economy.summary import ALL
from edulis.engine.telling import betrays

SUSPECT = 3.0  # a multiplier above this is doubted: restricted village matrices have 1.4 to 2.3
SAM = "Pyatt & Round 1979; Miller & Blair 2022"


@dataclass(frozen=True, slots=True)
class Material:
    """What findings are made of: the round, its books and matrix, the tables, and who sells outside."""

    known: Cluster
    books: Books
    made: Assembled
    stop: Bottlenecks | None
    ends: tuple[float, float] | None  # what could be served with least and most raw material and hours
    tables: Mapping[str, pl.DataFrame]
    radius: tuple[float, float]
    sold: pl.DataFrame  # code, kind, amount


def whole(material: Material) -> dict[str, Any] | None:
    """The row of all kinds together; None where nobody sells outside."""
    rows = material.tables["kinds"].filter(pl.col("kind") == ALL).to_dicts()
    return rows[0] if rows else None


def few_sellers(material: Material, kind: str | None = None) -> bool:
    """Whether a figure of outside sales, of all or of one kind, would betray somebody."""
    sold = material.sold if kind is None else material.sold.filter(pl.col("kind") == kind)
    return betrays(sold["amount"].to_list())


def counts(material: Material) -> dict[str, Any]:
    """How many enterprises answered, and how many did not, as a finding takes it."""
    told = material.books.told
    return {"n": int(told.sum()), "missing": int((~told).sum())}
