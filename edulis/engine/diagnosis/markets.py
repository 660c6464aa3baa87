"""First condition: trade that reaches beyond local markets, and whether those markets grow."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, judged, known, unsaid
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.markets.demand import market_growth, matched
from edulis.engine.network.layers import NOBODY
from edulis.engine.resample import share_interval
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

KIND = dict(ENTERPRISE_KIND)
SOURCE = "Schmitz 1995; Sandee & ter Wingel 2002"


def conditions(evidence: Evidence) -> list[Finding]:
    """Share of sales that leaves the cluster, and growth of the markets it goes to."""
    return [_beyond(evidence), _growth(evidence)]


def _sales(evidence: Evidence) -> pl.DataFrame:
    """Sales of local enterprises to buyers of whom we know whether they are local, with what leaves."""
    rows = evidence.deliveries.filter(pl.col("seller_local") & pl.col("buyer_local").is_not_null())
    return rows.with_columns(leaves=pl.when(~pl.col("buyer_local")).then("worth").otherwise(0.0))


def _beyond(evidence: Evidence) -> Finding:
    method = Text(
        "Value of sales of local enterprises to buyers from elsewhere, over the value of all their sales; without "
        "amounts, ties instead of value."
    )
    question = Text("Which buyers from elsewhere do you know, and what would it take to reach more of them?")
    rows = _sales(evidence)
    unplaced = evidence.deliveries.height - evidence.deliveries.drop_nulls(["seller_local", "buyer_local"]).height
    if rows["worth"].sum() <= 0:
        title = Text(
            "How much is sold beyond the cluster cannot be said: of no sale do we know whether both sides are local."
        )
        return unsaid("diagnosis.beyond", title, method=method, source=SOURCE, question=question, missing=unplaced)
    value, low, high = share_interval(
        rows, "seller", "leaves", "worth", seed=evidence.seed, resamples=evidence.resamples
    )
    outside = rows.filter(~pl.col("buyer_local") & (pl.col("worth") > 0))
    kinds = outside.group_by("buyer_kind").agg(pl.col("worth").sum(), buyers=pl.col("buyer").n_unique())
    kinds = kinds.sort(["worth", "buyer_kind"], descending=[True, False])
    few = betrayed(outside, "buyer") or betrayed(rows, "seller")
    return Finding(
        code="diagnosis.beyond",
        title=_beyond_said(evidence, value, kinds, few),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows["seller"].n_unique(),
        missing=unplaced,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.1, helps_from=0.25),
        evidence={
            "by_kind": dict(kinds.select("buyer_kind", "worth").iter_rows()), "valued": evidence.valued, "few": few
        },
    )  # fmt: skip


def _beyond_said(evidence: Evidence, value: float, kinds: pl.DataFrame, few: bool) -> Text:
    """The share that leaves, and to which kind most of it goes, where three of that kind buy."""
    if value == 0:
        return Text("Nothing that was told of is sold beyond the cluster.")
    if few:
        return Text("A part of what local enterprises sell leaves the cluster; sellers or buyers are too few to say "
                    "how much.")  # fmt: skip
    first = kinds.row(0, named=True)
    named = first["buyer_kind"] in NOBODY or enough(first["buyers"], "enterprises")
    most = first["worth"] * 2 > kinds["worth"].sum()
    if not (named and most):
        return (
            Text("{share:.0%} of the value that local enterprises sell leaves the cluster.", share=value)
            if evidence.valued
            else Text("{share:.0%} of the sales ties of local enterprises lead out of the cluster.", share=value)
        )
    kind = Text(KIND[first["buyer_kind"]])
    if evidence.valued:
        return Text("{share:.0%} of the value that local enterprises sell leaves the cluster, most of it to: {kind}.",
                    share=value, kind=kind)  # fmt: skip
    return Text("{share:.0%} of the sales ties of local enterprises lead out of the cluster, most of them to: {kind}.",
                share=value, kind=kind)  # fmt: skip


def _growth(evidence: Evidence) -> Finding:
    method = Text(
        "Growth of each market that is served, weighted by what is sold to it; where no growth was noted, growth of "
        "its people plus income elasticity times growth of incomes."
    )
    question = Text("Which of these markets grows, as you see it, and which is full?")
    rows = _sales(evidence).filter(~pl.col("buyer_local"))
    behind = matched(evidence.cluster, rows).join(
        market_growth(evidence.cluster).select("market", "growth"), on="market"
    )
    behind = (
        behind.drop_nulls("growth")
        .group_by("buyer", "product")
        .agg(growth=(pl.col("growth") * pl.col("share")).sum() / pl.col("share").sum())
    )
    rows = rows.join(behind.sort("buyer", "product"), on=["buyer", "product"], how="left", maintain_order="left")
    held = rows.drop_nulls("growth").with_columns(grown=pl.col("growth") * pl.col("worth"))
    if held["worth"].sum() <= 0:
        title = Text("Whether the markets grow cannot be said: no market that is sold to has a noted growth.")
        return unsaid("diagnosis.growth", title, method=method, source=SOURCE, question=question, missing=rows.height)
    value, low, high = share_interval(
        held, "buyer", "grown", "worth", seed=evidence.seed, resamples=evidence.resamples, bounded=False
    )
    few = betrayed(held, "buyer")
    return Finding(
        code="diagnosis.growth",
        title=Text("The markets beyond the cluster have so few buyers with a noted growth that no figure can be told.")
        if few
        else Text(
            "The markets beyond the cluster change by {growth:+.1%} a year, weighted by what is sold to them "
            "({covered:.0%} of those sales have a noted growth).",
            growth=value,
            covered=float(held["worth"].to_numpy().sum() / rows["worth"].to_numpy().sum()),
        ),
        value=value,
        **bounds(low, high),
        unit="share per year",
        n=held["buyer"].n_unique(),
        missing=rows["buyer"].n_unique() - held["buyer"].n_unique(),
        method=method,
        source="Houthakker 1957",
        question=question,
        sign=judged(known(value), hinders_below=0.0, helps_from=0.03),
        evidence={"few": few},
    )
