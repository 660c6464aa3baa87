"""What the markets say in sentences that end in a question: whom growth reaches, and what nobody sees."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.markets.exposure import Reached
from edulis.engine.markets.moves import HOME, UNKNOWN
from edulis.engine.markets.quality import Quality
from edulis.engine.markets.ranking import Ranking
from edulis.engine.markets.tell_offers import tell_offers
from edulis.engine.markets.tell_order import tell_order
from edulis.engine.telling import a_few, betrays
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

KIND = dict(ENTERPRISE_KIND)
MANY = 50  # of fewer, a tenth is a few
ALIKE = 0.005  # growth that differs by less is told as the same
CHAIN = "Kemeny & Snell 1960; Kostoska et al. 2020"
_REACHED = Text(
    "Growth of the markets in which an enterprise's sales end, weighted by value and followed from hand to hand; the "
    "middle enterprise is told. Bounds: what is not known shrinks as the worst or grows as the best assumed."
)


def findings(
    cluster: Cluster, reached: Reached, crowded: pl.DataFrame, tested: Quality, order: Ranking, table: pl.DataFrame
) -> tuple[Finding, ...]:
    """All that the markets can say; nobody is named."""
    told = [
        _reached(reached),
        _kinds(reached),
        _hands(reached),
        _unseen(reached),
        _trapped(reached),
        *tell_offers(cluster, crowded, tested),
        *tell_order(cluster, order, table),
    ]
    return tuple(finding for finding in told if finding is not None)


def _ours(reached: Reached) -> pl.DataFrame:
    """The cluster's own enterprises that sell; all where nobody said who is of the place."""
    table = reached.exposure
    nobody_said = bool(table["local"].is_null().all())
    return table.filter(pl.col("local").fill_null(nobody_said) & (pl.col("note") != "no_sales"))


def _reached(reached: Reached) -> Finding:
    question = Text("Which of these markets do you see growing, and does that growth reach your own yard?")
    ours = _ours(reached)
    known = ours.filter(pl.col("note") == "")
    common: dict[str, Any] = {"code": "markets.reached", "method": _REACHED, "source": CHAIN, "question": question}
    if known.is_empty():
        title = Text(
            "Whether growth of markets reaches anybody here cannot be said: no sale is known to end in a market whose "
            "growth is known."
        )
        return Finding(**common, title=title, value=None, missing=ours.height)
    value = float(known["growth"].median())  # type: ignore[arg-type]
    few = a_few(known.height)
    spread = known["growth"].quantile(0.9), known["growth"].quantile(0.1)
    title = (
        Text("So few enterprises have markets whose growth is known that no figure can be told.")
        if few
        else Text(
            "Through all hands, markets that change by {growth:+.1%} a year reach the middle enterprise of {n}.",
            growth=value,
            n=known.height,
        )
        if known.height < MANY
        else Text(
            "Through all hands, markets that change by {growth:+.1%} a year reach the middle enterprise; the best "
            "placed tenth is reached by {most:+.1%} or more, the worst placed by {least:+.1%} or less.",
            growth=value,
            most=float(spread[0] or 0.0),
            least=float(spread[1] or 0.0),
        )
    )
    return Finding(
        **common,
        title=title,
        value=value,
        low=float(known["low"].median()),  # type: ignore[arg-type]
        high=float(known["high"].median()),  # type: ignore[arg-type]
        unit="share per year",
        n=known.height,
        missing=ours.height - known.height,
        evidence={"few": few},
    )


def _kinds(reached: Reached) -> Finding | None:
    """The kinds that growth reaches most and least, where both are of three enterprises none of which stands out."""
    known = _ours(reached).filter((pl.col("note") == "") & pl.col("kind").is_not_null())
    rows = []
    for (kind,), part in known.group_by("kind"):
        sales = part["sales"].to_numpy()
        if enough(part.height, "enterprises") and not betrays(sales.tolist()):
            rows.append((float(np.average(part["growth"].to_numpy(), weights=sales)), str(kind), part.height))
    if len(rows) < 2:
        return None
    lowest, highest = min(rows)[0], max(rows)[0]
    if highest - lowest < ALIKE:
        return None
    # Of kinds that are alike the most numerous is named.
    slowest = [row for row in rows if row[0] - lowest < ALIKE]
    least, slow, few_slow = min(slowest, key=lambda row: (-row[2], row[1]))
    most, fast, few_fast = min((row for row in rows if highest - row[0] < ALIKE), key=lambda row: (-row[2], row[1]))
    alike = len(slowest)
    gaps = {"fast": Text(KIND[fast]), "slow": Text(KIND[slow]), "most": most, "least": least}
    return Finding(
        code="markets.kinds",
        title=Text(
            "Growth of end markets reaches {fast} most, {most:+.1%} a year, and {slow} least, {least:+.1%}.", **gaps
        )
        if alike == 1
        else Text(
            "Growth of end markets reaches {fast} most, {most:+.1%} a year, and {n} kinds least, {least:+.1%}, {slow} "
            "among them.",
            n=alike,
            **gaps,
        ),
        value=most - least,
        unit="share per year",
        n=few_slow + few_fast,
        missing=_ours(reached).height - known.height,
        method=Text(
            "Growth that reaches each enterprise, weighted by its sales, by kind of enterprise; only kinds of which "
            "more than half the sales end in markets of known growth."
        ),
        source=CHAIN,
        question=Text("What could those whom growth hardly reaches make or do for those whom it reaches?"),
        evidence={"by_kind": {kind: growth for growth, kind, _ in sorted(rows)}},
    )


def _hands(reached: Reached) -> Finding | None:
    ours = _ours(reached)
    if ours.is_empty():
        return None
    sales = ours["sales"].to_numpy()
    value = float(np.average(ours["hands"].to_numpy(), weights=sales))
    few = betrays(sales.tolist())
    return Finding(
        code="markets.hands",
        title=Text("So few enterprises sell that it cannot be told how often their goods change hands.")
        if few
        else Text(
            "What enterprises here sell changes hands {hands:.1f} times on average until the last buyer.", hands=value
        ),
        value=value,
        unit="sales",
        n=ours.height,
        method=Text("Expected number of sales until the end of the chain, the own one among them, weighted by value."),
        source="Kemeny & Snell 1960; Antràs et al. 2012",
        question=Text("Who between you and the last buyer knows what that buyer wants, and do you hear it?"),
        evidence={"few": few},
    )


def _unseen(reached: Reached) -> Finding | None:
    last = reached.last
    if last.is_empty():
        return None
    ends = reached.ends.select("end", "kind", "growth")
    rows = last.join(ends, on="end", how="left")
    whole = float(rows["worth"].sum())
    unknown = float(rows.filter(pl.col("growth").is_null())["worth"].sum()) / whole
    nameless = float(rows.filter(pl.col("end") == UNKNOWN)["worth"].sum()) / whole
    few = betrays(rows.group_by("seller").agg(pl.col("worth").sum())["worth"].to_list())
    title = (
        Text("Too few sell to last buyers to tell how much of it goes where nobody sees growth.")
        if few
        else Text("All that is sold to last buyers goes to markets of which somebody told how they grow.")
        if unknown < 0.005
        else Text(
            "For {share:.0%} of what is sold to last buyers nobody told whether its market grows; {nameless:.0%} goes "
            "to partners nobody can name.",
            share=unknown,
            nameless=nameless,
        )
    )
    return Finding(
        code="markets.unseen",
        title=title,
        value=unknown,
        unit="share" if reached.valued else "share of ties",
        n=rows["buyer"].n_unique(),
        missing=rows.filter(pl.col("growth").is_null())["buyer"].n_unique(),
        method=Text(
            "Last buyers are matched with a market of the same product that names them, or lies where they are, or "
            "names nobody, or names a buyer of their kind; the share is of those without a market of known growth."
        ),
        source=CHAIN,
        question=Text("Who knows these buyers, and could ask them whether they will want more or less?"),
        evidence={
            "few": few,
            "products": rows.filter(pl.col("growth").is_null() & (pl.col("end") != HOME))
            .group_by("product")
            .agg(pl.col("worth").sum())
            .sort(["worth", "product"], descending=[True, False])["product"]
            .head(5)
            .to_list(),
        },
    )


def _trapped(reached: Reached) -> Finding | None:
    if reached.trapped.is_empty():
        return None
    n = reached.trapped["enterprise"].n_unique()
    few = a_few(n)
    return Finding(
        code="markets.circle",
        title=Text("Goods circle between a few enterprises and are never seen to leave.")
        if few
        else Text("Goods circle between {n} enterprises and are never seen to leave.", n=n),
        value=float(n),
        unit="enterprises",
        n=n,
        method=Text("Closed classes of the chain: hands from which no last buyer can be reached."),
        source="Kemeny & Snell 1960",
        question=Text("Where do these goods go in the end? Which sale was not told?"),
        evidence={"few": few, "products": sorted(reached.trapped["product"].unique().to_list())},
    )
