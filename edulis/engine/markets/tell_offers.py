"""What crowded markets, margins, tests and lots say in sentences that end in a question."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.markets.demand import market_growth
from edulis.engine.markets.quality import Quality
from edulis.engine.markets.saturation import CROWDED
from edulis.engine.telling import a_few
from edulis.schema import Text
from edulis.schema.words import QUALITY as PROPERTIES

PROPERTY = dict(PROPERTIES)
_FLOORS = Text(
    "An enterprise passes where the mean of its own tests keeps every bound the market asks for; only those tested on "
    "all of them count. Bounds of shares: Wilson's interval."
)


def tell_offers(cluster: Cluster, crowded: pl.DataFrame, tested: Quality) -> list[Finding | None]:
    """Saturation, what is left for own work, quality and lots."""
    return [_saturated(crowded), _left(cluster, crowded), _passing(tested), _gap(cluster, tested), _lots(tested)]


def _saturated(crowded: pl.DataFrame) -> Finding | None:
    judged = crowded.filter(pl.col("countable") & (pl.col("sellers") >= 3) & pl.col("trend_high").is_not_null())
    if judged.is_empty():
        return None
    full = judged.filter((pl.col("sellers_per_buyer") >= CROWDED) & (pl.col("trend_high") < 0))
    return Finding(
        code="markets.saturated",
        title=Text(
            "Of {n} products with prices over months, none is both crowded and falling in price.", n=judged.height
        )
        if full.is_empty()
        else Text(
            "Of {n} products with prices over months, {full} are crowded, three sellers or more for each buyer, and "
            "fall in price. A single season may show its own swing as a trend.",
            n=judged.height,
            full=full.height,
        ),
        value=full.height / judged.height,
        unit="share of products",
        n=judged.height,
        missing=crowded.height - judged.height,
        method=Text(
            "Products with three local sellers or more for each buyer and a fall of told prices whose whole interval "
            "lies below nothing; products of which consumers or unnamed partners take a tenth or more are left out."
        ),
        source="Sandee & Weijland 1989; Weijland 1999",
        question=Text("Which of these markets is full, and what would its sellers rather make?"),
        evidence={"products": full["product"].sort().to_list()},
    )


def _left(cluster: Cluster, crowded: pl.DataFrame) -> Finding | None:
    """The products that leave most and least after own work, where five or more sell them."""
    rows = crowded.drop_nulls("after_labour").filter(pl.col("sellers") >= 5)
    rows = rows.sort("after_labour", "product")
    if rows.height < 2:
        return None
    least, most = rows.row(0, named=True), rows.row(-1, named=True)
    thin = rows.filter(pl.col("after_labour") < 0).height
    return Finding(
        code="markets.left",
        title=Text(
            "After inputs and own work at the wage of hired hands, {most} leaves most, {high:.0%} of the price, and "
            "{least} least, {low:.0%}; {thin} of {n} products do not pay that wage.",
            most=_product(cluster, most["product"]),
            high=most["after_labour"],
            least=_product(cluster, least["product"]),
            low=least["after_labour"],
            thin=thin,
            n=rows.height,
        ),
        value=float(rows["after_labour"].median()),  # type: ignore[arg-type]
        low=least["after_labour"],
        high=most["after_labour"],
        unit="share of the price",
        n=rows.height,
        missing=crowded.height - rows.height,
        method=Text(
            "Price less priced inputs by recipe less all hours at the mean wage of hired hands, over the price; the "
            "middle product is the value, bounds are the least and the most. By-products are not counted as income."
        ),
        source="Weijland 1999",
        question=Text("Is this what you find at the end of a season, and what else eats it up?"),
        evidence={"products": dict(rows.select("product", "after_labour").iter_rows())},
    )


def _product(cluster: Cluster, code: str) -> str:
    names = cluster["product"].filter(pl.col("code") == code)["name"]
    return str(names[0]) if names.len() and names[0] else code


def _market(cluster: Cluster, code: str) -> str:
    names = cluster["market"].filter(pl.col("code") == code)["name"]
    return str(names[0]) if names.len() and names[0] else code


def _passing(tested: Quality) -> Finding | None:
    if tested.quality.is_empty():
        return None
    rows = tested.quality.filter((pl.col("tested") > 0) & pl.col("complete"))
    common: dict[str, Any] = {
        "code": "markets.quality",
        "method": _FLOORS,
        "source": "Wilson 1927",
        "question": Text("What do those do who pass, and would they show it to the others?"),
    }
    if rows.is_empty():
        title = Text(
            "Whether anybody here reaches what markets ask for cannot be said: no product of theirs is tested."
        )
        return Finding(**common, title=title, value=None, missing=tested.quality.height)
    half = rows.filter(pl.col("passing") >= 0.5).height
    return Finding(
        **common,
        title=Text(
            "Of {n} markets that say what they ask for and whose product is tested here, {half} would take what at "
            "least half of the tested enterprises make.",
            n=rows.height,
            half=half,
        ),
        value=half / rows.height,
        unit="share of markets",
        n=rows.height,
        missing=tested.quality.height - rows.height,
        evidence={"passing": dict(rows.select("market", "passing").iter_rows())},
    )


def _gap(cluster: Cluster, tested: Quality) -> Finding | None:
    """The market with the fastest growth among those that fewer than half could serve, and what keeps them out."""
    growth = market_growth(cluster).select("market", noted="growth")
    rows = tested.quality.filter((pl.col("passing") < 0.5) & pl.col("worst").is_not_null() & pl.col("complete"))
    rows = rows.join(growth, on="market", how="left").sort(
        ["noted", "passing", "market"], descending=[True, False, False], nulls_last=True
    )
    if rows.is_empty():
        return None
    row = rows.row(0, named=True)
    gap = tested.gaps.filter((pl.col("market") == row["market"]) & (pl.col("property") == row["worst"]))
    held = gap.row(0, named=True)
    few = a_few(row["tested"])
    name, worst = _market(cluster, row["market"]), Text(PROPERTY[row["worst"]])
    return Finding(
        code="markets.gap",
        title=Text("{market}: most of the few who were tested miss what it asks for.", market=name)
        if few
        else Text(
            "{market}: {passing:.0%} of {n} tested enterprises reach all it asks for. Most miss this: {property}; "
            "those who miss it do so by {shortfall:.2g}, where enterprises differ by ±{deviation:.2g}.",
            market=name,
            passing=row["passing"],
            n=row["tested"],
            property=worst,
            shortfall=held["shortfall"],
            deviation=held["deviation"] or 0.0,
        ),
        value=row["passing"],
        low=row["pass_low"],
        high=row["pass_high"],
        unit="share of tested enterprises",
        n=row["tested"],
        missing=int(tested.lots.filter(pl.col("market") == row["market"])["sellers"].sum()) - row["tested"],
        method=_FLOORS,
        source="Wilson 1927",
        question=Text("What would it take to close this gap, and is that market worth it to you?"),
        evidence={"market": row["market"], "property": row["worst"], "few": few},
    )


def _lots(tested: Quality) -> Finding | None:
    rows = tested.lots.filter(pl.col("minimum_lot").is_not_null() & (pl.col("tested") > 0))
    if rows.is_empty():
        return None
    alone = rows.filter(pl.col("fewest") == 1).height
    never = rows.filter(pl.col("fewest").is_null()).height
    together = rows.height - alone - never
    few = not enough(int(rows["passing"].max() or 0), "enterprises")  # type: ignore[arg-type]
    return Finding(
        code="markets.lots",
        title=Text("So few pass what these markets ask for that nothing can be told in public of filling their lots.")
        if few
        else Text(
            "Of {n} markets with a smallest lot, {alone} are filled by the largest enterprise alone in a mean month, "
            "{together} by several together, and {never} not even by all whose goods are known to pass.",
            n=rows.height,
            alone=alone,
            together=together,
            never=never,
        ),
        value=together / rows.height,
        unit="share of markets",
        n=rows.height,
        missing=tested.lots.height - rows.height,
        method=Text(
            "Volumes sold in a mean month by enterprises that pass what a market asks for, largest first, until its "
            "smallest lot is filled; where a market asks for nothing that was noted, all pass."
        ),
        source="Markelova et al. 2009",
        question=Text("For which of these lots would you want to put your goods together, and who would check them?"),
        evidence={
            "fewest": dict(rows.select("market", "fewest").iter_rows()),
            "few": few,
        },
    )
