"""What the balances say: how far the two sides agree, and how many reports to talk over."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.disclosure import enough
from edulis.reports.amounts import plain, share
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Panel, agreement
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Paragraph, Section, Table
from edulis.reports.words import SIDES
from edulis.schema import Text, number

EDGES = (-np.inf, -0.69, -0.30, -0.105, 0.105, 0.30, 0.69, np.inf)  # logs of ½, ¾, 0.9, 1.1, 1⅓, 2
PANELS = 6
LEAST_PAIRS = 10


def what_the_balances_say(material: Material) -> Section | None:
    """The section; none where no amounts are known."""
    if not material.has_amounts:
        return None
    blocks: list[Block] = [
        Paragraph(
            text=material.say(
                Text(
                    "When two people remember the same delivery, they rarely remember the same amount. That is no "
                    "blame. Where they differ much, it is worth sitting down together."
                )
            ),
            tone="lead",
        )
    ]
    if picture := _pairs(material):
        blocks.append(picture)
    if table := _accuracy(material):
        blocks.append(table)
    if told := statements(material, ("flows.suspects", "flows.open", "flows.detectability", "flows.balance")):
        blocks.append(told)
    return Section(key="balances", title=material.say(Text("How far our figures agree")), blocks=tuple(blocks))


def _pairs(material: Material) -> Figure | None:
    """For the products with most pairs: how the buyer's report compares with the seller's."""
    pairs = material.trades.filter((pl.col("seller_report") > 0) & (pl.col("buyer_report") > 0)).with_columns(
        ratio=(pl.col("buyer_report") / pl.col("seller_report")).log()
    )
    panels, rows = [], []
    counted = (
        pairs.group_by("product")
        .agg(pl.len(), pl.col("seller", "buyer").n_unique())
        .sort(["len", "product"], descending=[True, False])
    )
    for one in counted.to_dicts():
        few = not (enough(one["seller"], "people") and enough(one["buyer"], "people"))
        if one["len"] < LEAST_PAIRS or (few and material.edition == "public"):
            continue
        ratio = pairs.filter(pl.col("product") == one["product"])["ratio"].to_numpy()
        shares = np.histogram(ratio, bins=np.array(EDGES))[0] / len(ratio)
        name = material.product(one["product"])
        n = material.say(Text("{n} pairs", n=plain(one["len"], material.language)))
        panels.append(Panel(name, tuple(float(part) for part in shares), n))
        rows.append(
            (name, plain(one["len"], material.language), *(share(float(part), material.language) for part in shares))
        )
    if not panels:
        return None
    language = material.language
    inside = float(((pairs["ratio"] > EDGES[3]) & (pairs["ratio"] < EDGES[4])).mean() or 0.0)  # type: ignore[arg-type]
    title = material.say(
        Text("In {share} of the deliveries both sides tell the same, within a tenth", share=share(inside, language))
    )
    described = material.say(
        Text(
            "For each product: in how many deliveries the buyer told less than the seller (left), "
            "the same (middle), or more (right)."
        )
    )
    classes = ("", "½", "", "=", "", "×2", "")
    axis = material.say(
        Text("buyer's report against the seller's: half, the same, double; height is the share of pairs")
    )

    def draw(width: float) -> str:
        return agreement(panels[:PANELS], classes, title=title, description=described, axis=axis, width=width)

    heads = ("< ½", "½–¾", "¾–0.9", "0.9–1.1", "1.1–1⅓", "1⅓–2", "> 2")
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} deliveries told by both", n=pairs.height))),
        table=Table(
            title=title,
            head=(material.say(Text("Buyer's over seller's report")), material.say(Text("Pairs")), *heads),
            rows=tuple(rows[:20]),
            numeric=frozenset(range(1, 9)),
            widths=(2.6, 1.0, *(1.1 for _ in heads)),
        ),
    )


def _accuracy(material: Material) -> Table | None:
    """How far a report of each side usually is from what fits all reports."""
    rows = material.flows.accuracy.to_dicts()
    if not rows:
        return None
    measured = {"measured": Text("measured from pairs"), "reported": Text("as reported")}
    told = [
        (
            material.say(SIDES[row["role"]]) if row["role"] in SIDES else str(row["role"]),
            _fine(row["relative_error"], material),
            _span(material, row["low"], row["high"]),
            material.say(measured.get(row["source"], Text("assumed"))),
        )
        for row in rows
    ]
    return Table(
        title=material.say(Text("How far a report is usually off")),
        head=tuple(
            material.say(text)
            for text in (Text("Reports"), Text("Usual error"), Text("95 % interval"), Text("How we know"))
        ),
        rows=tuple(told),
        numeric=frozenset({1, 2}),
    )


def _span(material: Material, low: float | None, high: float | None) -> str:
    if low is None or high is None or not np.isfinite(low) or not np.isfinite(high):
        return "–"
    return material.say(Text("{low} to {high}", low=_fine(low, material), high=_fine(high, material)))


def _fine(value: float, material: Material) -> str:
    """A share, with one decimal where it is small."""
    return number(value, material.language, ".1%") if value < 0.095 else share(value, material.language)
