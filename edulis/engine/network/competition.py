"""Who rivals whom among us, and who else sells to our buyers."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import DOMINANCE, LEAST
from edulis.engine.finding import Finding
from edulis.engine.network.intervals import share_bounds
from edulis.engine.network.layers import NOBODY, Layers
from edulis.engine.network.rivalry import LISTED, Rivals, rivalry
from edulis.engine.network.structure import Ints
from edulis.engine.telling import a_few, betrays
from edulis.schema import Text

DOORS = ("buyers", "suppliers", "products")
SOURCE = "Schoener 1970; Sohn 2001; Porter 1980"


def _rivals(layers: Layers, at: str) -> tuple[Rivals, Ints]:
    """The rivals at buyers, at suppliers or in products; and who deals there at all."""
    somebody = layers.somebody
    rows = layers.goods.filter(pl.col("one") != pl.col("other"))
    node, partner = ("other", "one") if at == "suppliers" else ("one", "other")
    rows = rows.filter(pl.Series(somebody[rows[node].to_numpy()], dtype=pl.Boolean))
    keys = ["product"] if at == "products" else [partner, "product"]
    number = rows.select(pl.struct(keys).rank("dense").cast(pl.Int64) - 1).to_series().to_numpy()
    if at != "products":  # "consumers" are no door at which two sellers meet
        number = np.where(somebody[rows[partner].to_numpy()], number, -1)
    found = rivalry(rows[node].to_numpy(), number.astype(np.int64), rows["weight"].to_numpy(), layers.n)
    return found, np.unique(rows[node].to_numpy())


def rivalry_tables(layers: Layers) -> dict[str, pl.DataFrame]:
    """`rivalry`: at, one, other, overlap, shared; `rivals`: enterprise, kind, local, at, rivals, crowd, pressure."""
    code = layers.actors["enterprise"]
    pairs, each = [], []
    for at in DOORS:
        found, dealing = _rivals(layers, at)
        pairs.append(
            pl.DataFrame(
                {
                    "at": [at] * len(found.one),
                    "one": code.gather(found.one),
                    "other": code.gather(found.other),
                    "overlap": found.overlap,
                    "shared": found.shared,
                },
                schema={"at": pl.String, "one": pl.String, "other": pl.String}
                | dict.fromkeys(("overlap", "shared"), pl.Float64),
            )
        )
        held = layers.actors[dealing].select("enterprise", "kind", "local", pl.lit(at).alias("at"))
        measured = {"rivals": found.met, "crowd": found.crowd, "pressure": found.pressure}
        each.append(held.with_columns(pl.Series(name, values[dealing]) for name, values in measured.items()))
    return {"rivalry": pl.concat(pairs), "rivals": pl.concat(each).sort("at", "enterprise")}


def _to_our_buyers(layers: Layers) -> pl.DataFrame:
    """Sales of goods to buyers of whom one of us is a seller of them too, with whether the seller is local."""
    local = layers.enterprises.select(pl.col("enterprise").alias("source"), "local")
    rows = layers.goods.join(local, on="source").drop_nulls("local")
    return rows.filter(pl.col("local").any().over("target", "product"))


def outside_rivals(layers: Layers) -> pl.DataFrame:
    """What our buyers buy of what we sell, from us and from elsewhere: one row for each product.

    product, buyers, sellers (of the place), sellers_outside, ours, others (money a year, ties where no amount is
    known), others_share. Only buyers of whom one of us is a seller of that product count; sellers of whom nobody said
    whether they are local are left out.
    """
    table = (
        _to_our_buyers(layers)
        .group_by("product")
        .agg(
            buyers=pl.col("target").n_unique().cast(pl.Int64),
            sellers=pl.col("source").filter("local").n_unique().cast(pl.Int64),
            sellers_outside=pl.col("source").filter(~pl.col("local")).n_unique().cast(pl.Int64),
            ours=pl.col("weight").filter("local").sum(),
            others=pl.col("weight").filter(~pl.col("local")).sum(),
        )
    )
    share = pl.col("others") / (pl.col("ours") + pl.col("others"))
    return table.with_columns(others_share=share).sort("product")


def markets_served(cluster: Cluster, layers: Layers) -> pl.DataFrame:
    """What we deliver to each noted market, over all that it buys: market, product, sellers, ours, size, share, public.

    ours: base units a year, to the market's buyer, or where none is named to the buyers from elsewhere in its place
    that no other market names. share is empty where size or deliveries are not known. public: the sum betrays nobody.
    """
    local = layers.enterprises.select("enterprise", "local", "place")
    sold = layers.goods.join(local.select(pl.col("enterprise").alias("source"), pl.col("local")), on="source")
    sold = sold.filter(pl.col("local").fill_null(True)).drop("local")
    buyers = local.select(pl.col("enterprise").alias("target"), pl.col("local").alias("near"), "place")
    sold = sold.join(buyers, on="target")
    markets = cluster["market"].select("code", "product", "place", "buyer", "size")
    named = markets.drop_nulls("buyer").join(
        sold.drop("place"), left_on=["product", "buyer"], right_on=["product", "target"]
    )
    taken = markets.drop_nulls("buyer").select("product", pl.col("buyer").alias("target"))
    open_sales = sold.filter(~pl.col("near").fill_null(True)).join(taken, on=["product", "target"], how="anti")
    unnamed = markets.filter(pl.col("buyer").is_null()).drop_nulls("place").join(open_sales, on=["product", "place"])
    columns = ["code", "source", "quantity"]
    ours = pl.concat([named.select(columns), unnamed.select(columns)])
    ours = ours.group_by("code", "source").agg(pl.when(pl.col("quantity").count() > 0).then(pl.col("quantity").sum()))
    total = ours.group_by("code").agg(
        sellers=pl.col("source").n_unique().cast(pl.Int64),
        ours=pl.when(pl.col("quantity").count() > 0).then(pl.col("quantity").sum()),
        largest=pl.col("quantity").max(),
        second=pl.col("quantity").top_k(2).sum() - pl.col("quantity").max(),
    )
    table = markets.join(total, on="code", how="left").with_columns(pl.col("sellers").fill_null(0))
    share = pl.when(pl.col("size") > 0).then(pl.col("ours") / pl.col("size"))
    rest = pl.col("ours") - pl.col("largest") - pl.col("second")
    public = (pl.col("sellers") >= LEAST["enterprises"]) & (rest >= DOMINANCE * pl.col("largest")).fill_null(False)
    table = table.rename({"code": "market"}).select(
        "market", "product", "sellers", "ours", "size", share=share, public=public
    )
    return table.sort("market")


def findings(
    cluster: Cluster, layers: Layers, outside: pl.DataFrame, served: pl.DataFrame, *, seed: int, resamples: int
) -> list[Finding]:
    """How hard local sellers press one another, and who else sells to the same buyers."""
    told = [_pressed(layers, seed, resamples), _outside(cluster, layers, outside, seed, resamples)]
    return [finding for finding in (*told, _served(served)) if finding is not None]


def _pressed(layers: Layers, seed: int, resamples: int) -> Finding | None:
    found, dealing = _rivals(layers, "buyers")
    here = np.intersect1d(layers.here["actor"].to_numpy(), dealing)
    if not len(here):
        return None
    whole = np.bincount(layers.goods["one"].to_numpy(), layers.goods["weight"].to_numpy(), layers.n)[here]
    pressed = whole * found.pressure[here]
    value = float(pressed.sum() / whole.sum())
    low, high = share_bounds(pressed, whole, seed=seed, resamples=resamples)
    few = a_few(len(here)) or betrays(whole.tolist())
    middle = float(np.median(np.maximum(found.met, found.crowd)[here]))
    said = (
        Text(
            "{share:.0%} of what local sellers sell could be delivered by others who deliver the same to the same "
            "buyers "
            "already; the middle seller meets {n:.0f} others there.",
            share=value,
            n=middle,
        )
        if layers.valued
        else Text(
            "{share:.0%} of the sales ties of local sellers lead to buyers who buy the same from others too; the "
            "middle "
            "seller meets {n:.0f} others there.",
            share=value,
            n=middle,
        )
    )
    return Finding(
        code="network.rivals",
        title=Text("Too few sell to say in public how they rival one another.") if few else said,
        value=value,
        low=None if np.isnan(low) else low,
        high=None if np.isnan(high) else high,
        unit="share",
        n=len(here),
        method=Text(
            "For each buyer and product: one's own share of it, and what is left to the others, summed over what one "
            "sells. Pairs are told at buyers of at most {listed} sellers.",
            listed=LISTED,
        ),
        source=SOURCE,
        question=Text("With whom do you compete at the same door, and what could you offer that buyer together?"),
        sign="mixed",
        evidence={"few": few, "middle": middle},
    )


def _outside(cluster: Cluster, layers: Layers, table: pl.DataFrame, seed: int, resamples: int) -> Finding | None:
    rows = _to_our_buyers(layers).with_columns(other=pl.when(~pl.col("local")).then("weight").otherwise(0.0))
    by_buyer = rows.group_by("target").agg(pl.col("other", "weight").sum()).sort("target")
    if by_buyer.is_empty():
        return None
    part, whole = by_buyer["other"].to_numpy(), by_buyer["weight"].to_numpy()
    value = float(part.sum() / whole.sum())
    low, high = share_bounds(part, whole, seed=seed, resamples=resamples)
    kinds = layers.enterprises.select(pl.col("enterprise").alias("source"), "kind")
    elsewhere = rows.filter(~pl.col("local")).join(kinds, on="source").filter(~pl.col("kind").is_in(list(NOBODY)))
    few = a_few(by_buyer.height) or betrays(
        elsewhere.group_by("source").agg(pl.col("weight").sum())["weight"].to_list()
    )
    most = table.filter(pl.col("sellers_outside") >= 3).sort(["others", "product"], descending=[True, False])
    names = dict(cluster["product"].select("code", "name").iter_rows())
    if few:
        title = Text("So few buy, or so few sell from elsewhere, that nothing can be told of rivals outside.")
    elif value == 0:
        title = Text("No seller from elsewhere is known to deliver to our buyers what we sell them.")
    elif most.is_empty():
        title = Text("{share:.0%} of what our buyers are known to buy of the goods we sell comes from sellers "
                     "elsewhere.",
                     share=value)  # fmt: skip
    else:
        product = most["product"][0]
        title = Text(
            "{share:.0%} of what our buyers are known to buy of the goods we sell comes from sellers elsewhere, "
            "most of "
            "all in: {product}.",
            share=value,
            product=names.get(product) or product,
        )
    return Finding(
        code="network.outside_rivals",
        title=title,
        value=value,
        low=None if np.isnan(low) else low,
        high=None if np.isnan(high) else high,
        unit="share",
        n=by_buyer.height,
        missing=layers.enterprises["local"].null_count(),
        method=Text(
            "For each product, what buyers of ours take from sellers elsewhere, over all they take; what buyers far "
            "away "
            "take from others was not asked."
        ),
        source=SOURCE,
        question=Text("Who else sells to your buyers, and why do buyers go to them?"),
        sign="mixed",
        evidence={"few": few, "by_product": dict(table.select("product", "others_share").iter_rows())},
    )


def _served(served: pl.DataFrame) -> Finding | None:
    if served.is_empty():
        return None
    method = Text("What we deliver to the buyers of a noted market in a year, over the size that was noted for it.")
    question = Text("Who delivers the rest, and what do these sellers do otherwise than we?")
    told = served.drop_nulls("share").filter("public")
    if told.is_empty():
        return Finding(
            code="network.market_share",
            title=Text(
                "Which part of our markets others serve cannot be said: sizes or deliveries are not known, or too few "
                "of us deliver."
            ),
            value=None,
            missing=served.height,
            method=method,
            source=SOURCE,
            question=question,
        )
    shares = told["share"].to_numpy()
    title = (
        Text(
            "In one market of known size we deliver {share:.0%} of what it buys; others deliver the rest.",
            share=shares[0],
        )
        if told.height == 1
        else Text(
            "In {n} markets of known size we deliver between {low:.0%} and {high:.0%} of what they buy; others whom "
            "nobody asked about deliver the rest.",
            n=told.height,
            low=float(shares.min()),
            high=float(shares.max()),
        )
    )
    return Finding(
        code="network.market_share",
        title=title,
        value=float(np.median(shares)),
        unit="share",
        n=int(told["sellers"].sum()),
        missing=served.height - told.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="mixed",
        evidence={"markets": dict(told.select("market", "share").iter_rows())},
    )
