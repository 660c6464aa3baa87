"""The facilitator's annex: which reports to talk over and with whom, to be shown to the two parties first."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from edulis.reports.amounts import plain
from edulis.reports.material import Material
from edulis.reports.tree import Block, Paragraph, Section, Table
from edulis.reports.words import SIDES
from edulis.schema import Text
from edulis.schema.words import REPORTER

SHOWN = 40
_CRUMB = 0.005  # share of what was told below which what would fit is nothing
SIDE = dict(REPORTER)
SUSPECT_HEAD = (
    Text("Month"),
    Text("With whom"),
    Text("What"),
    Text("Told by"),
    Text("Was told"),
    Text("Would fit"),
    Text("How sure"),
)
BALANCE_HEAD = (
    Text("Month"),
    Text("Enterprise"),
    Text("Product"),
    Text("Came in"),
    Text("Went out"),
    Text("Gap"),
)


def to_talk_over(material: Material) -> list[Section]:
    """The sections that only the annex has."""
    sections = [_suspects(material), _open_balances(material)]
    return [section for section in sections if section is not None]


def _said(material: Material, texts: tuple[Text, ...]) -> tuple[str, ...]:
    return tuple(material.say(text) for text in texts)


def _suspects(material: Material) -> Section:
    rows = material.flows.suspects
    blocks: list[Block] = [
        Paragraph(
            text=material.say(
                Text(
                    "Show each line first to the two parties it names, and to nobody else without their yes. It is a "
                    "question, not an accusation: a slip of the pen, another unit or a forgotten delivery are likelier "
                    "than anything else."
                )
            ),
            tone="notice",
        )
    ]
    if rows.is_empty():
        blocks.append(Paragraph(text=material.say(Text("No report stands out from the others.")), tone="lead"))
    else:
        blocks.append(
            Table(
                title=material.say(
                    Text("One report to talk over")
                    if rows.height == 1
                    else Text("{n} reports to talk over, the clearest first", n=rows.height)
                ),
                head=_said(material, SUSPECT_HEAD),
                rows=tuple(_suspect(material, row) for row in rows.head(SHOWN).to_dicts()),
                numeric=frozenset({4, 5}),
                widths=(1.25, 5.2, 2.3, 1.1, 1.5, 1.5, 1.6),
                note=_rest(material, rows.height),
            )
        )
    return Section(key="talk-over", title=material.say(Text("Reports to talk over")), blocks=tuple(blocks))


def _rest(material: Material, n: int) -> str:
    return material.say(Text("and {n} more", n=n - SHOWN)) if n > SHOWN else ""


def _suspect(material: Material, row: dict[str, Any]) -> tuple[str, ...]:
    if row["subject"] == "trade":
        whom = material.say(
            Text(
                "{seller} sells to {buyer}",
                seller=material.named(row["enterprise"]),
                buyer=material.named(row["partner"]),
            )
        )
        side = _told_by(material, row)
        what = material.product(row["product"])
        if row["cause"] == "month":
            whom += material.say(Text(" (perhaps in {month:month})", month=row["likely_month"]))
        elif row["cause"] == "partner":
            whom += material.say(Text(" (perhaps with {partner})", partner=material.named(row["likely_partner"])))
    else:
        whom = material.named(row["enterprise"])
        kind = material.say(SIDES[row["subject"]]) if row["subject"] in SIDES else str(row["subject"])
        what, side = f"{kind}: {material.product(row['product'])}", ""
    return (
        _month(row["month"]),
        whom,
        what,
        side or "–",
        _quantity(material, row["reported"], row["product"]),
        _would_fit(material, row),
        _how_sure(material, row["q"]),
    )


def _would_fit(material: Material, row: dict[str, Any]) -> str:
    """What all other reports leave room for; a crumb of what was told is nothing."""
    if row["fitted"] is not None and row["reported"] and abs(row["fitted"]) < _CRUMB * abs(row["reported"]):
        return material.say(Text("nothing"))
    return _quantity(material, row["fitted"], row["product"])


def _told_by(material: Material, row: dict[str, Any]) -> str:
    """Whose report is hard to believe; where the evidence does not tell between two sides, that is said."""
    if row["reporter"] not in SIDE:
        return ""
    side = material.say(Text(SIDE[row["reporter"]])).lower()
    return side if row["side_sure"] else material.say(Text("{side}, or the other side", side=side))


def _how_sure(material: Material, q: float | None) -> str:
    """The false-discovery rate in words."""
    if q is None or math.isnan(q):
        return "–"
    if q < 0.001:
        return material.say(Text("almost certain"))
    if q < 0.01:
        return material.say(Text("very likely"))
    return material.say(Text("likely"))


def _month(month: Any) -> str:
    return f"{month.month}/{month.year}" if month is not None else "–"


def _quantity(material: Material, value: float | None, code: str) -> str:
    if value is None or not math.isfinite(value):
        return "–"
    product = material.products.get(code)
    unit = material.unit(product["unit"]) if product else ""
    return f"{plain(value + 0.0, material.language)} {unit}".rstrip()  # + 0: none is not less than none


def _open_balances(material: Material) -> Section | None:
    rows = material.flows.imbalances.sort(pl.col("z").abs(), descending=True)
    if rows.is_empty():
        return None
    told = tuple(
        (
            _month(row["month"]),
            material.named(row["enterprise"]),
            material.product(row["product"]),
            _quantity(material, row["inflow"], row["product"]),
            _quantity(material, row["outflow"], row["product"]),
            f"{_quantity(material, row['gap'], row['product'])} ± {plain(1.96 * row['error'], material.language)}",
        )
        for row in rows.head(SHOWN).to_dicts()
    )
    return Section(
        key="open",
        title=material.say(Text("Balances that stay open")),
        blocks=(
            Paragraph(
                text=material.say(
                    Text(
                        "Here what came in and what went out do not match, by the reports alone. Something was "
                        "not told: "
                        "a delivery, a stock, own use. Ask; do not correct."
                    )
                ),
                tone="lead",
            ),
            Table(
                title=material.say(
                    Text("One balance that does not close")
                    if rows.height == 1
                    else Text("{n} balances that do not close, the clearest first", n=rows.height)
                ),
                head=_said(material, BALANCE_HEAD),
                rows=told,
                numeric=frozenset({3, 4, 5}),
                widths=(1.3, 3.6, 2.4, 2.0, 2.0, 2.6),
                note=_rest(material, rows.height),
            ),
        ),
    )
