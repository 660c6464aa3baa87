"""What the flows say, as findings with a question each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.reports import Reports
from edulis.engine.flows.result import Flows
from edulis.engine.telling import betrays
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

_SOURCE = Flows.source
_FEW = 3  # enterprises of a kind below which naming the kind would name the enterprise
_METHOD = Flows.method
_FITS = 1.05  # times the stated errors up to which reports fit together


def tell(flows: Flows, reports: Reports, known: Cluster, beliefs: Assumptions) -> Flows:
    """The same flows with their findings."""
    counted = flows.trades.filter(
        pl.any_horizontal(pl.col("seller_report", "buyer_report", "observer_report").is_not_null())
    )
    if counted.is_empty():
        return replace(flows, findings=(_sketch(flows),))
    found = [
        _turnover(counted, known),
        *_gap(flows, counted),
        _sides(flows, counted),
        _balance(flows),
        *_probed(flows),
        *_open(flows, known),
        _suspects(flows, beliefs),
        _blind(flows),
    ]
    return replace(flows, findings=tuple(found))


def _sketch(flows: Flows) -> Finding:
    return Finding(
        code="flows.sketch",
        title=Text("No amounts have been told yet, so nothing can be weighed against anything"),
        value=None,
        n=flows.trades.height,
        missing=flows.trades.height,
        method=_METHOD,
        source=_SOURCE,
        question=Text("Which amounts would you want to know first, and who would write them down?"),
    )


def _turnover(trades: pl.DataFrame, known: Cluster) -> Finding:
    currency = str(known.about["currency"] or "")
    valued = trades.filter(pl.col("value").is_not_null() & pl.col("error").is_finite())
    total = float(valued["value"].sum())
    spread = float(np.linalg.norm((valued["error"] * valued["price"]).to_numpy()))
    few = any(_own(valued, side, known) for side in ("seller", "buyer"))
    return Finding(
        code="flows.turnover",
        title=Text("So few sell or buy that what changed hands cannot be told in public")
        if few
        else _worth(total, currency),
        value=total,
        low=total - 1.96 * spread,
        high=total + 1.96 * spread,
        unit=currency,
        n=valued.height,
        missing=trades.height - valued.height,
        method=Text("Reconciled quantities times the pooled price of each product and month"),
        source=_SOURCE,
        question=Text("Is this more or less than you thought, and how much of it stays here?"),
        evidence={"few": few},
    )


def _own(trades: pl.DataFrame, side: str, known: Cluster) -> bool:
    """Whether the turnover would betray what one enterprise sells, or buys; stand-ins for many have nothing to hide."""
    many = known["enterprise"].filter(pl.col("kind").is_in(["consumers", "unknown"]))["code"].to_list()
    somebody = trades.filter(~pl.col(side).is_in(many) & (pl.col("value") > 0) & pl.col("value").is_finite())
    return betrays(somebody.group_by(side).agg(pl.col("value").sum())["value"].to_list())


def _worth(total: float, currency: str) -> Text:
    """A sum as people say it: nobody reads twelve digits."""
    if total >= 1e9:
        return Text("Goods worth about {n:,.1f} billion {currency} changed hands", n=total / 1e9, currency=currency)
    if total >= 1e6:
        return Text("Goods worth about {n:,.1f} million {currency} changed hands", n=total / 1e6, currency=currency)
    return Text("Goods worth about {n:,.0f} {currency} changed hands", n=total, currency=currency)


def _gap(flows: Flows, trades: pl.DataFrame) -> list[Finding]:
    pairs = trades.filter((pl.col("seller_report") > 0) & (pl.col("buyer_report") > 0))
    if pairs.height < 10:
        return []
    gap = (pairs["buyer_report"] / pairs["seller_report"]).log()
    middle, half = float(np.median(gap.to_numpy())), float(np.median(np.abs(gap.to_numpy())))
    error = 1.2533 * 1.4826 * half / pairs.height**0.5
    apart = float(np.expm1(half))
    return [
        Finding(
            code="flows.two_sides",
            title=Text("Half of the deliveries that both sides told differ by more than {apart:.0%}", apart=apart),
            value=apart,
            unit="share",
            n=pairs.height,
            missing=trades.height - pairs.height,
            method=Text("Log ratio of the buyer's to the seller's report of the same delivery"),
            source="ten Cate 2007, 2014",
            question=Text("Do sellers and buyers measure in the same way: same basket, same scale, same moisture?"),
            evidence={
                "buyer_over_seller": middle,
                "low": middle - 1.96 * error,
                "high": middle + 1.96 * error,
                "accuracy": flows.accuracy.to_dicts(),
            },
        )
    ]


def _sides(flows: Flows, trades: pl.DataFrame) -> Finding:
    both = trades.filter(pl.col("seller_report").is_not_null() & pl.col("buyer_report").is_not_null()).height
    unseen = flows.trades.height - int(flows.trades["observable"].sum())
    share = both / trades.height
    return Finding(
        code="flows.sides",
        title=Text(
            "Of {n} deliveries {share:.0%} were told by both sides; {unseen} cannot be told at all",
            n=flows.trades.height,
            share=share,
            unseen=unseen,
        ),
        value=share,
        unit="share",
        n=flows.trades.height,
        missing=unseen,
        method=Text("Counted; what cannot be told is found from the balances"),
        source="Crowe 1989",
        question=Text("Whose side of the trade have we not heard yet, and who could ask them?"),
    )


def _balance(flows: Flows) -> Finding:
    test = flows.test
    per = test.chi2 / test.freedom if test.freedom > 0 else None
    return Finding(
        code="flows.balance",
        title=_fit(per, flows.suspects.height)
        if per is not None
        else Text("There are not more reports than flows, so nothing checks them"),
        value=per,
        n=max(test.freedom, 0),
        missing=test.active_bounds,
        method=Text("Weighted sum of squares over its degrees of freedom; 1 is what the stated errors allow"),
        source=_SOURCE,
        question=Text("Does the picture of who delivers what to whom look right to you?"),
        evidence={"chi2": test.chi2, "freedom": test.freedom, "p": test.p, "active_bounds": test.active_bounds},
    )


def _fit(per: float, out: int) -> Text:
    """How far the reports differ, in their own errors."""
    times = per**0.5
    if times < _FITS:
        if out:
            return Text("Apart from those to talk over, the reports fit together as well as their errors allow")
        return Text("The reports fit together as well as their errors allow")
    if out:
        return Text(
            "Apart from those to talk over, the reports differ {times:.1f} times as much as their errors allow",
            times=times,
        )
    return Text("The reports differ {times:.1f} times as much as their errors allow", times=times)


def _probed(flows: Flows) -> list[Finding]:
    """Said only where the errors of all flows were too much work to be worked out exactly."""
    if flows.errors_off == 0:
        return []
    return [
        Finding(
            code="flows.probed",
            title=Text(
                "How sure each amount is was estimated, not worked out: the errors may be off by about {off:.0%}",
                off=flows.errors_off,
            ),
            value=flows.errors_off,
            unit="share",
            n=flows.trades.height,
            method=Text("Random probes on the balances, compared with a sample of flows worked out to the end"),
            source="Hutchinson 1990",
            question=Text("Is anything decided here that hangs on a few per cent?"),
        )
    ]


def _open(flows: Flows, known: Cluster) -> list[Finding]:
    """Open balances counted, and the clearest by kind and product: who it is stands in the evidence alone."""
    if flows.imbalances.is_empty():
        return []
    worst, n = flows.imbalances.row(0, named=True), flows.imbalances.height
    kind, product = _kind_of(known, worst["enterprise"]), _product_of(known, worst["product"])
    title = (
        Text(
            "{n} balances do not close; the clearest ({kind}, {product}, {month:month}): more came in than is told of",
            n=n, kind=kind, product=product, month=worst["month"],
        )
        if worst["gap"] > 0
        else Text(
            "{n} balances do not close; the clearest ({kind}, {product}, {month:month}): more went out than was there",
            n=n, kind=kind, product=product, month=worst["month"],
        )
    )  # fmt: skip
    return [
        Finding(
            code="flows.open",
            title=title,
            value=float(n),
            n=n,
            method=Text("Gap of each balance from the reports alone, against its error"),
            source="Benjamini & Hochberg 1995",
            question=Text("Which delivery, stock or own use has nobody told us about?"),
            evidence={name: worst[name] for name in ("enterprise", "product", "month", "gap", "error")},
        )
    ]


def _kind_of(known: Cluster, enterprise: str) -> Text:
    """The kind of an enterprise in words; of a kind with less than three enterprises only that it is one."""
    kinds = dict(known["enterprise"].select("code", "kind").iter_rows())
    kind = kinds.get(enterprise)
    few = kind is None or sum(one == kind for one in kinds.values()) < _FEW
    return Text("Enterprise") if few else Text(dict(ENTERPRISE_KIND)[str(kind)])


def _product_of(known: Cluster, code: str) -> str:
    named = known["product"].filter(pl.col("code") == code)["name"].drop_nulls()
    return str(named[0]) if named.len() else code


def _suspects(flows: Flows, beliefs: Assumptions) -> Finding:
    told = flows.detectability.height
    return Finding(
        code="flows.suspects",
        title=Text("{n} of {told} reports are worth talking over", n=flows.suspects.height, told=told),
        value=float(flows.suspects.height),
        n=told,
        missing=int(flows.detectability["z"].null_count()),
        method=Text(
            "Each report against all others, the worst taken out first, at a false-discovery rate of {level:.0%}",
            level=beliefs.false_discoveries,
        ),
        source="Rosenberg, Mah & Iordache 1987; Benjamini & Hochberg 1995",
        question=Text("Was it a slip of the pen, another unit, or a delivery we do not know of?"),
    )


def _blind(flows: Flows) -> Finding:
    asked = flows.detectability.filter(pl.col("fitted") > 0)
    hidden = asked.filter(pl.col("detectable") > 0.5 * pl.col("fitted")).height
    share = hidden / asked.height if asked.height else None
    return Finding(
        code="flows.detectability",
        title=Text("In {share:.0%} of the reports an error of half the amount would not be noticed", share=share)
        if share is not None
        else Text("Nothing checks these reports"),
        value=share,
        unit="share",
        n=asked.height,
        missing=hidden,
        method=Text("Smallest error that is found with 80 % power, from the adjustability of each report"),
        source="Narasimhan & Jordache 2000",
        question=Text("Where would a second person's word be worth the trouble of asking?"),
    )
