"""The low-quality trap beside crowding: quality below what buyers ask, no premium for it, selling to one's lender."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, unsaid
from edulis.engine.finding import Finding
from edulis.engine.markets.prices import sellers_prices
from edulis.engine.markets.quality import market_tests
from edulis.engine.network.structure import Floats
from edulis.engine.resample import interval, share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

SOURCE = "Sandee & Weijland 1989; Weijland 1999; Akerlof 1970"
BETTER = {"whiteness": 1.0, "purity": 1.0, "moisture": -1.0, "ash": -1.0, "fibre": -1.0, "sulphite": -1.0}
TESTED = 10  # sellers with tests and prices: fewer say nothing of a premium


def conditions(evidence: Evidence) -> list[Finding]:
    """Each part of the trap on its own: tests against what markets ask, what better goods fetch, ties of credit."""
    return [_quality(evidence), _premium(evidence), _tied(evidence)]


def local_tests(evidence: Evidence) -> pl.DataFrame:
    """Which local makers keep what a market asks for; columns as `markets.quality.market_tests`."""
    ours = evidence.locals["enterprise"].to_list()
    return market_tests(evidence.cluster).filter(pl.col("enterprise").is_in(ours))


def _quality(evidence: Evidence) -> Finding:
    method = Text(
        "Local makers whose mean tests meet all that at least one noted market asks of that product, over all whose "
        "tests "
        "can be held against such a market."
    )
    question = Text("Which of these properties could you better first, and what would it cost?")
    table = local_tests(evidence)
    tested = evidence.cluster["quality_test"].select("enterprise", "product").n_unique()
    if table.is_empty():
        title = Text("Whether quality is good enough cannot be said: no tests stand beside what a market asks.")
        return unsaid("diagnosis.quality", title, method=method, source=SOURCE, question=question, missing=tested)
    rows = table.group_by("enterprise", "product").agg(passed=pl.col("passed").any().cast(pl.Float64))
    rows = rows.with_columns(one=pl.lit(1.0))
    value, low, high = share_interval(
        rows, "enterprise", "passed", "one", seed=evidence.seed, resamples=evidence.resamples
    )
    passed = int(rows["passed"].sum())
    few = a_few(rows.height) or one_sided(passed, rows.height)
    by_market = table.group_by("market").agg(pl.col("passed").mean()).sort("market")
    return Finding(
        code="diagnosis.quality",
        title=Text("Some tests meet what a market asks, others do not; too few were tested to say how many.")
        if few
        else Text(
            "{share:.0%} of {n} makers who were tested meet all that at least one market asks of their product.",
            share=value,
            n=rows.height,
        ),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows.height,
        missing=tested - rows.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="helps" if value >= 0.75 else "hinders" if value < 0.4 else "mixed",
        evidence={"few": few, "by_market": dict(by_market.iter_rows())},
    )


def _premium(evidence: Evidence) -> Finding:
    method = Text(
        "Slope of the logarithm of told prices, within product and month, on the standardised mean of the seller's "
        "tests "
        "(whiter, purer, drier, less ash is better); interval by drawing sellers."
    )
    question = Text("Would you take more trouble over quality if buyers paid for it, and how would they see it?")
    rows = _scored(evidence)
    if rows.height < TESTED:
        title = Text("Whether better quality fetches more cannot be said: too few sellers have tests and told prices.")
        return unsaid("diagnosis.premium", title, method=method, source=SOURCE, question=question, missing=rows.height)
    x, y, group = (rows[name].to_numpy() for name in ("score", "price", "group"))

    def slope(times: Floats) -> float:
        whole = np.maximum(np.bincount(group, weights=times), 1e-300)
        xc = x - (np.bincount(group, weights=times * x) / whole)[group]
        yc = y - (np.bincount(group, weights=times * y) / whole)[group]
        down = float((times * xc * xc).sum())
        return float((times * xc * yc).sum() / down) if down > 1e-12 else float("nan")

    value = slope(np.ones(len(x)))
    if np.isnan(value):
        title = Text("Whether better quality fetches more cannot be said: all tests are alike.")
        return unsaid("diagnosis.premium", title, method=method, source=SOURCE, question=question, missing=rows.height)
    low, high = (
        float(np.expm1(end)) for end in interval(len(x), slope, seed=evidence.seed, resamples=evidence.resamples)
    )
    found = float(np.expm1(value))
    return Finding(
        code="diagnosis.premium",
        title=_premium_said(found, low, high),
        value=found,
        **bounds(low, high),
        unit="share of the price",
        n=rows.height,
        missing=max(evidence.cluster["quality_test"].select("enterprise", "product").n_unique() - rows.height, 0),
        method=method,
        source=SOURCE,
        question=question,
        sign="helps" if low > 0 else "hinders" if high < 0.05 else "mixed",
    )


def _premium_said(value: float, low: float, high: float) -> Text:
    if low > 0:
        return Text(
            "Sellers whose tests are clearly better (by one standard deviation) get {premium:.1%} more.", premium=value
        )
    if high < 0:
        return Text("Sellers whose tests are better get less, not more: {premium:.1%} for one standard deviation.",
                    premium=value)  # fmt: skip
    return Text("Better quality fetches no better price that could be told from chance.")


def _scored(evidence: Evidence) -> pl.DataFrame:
    """Sellers with tests and prices: group (number of the product), score, price (log, less the mean of its month)."""
    tests = evidence.cluster["quality_test"].filter(pl.col("property").is_in(list(BETTER)))
    means = tests.group_by("enterprise", "product", "property").agg(pl.col("value").mean())
    sign = pl.col("property").replace_strict(BETTER, return_dtype=pl.Float64)
    keys = ["product", "property"]
    spread = pl.col("value").std().over(keys)
    held = means.with_columns(z=sign * (pl.col("value") - pl.col("value").mean().over(keys)) / spread)
    held = held.filter(pl.col("z").is_finite())
    score = held.group_by("enterprise", "product").agg(score=pl.col("z").mean())
    prices = sellers_prices(evidence.cluster).join(
        score, left_on=["seller", "product"], right_on=["enterprise", "product"]
    )
    prices = prices.filter(pl.col("seller").n_unique().over("month", "product") > 1)
    cell = pl.col("price").log() - pl.col("price").log().mean().over("month", "product")
    rows = (
        prices.with_columns(cell=cell)
        .group_by("seller", "product")
        .agg(pl.col("score").first(), price=pl.col("cell").mean())
    )
    rows = rows.filter(pl.len().over("product") > 2).sort("product", "seller")
    return rows.with_columns(group=pl.col("product").rank("dense").cast(pl.Int64) - 1)


def _tied(evidence: Evidence) -> Finding:
    method = Text(
        "Value that local enterprises sell to somebody who has lent to them, by loans and by ties of credit, over "
        "all they "
        "sell; without amounts, ties."
    )
    question = Text("Can you sell elsewhere while you owe, and would you want to?")
    owing = _lenders(evidence)
    rows = evidence.deliveries.filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    if owing is None or rows["worth"].sum() <= 0:
        title = Text(
            "Whether people sell to those they owe cannot be said: who lends to whom, or who sells, is not known."
        )
        return unsaid("diagnosis.tied", title, method=method, source=SOURCE, question=question, missing=rows.height)
    rows = rows.join(owing.with_columns(owes=pl.lit(True)), on=["seller", "buyer"], how="left")
    rows = rows.with_columns(tied=pl.when(pl.col("owes")).then("worth").otherwise(0.0))
    value, low, high = share_interval(rows, "seller", "tied", "worth", seed=evidence.seed, resamples=evidence.resamples)
    tied = rows.filter(pl.col("tied") > 0)
    few = betrayed(tied, "buyer") or betrayed(tied, "seller") or betrayed(rows, "seller")
    return Finding(
        code="diagnosis.tied",
        title=Text("Some sell to those they owe; too few to say in public how much.")
        if few
        else Text("None of the sales that are known go to somebody who has lent to the seller.")
        if value == 0
        else Text("{share:.1%} of what local enterprises sell goes to somebody who has lent to them.", share=value),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows["seller"].n_unique(),
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if value >= 0.25 else "mixed" if value > 0.05 else "helps",
        evidence={"few": few, "sellers": tied["seller"].n_unique(), "valued": evidence.valued},
    )


def _lenders(evidence: Evidence) -> pl.DataFrame | None:
    """seller, buyer: pairs of enterprises in which the buyer has lent to the seller, or lends and borrows with it."""
    loans = evidence.cluster["loan"].select(pl.col("borrower").alias("a"), pl.col("lender").alias("b"))
    credit = evidence.cluster["relation"].filter(pl.col("kind") == "credit")
    both = [credit.select(pl.col(one).alias("a"), pl.col(other).alias("b")) for one, other in _EITHER]
    named = pl.concat([loans, *both]).drop_nulls()
    if named.is_empty():
        return None
    home = evidence.cluster["enterprise"].select("code", pl.coalesce("household", "code").alias("home"))
    whose = pl.concat([home, home.select(pl.col("home").alias("code"), "home")]).unique(["code", "home"])
    ends = named.join(whose, left_on="a", right_on="code").join(whose, left_on="b", right_on="code", suffix="_b")
    pairs = ends.select("home", "home_b").unique()
    codes = pairs.join(home.rename({"code": "seller"}), on="home").join(
        home.select(pl.col("code").alias("buyer"), pl.col("home").alias("home_b")), on="home_b"
    )
    return codes.select("seller", "buyer").unique().sort("seller", "buyer")


_EITHER = (("one", "other"), ("other", "one"))  # who lends is not told in a tie of credit
