"""What is known of a cluster's supply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply(Answer):
    """Raw material and its place.

    `variability`: see `variability.COLUMNS`; coefficients of variation of what local enterprises buy.
    `buyers`, `sources`: Herfindahl indices and largest source, per buyer and product, and per product for the cluster,
    by seller and by the seller's place. `content`: see `content.content`. `location`: location quotients.
    `known_for`: products with a name, a part in food culture, or made by a kind of which there are more than elsewhere.
    `harvest`, `harvest_months`: a bad harvest, see `harvest.BadHarvest`; `harvest_kinds` the same by kind.
    """

    question: ClassVar[Text] = Text("Where does the raw material come from, and what if it fails?")
    method: ClassVar[Text] = Text(
        "Coefficients of variation, Herfindahl indices, local content through the chain, location quotients, and a "
        "shortage passed on by recipes."
    )
    source: ClassVar[str] = "Hirschman 1964; Florence 1939; Miller & Blair 2022; Hallegatte 2008"
    main: ClassVar[str] = "harvest"
    units: ClassVar[Mapping[str, str]] = {
        "cv": "share", "between": "share", "within": "share", "season": "share", "year": "share", "shock": "share",
        "hhi": "0 to 1", "hhi_low": "0 to 1", "hhi_high": "0 to 1", "largest_share": "share", "unknown_share": "share",
        "bought": "money", "direct": "share", "region": "share", "chain": "share", "unknown": "share",
        "share_here": "share", "share_there": "share", "quotient": "ratio", "sold": "money", "sold_outside": "share",
        "sales": "money", "by_shortage": "money", "by_orders": "money", "lost": "money", "share": "share",
        "purchases_saved": "money", "stock_used": "money", "margin_lost": "money", "hours": "hours",
        "hours_lost": "hours", "product_missing": "base units",
    }  # fmt: skip

    variability: pl.DataFrame
    buyers: pl.DataFrame
    sources: pl.DataFrame
    content: pl.DataFrame
    location: pl.DataFrame
    known_for: pl.DataFrame
    harvest: pl.DataFrame
    harvest_kinds: pl.DataFrame
    harvest_months: pl.DataFrame
