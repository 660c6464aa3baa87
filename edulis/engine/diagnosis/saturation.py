"""The trap of the crowded local market: many sellers, few buyers, falling prices, thin margins (Sandee)."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, known, unsaid
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.markets.prices import MONTHS, margin_change, margins, price_cells, price_trend, sellers_prices
from edulis.engine.markets.saturation import CROWDED, crowding
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few, hushed
from edulis.schema import Text

SOURCE = "Sandee & Weijland 1989; Weijland 1999"


def conditions(evidence: Evidence) -> list[Finding]:
    """Sellers per buyer, concentration of buyers, price dispersion, price trend and margin trend."""
    return [_crowding(evidence), _concentration(evidence), *_prices(evidence), _margin(evidence)]


def _name(evidence: Evidence, product: str) -> str:
    names = evidence.cluster["product"].filter(pl.col("code") == product)["name"]
    return str(names[0]) if names.len() and names[0] else product


def _crowding(evidence: Evidence) -> Finding:
    method = Text("Different local sellers over different buyers of each product; the most crowded product is told.")
    question = Text("Where do you sell against each other, and where could you sell beside each other?")
    rows = evidence.deliveries.filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    sold = crowding(rows)
    judged_on = sold.filter((pl.col("sellers") >= 3) & pl.col("countable"))
    if judged_on.is_empty():
        title = Text(
            "Whether markets are crowded cannot be said: no product has three local sellers and buyers who are known."
        )
        return unsaid("diagnosis.crowded", title, method=method, source=SOURCE, question=question, missing=sold.height)
    ratio = judged_on.rename({"sellers_per_buyer": "ratio"})
    top = ratio.sort(["ratio", "sellers", "product"], descending=[True, True, False]).row(0, named=True)
    return Finding(
        code="diagnosis.crowded",
        title=_crowded_said(_name(evidence, top["product"]), top["sellers"], top["buyers"], judged_on.height),
        value=top["ratio"],
        unit="sellers per buyer",
        n=top["sellers"] + top["buyers"],
        missing=sold.height - judged_on.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if top["ratio"] >= CROWDED else "mixed" if top["ratio"] > 1 else "helps",
        evidence={
            "product": top["product"],
            "products": dict(ratio.sort("product").select("product", "ratio").iter_rows()),
            "sellers": top["sellers"],
            "buyers": top["buyers"],
            "few": _too_few(top["sellers"], top["buyers"]),
        },
    )


def _too_few(sellers: int, buyers: int) -> bool:
    return a_few(sellers) or not enough(buyers, "enterprises")


def _crowded_said(product: str, sellers: int, buyers: int, products: int) -> Text:
    """Sellers and buyers of the most crowded product; without numbers where either side is few."""
    if _too_few(sellers, buyers) and sellers > buyers:
        return Text("{product}: local sellers share so few buyers that no figures can be told.", product=product)
    if _too_few(sellers, buyers):
        return Text("{product}: sellers are not more than buyers; too few of them to tell figures.", product=product)
    if products == 1:
        return Text("{product}: {sellers} local sellers share {buyers} buyers.",
                    product=product, sellers=sellers, buyers=buyers)  # fmt: skip
    return Text(
        "{product}: {sellers} local sellers share {buyers} buyers, the most crowded of {products} products.",
        product=product, sellers=sellers, buyers=buyers, products=products,
    )  # fmt: skip


def _concentration(evidence: Evidence) -> Finding:
    method = Text("Sum of squared shares of buyers in what local sellers sell of each product, weighted by value.")
    question = Text("If the largest buyer stayed away, to whom would you sell?")
    source = "Herfindahl 1950; Hirschman 1964"
    rows = evidence.deliveries.filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    rows = rows.filter(~pl.col("buyer_kind").is_in(["consumers", "unknown"]) & (pl.col("worth") > 0))
    if not evidence.valued or rows.is_empty():
        title = Text("How much hangs on a few buyers cannot be said: no amounts are known.")
        return unsaid("diagnosis.buyers", title, method=method, source=source, question=question)
    of_product = crowding(rows)
    whole = of_product["worth"].to_numpy()
    # No interval: resampled sellers look more concentrated than they are, and all known trades are counted here.
    few = betrayed(rows, "buyer")
    value = float(np.average(of_product["concentration"].to_numpy(), weights=whole))
    return Finding(
        code="diagnosis.buyers",
        title=_buyers_said(1 / value, few),
        value=value,
        unit="Herfindahl index",
        n=rows["buyer"].n_unique(),
        method=method,
        source=source,
        question=question,
        sign="hinders" if value > 0.25 else "helps" if value < 0.15 else "mixed",
        evidence={"few": few},
    )


def _buyers_said(number: float, few: bool) -> Text:
    if few:
        return Text("So few buy from local sellers that how much hangs on the largest cannot be told in public.")
    if number < 1.05:
        return Text("Buyers are as few as if each product had one single buyer.")
    return Text("Buyers are as few as if each product had {number:.1f} buyers of equal size.", number=number)


def _prices(evidence: Evidence) -> list[Finding]:
    ours = sellers_prices(evidence.cluster).filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    return [_dispersion(evidence, ours), _trend(evidence, ours)]


def _dispersion(evidence: Evidence, rows: pl.DataFrame) -> Finding:
    method = Text("Standard deviation over mean of unit prices of one product, grade and month, between sellers.")
    question = Text("Who gets the better price, and what do they do otherwise?")
    cells = price_cells(rows)
    if cells.is_empty():
        title = Text("How far prices differ cannot be said: no product had three told prices in one month.")
        return unsaid("diagnosis.price_spread", title, method=method, source=SOURCE, question=question)
    value = float(np.average(cells["spread"].to_numpy(), weights=cells["sellers"].to_numpy()))
    return Finding(
        code="diagnosis.price_spread",
        title=Text("For the same product in the same month, different sellers told the same price.")
        if value < 0.005
        else Text(
            "For the same product in the same month, prices of different sellers differ by ±{spread:.0%}.", spread=value
        ),
        value=value,
        unit="coefficient of variation",
        n=int(cells["sellers"].sum()),
        missing=max(_sold_cells(evidence) - int(cells["sellers"].sum()), 0),
        method=method,
        source=SOURCE,
        question=question,
        sign="mixed",
        evidence={"cells": cells.height, "few": a_few(rows["seller"].n_unique())},
    )


def _sold_cells(evidence: Evidence) -> int:
    """How many months, products, grades and local sellers with a sale there are, priced or not."""
    told = evidence.cluster["trade"].filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    return told.select("month", "product", "grade", "seller").n_unique() if told.height else 0


def _trend(evidence: Evidence, rows: pl.DataFrame) -> Finding:
    method = Text(
        "Slope of the logarithm of told prices over months, within each product and grade; prices are nominal."
    )
    question = Text("Do prices fall because more is offered, or because less is asked for?")
    trend = price_trend(rows, seed=evidence.seed, resamples=evidence.resamples)
    if trend is None:
        title = Text(
            "Whether prices fall cannot be said: no product has told prices over {months} months.", months=MONTHS
        )
        return unsaid("diagnosis.price_trend", title, method=method, source=SOURCE, question=question)
    return Finding(
        code="diagnosis.price_trend",
        title=Text("Told prices stay the same over the months.")
        if abs(np.expm1(trend.slope)) < 0.005
        else Text(
            "Told prices change by {change:+.0%} a year. A single season may show its own swing as a trend.",
            change=np.expm1(trend.slope),
        ),
        value=float(np.expm1(trend.slope)),
        **bounds(float(np.expm1(trend.low)), float(np.expm1(trend.high))),
        unit="share per year",
        n=trend.sellers,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if trend.high < 0 else "helps" if trend.low > 0 else "mixed",
    )


def _margin(evidence: Evidence) -> Finding:
    method = Text(
        "For each technique and month: price of the product less priced inputs per unit, over the price; change from "
        "the first half of the months to the second. Own labour is not taken off."
    )
    question = Text("What is left over for a day of your own work, compared with a year ago?")
    prices = sellers_prices(evidence.cluster)
    halves = margin_change(margins(evidence.cluster, prices))
    if halves.is_empty():
        title = Text(
            "Whether margins shrink cannot be said: no technique has prices of product and inputs over {months} "
            "months.",
            months=MONTHS,
        )
        return unsaid("diagnosis.margin", title, method=method, source=SOURCE, question=question)
    value = float(np.median(halves["change"].to_numpy()))
    rows = halves.with_columns(one=pl.lit(1.0))
    _, low, high = share_interval(
        rows, "process", "change", "one", seed=evidence.seed, resamples=evidence.resamples, bounded=False
    )
    several = halves.height > 2
    sellers = prices.filter(pl.col("product").is_in(halves["product"].to_list()))["seller"].n_unique()
    finding = Finding(
        code="diagnosis.margin",
        title=Text(
            "Between the two halves of the period the margin over priced inputs moved by {change:+.0%} of the price, "
            "for one technique.",
            change=value,
        )
        if halves.height == 1
        else Text(
            "Between the two halves of the period the margin over priced inputs moved by {change:+.0%} of the price "
            "(middle of {techniques} techniques).",
            change=value,
            techniques=halves.height,
        ),
        value=value,
        low=known(min(low, value)) if several else None,
        high=known(max(high, value)) if several else None,
        unit="share of the price",
        n=halves.height,
        missing=evidence.cluster["process"].height - halves.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if value < -0.05 else "helps" if value > 0.05 else "mixed",
    )
    return hushed(finding, sellers, "enterprises")
