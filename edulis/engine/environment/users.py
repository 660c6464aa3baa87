"""Who could use by-products: animals, dryers and other processes, fields, buyers of today, and users still missing."""

from __future__ import annotations

import datetime as dt

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.environment.assumptions import Assumptions
from edulis.engine.environment.carrying import NOWHERE
from edulis.engine.environment.reuse import SIDE_PRODUCTS, side_products
from edulis.engine.flows.result import Flows
from edulis.engine.supply.who import enterprises

ANIMALS = ("pigs", "livestock")
USERS = {
    "user": pl.String, "place": pl.String, "month": pl.Date, "product": pl.String, "capacity": pl.Float64,
    "together": pl.Float64, "tried": pl.Boolean,
}  # fmt: skip


def users(
    cluster: Cluster, flows: Flows | None, given: pl.DataFrame, beliefs: Assumptions, more: pl.DataFrame | None = None
) -> pl.DataFrame:
    """user, place, month, product, capacity (of that product), together (of all products of that user, place, month):
    kg of dry matter; `together` empty where there is no joint limit; `tried`: somebody of this kind takes it already.

    animals: `feed` of the diet's dry matter for each product they are known to take, `feed_all` for all; the diet is
    what recipes put in × level, but for young animals (bought inputs that do not keep). processing: other recipes that
    take a by-product, at their usual capacity in their season. fields: land × `field` before each crop that is grown.
    buyer: everybody else who bought, and own: who used at home, as much as now. more: user, place, product, capacity
    (base units a month), and month where not all: users that could come.
    """
    months = given["month"].drop_nulls().unique().sort().to_list()
    levels = (flows.activities if flows is not None else cluster["activity"]).filter(pl.col("level") > 0)
    months = sorted({*months, *levels["month"].drop_nulls().to_list()})
    who = enterprises(cluster)
    dry = side_products(cluster).select("product", dry=pl.col("dry_matter").fill_null(1.0))
    taken = given.join(dry, on="product").join(
        who.select(buyer="enterprise", buyer_kind="kind"), on="buyer", how="left"
    )
    animals = _animals(cluster, levels, taken, dry, beliefs)
    others = _processing(cluster, levels, who, dry, months)
    own = _own(cluster, flows, who, dry)
    fields = _fields(cluster, levels, who, taken, own, months, dry, beliefs)
    buyers = _buyers(who, taken, _served(cluster, levels, who, {"animals": animals, "fields": fields}))
    frames = [animals, others, fields, buyers, own, *([] if more is None else [_more(more, months, dry)])]
    whole = pl.concat([frame.select(pl.col(name).cast(kind) for name, kind in USERS.items()) for frame in frames])
    keys = ["user", "place", "month", "product"]
    whole = whole.with_columns(pl.col("place").fill_null(NOWHERE)).filter(pl.col("capacity") > 0)
    return whole.group_by(keys).agg(pl.col("capacity", "together").sum(), pl.col("tried").any()).with_columns(
        together=pl.when(pl.col("user").is_in(["animals", "fields"])).then("together")
    ).sort(keys)  # fmt: skip


def _animals(
    cluster: Cluster, levels: pl.DataFrame, taken: pl.DataFrame, dry: pl.DataFrame, beliefs: Assumptions
) -> pl.DataFrame:
    """Animals by place and month, for each product that a recipe of theirs takes or that they are seen to buy."""
    who = enterprises(cluster).filter(pl.col("local") & pl.col("kind").is_in(list(ANIMALS)))
    stage = cluster["product"].select(pl.col("code").alias("product"), "stage", "storable", "dry_matter", "unit")
    lines = cluster["process_line"].filter(pl.col("direction") == "in").join(stage, on="product")
    young = (pl.col("stage") == "input") & pl.col("storable").eq_missing(False)
    feed = lines.filter(~young & (pl.col("unit") == "kg") & pl.col("dry_matter").is_not_null())
    diet = feed.group_by("process").agg(diet=(pl.col("quantity") * pl.col("dry_matter")).sum())
    mine = levels.join(who.select("enterprise", "place"), on="enterprise").join(diet, on="process")
    eaten = mine.group_by("place", "month").agg(diet=(pl.col("level") * pl.col("diet")).sum())
    by_recipe = lines.filter(
        pl.col("stage").is_in(list(SIDE_PRODUCTS)) & pl.col("process").is_in(mine["process"].to_list())
    )
    bought = taken.filter(pl.col("buyer_kind").is_in(list(ANIMALS)))
    products = pl.concat([by_recipe.select("product"), bought.select("product")]).unique().join(dry, on="product")
    rows = eaten.join(products.select("product"), how="cross")
    return rows.select(
        "place", "month", "product", user=pl.lit("animals"), capacity=beliefs.feed * pl.col("diet"),
        together=beliefs.feed_all * pl.col("diet"), tried=pl.lit(True),
    )  # fmt: skip


def _processing(
    cluster: Cluster, levels: pl.DataFrame, who: pl.DataFrame, dry: pl.DataFrame, months: list[dt.date]
) -> pl.DataFrame:
    """Recipes that take a by-product and are not of animals: usual capacity, or the best month, in their season."""
    lines = cluster["process_line"].filter(pl.col("direction") == "in").join(dry, on="product")
    process = cluster["process"].select(
        pl.col("code").alias("process"), "capacity", "season_from", "season_to", "grown"
    )
    kinds = who.filter(pl.col("local") & ~pl.col("kind").is_in(list(ANIMALS)))
    mine = levels.join(kinds.select("enterprise", "place"), on="enterprise")
    best = mine.group_by("enterprise", "place", "process").agg(best=pl.col("level").max())
    best = best.join(process.filter(pl.col("grown").eq_missing(True).not_()), on="process").join(lines, on="process")
    best = best.with_columns(most=pl.max_horizontal("capacity", "best") * pl.col("quantity") * pl.col("dry"))
    rows = best.join(pl.DataFrame({"month": months}, schema={"month": pl.Date}), how="cross")
    return rows.filter(_in_season()).group_by("place", "month", "product").agg(
        user=pl.lit("processing").first(), capacity=pl.col("most").sum(), together=pl.lit(None, pl.Float64).first(),
        tried=pl.lit(True).first(),
    )  # fmt: skip


def _in_season() -> pl.Expr:
    """Whether a month lies in the season, which may run over the new year; all months where none is told."""
    at, first, last = pl.col("month").dt.month(), pl.col("season_from"), pl.col("season_to")
    over = pl.when(first <= last).then((at >= first) & (at <= last)).otherwise((at >= first) | (at <= last))
    return over.fill_null(True)


def _fields(
    cluster: Cluster,
    levels: pl.DataFrame,
    who: pl.DataFrame,
    taken: pl.DataFrame,
    own: pl.DataFrame,
    months: list[dt.date],
    dry: pl.DataFrame,
    beliefs: Assumptions,
) -> pl.DataFrame:
    """Land of households by place, in the month a crop begins and the one before, less what is used at home already.

    Fields take what growers are seen to buy, and wet wastes that nobody takes as anything else.
    """
    grown = cluster["process"].filter("grown").select(pl.col("code").alias("process"), first="season_from")
    crops = levels.join(grown, on="process").select("enterprise", "process", "first").unique()
    growers = crops["enterprise"].n_unique()
    here = who.filter("local")["place"].drop_nulls().unique()
    house = (
        cluster["household"].filter(pl.col("group").eq_missing("city").not_()).select(household="code", place="place")
    )
    land = cluster["household_round"].filter(pl.col("land") > 0).join(house, on="household")
    land = land.filter(pl.col("place").is_in(here.to_list())).group_by("place").agg(pl.col("land").sum())
    if not growers or land.is_empty() or not months:
        return pl.DataFrame(schema=USERS)
    share = crops.group_by("process", "first").agg(share=pl.len() / growers)
    when = share.join(pl.DataFrame({"month": months}, schema={"month": pl.Date}), how="cross")
    at, first = pl.col("month").dt.month(), pl.col("first")
    open_now = (
        pl.when(first.is_null()).then(2 / 12).otherwise(((at == first) | (at % 12 + 1 == first)).cast(pl.Float64))
    )
    rate = when.group_by("month").agg(rate=(pl.col("share") * open_now).sum() / 2)
    bought = taken.filter(pl.col("buyer_kind") == "crop_farm")["product"].unique().to_list()
    stage = side_products(cluster).filter((pl.col("stage") == "waste") & (pl.col("dry_matter") < 0.5))["product"]
    idle = [product for product in stage if product not in set(taken["product"].to_list())]
    products = dry.filter(pl.col("product").is_in([*bought, *idle]))
    home = own.join(products.select("product"), on="product", how="semi")
    home = home.group_by("place", "month").agg(home=pl.col("capacity").sum())
    rows = land.join(rate, how="cross").join(home, on=["place", "month"], how="left")
    room = beliefs.field * pl.col("land") * pl.col("rate") - pl.col("home").fill_null(0.0)
    rows = rows.with_columns(room=pl.max_horizontal(room, pl.lit(0.0))).join(products.select("product"), how="cross")
    return rows.select(
        "place", "month", "product", user=pl.lit("fields"), capacity=pl.col("room"), together=pl.col("room"),
        tried=pl.col("product").is_in(bought),
    )  # fmt: skip


def _own(cluster: Cluster, flows: Flows | None, who: pl.DataFrame, dry: pl.DataFrame) -> pl.DataFrame:
    """What is used at home now."""
    told = flows.uses if flows is not None else cluster["use"]
    rows = told.filter((pl.col("kind") == "own") & (pl.col("quantity") > 0)).drop_nulls("month")
    rows = rows.join(dry, on="product").join(who.filter("local").select("enterprise", "place"), on="enterprise")
    return rows.group_by(pl.col("place").fill_null(NOWHERE), "month", "product").agg(
        user=pl.lit("own").first(), capacity=(pl.col("quantity") * pl.col("dry")).sum(),
        together=pl.lit(None, pl.Float64).first(), tried=pl.lit(True).first(),
    )  # fmt: skip


def _buyers(who: pl.DataFrame, taken: pl.DataFrame, served: pl.DataFrame) -> pl.DataFrame:
    """Buyers whose room is not worked out otherwise (`served`: buyer, product) and who do not sell on: as now."""
    again = taken.select("product", buyer="seller").unique()
    rows = taken.drop_nulls("month").filter(pl.col("quantity") > 0)
    for known in (again, served):
        rows = rows.join(known, on=["buyer", "product"], how="anti")
    rows = rows.join(who.select(buyer="enterprise", place="place"), on="buyer", how="left")
    return rows.group_by("place", "month", "product").agg(
        user=pl.lit("buyer").first(), capacity=(pl.col("quantity") * pl.col("dry")).sum(),
        together=pl.lit(None, pl.Float64).first(), tried=pl.lit(True).first(),
    )  # fmt: skip


def _served(cluster: Cluster, levels: pl.DataFrame, who: pl.DataFrame, found: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """buyer, product: local enterprises whose room is worked out from their recipes or from the land."""
    inputs = cluster["process_line"].filter(pl.col("direction") == "in").select("process", "product")
    done = levels.select("enterprise", "process").unique().join(who.filter("local"), on="enterprise")
    animals = pl.col("kind").is_in(list(ANIMALS))
    feeding = done.filter(animals).select("enterprise").unique()
    parts = [
        feeding.join(found["animals"].select("product").unique(), how="cross"),
        done.filter(~animals).join(inputs, on="process").select("enterprise", "product").unique(),
        who.filter(pl.col("local") & (pl.col("kind") == "crop_farm"))
        .select("enterprise")
        .join(found["fields"].select("product").unique(), how="cross"),
    ]
    return pl.concat(parts).unique().select("product", buyer="enterprise")


def _more(more: pl.DataFrame, months: list[dt.date], dry: pl.DataFrame) -> pl.DataFrame:
    """Users that could come, as given."""
    rows = more.join(dry, on="product")
    if "month" not in rows.columns:
        rows = rows.join(pl.DataFrame({"month": months}, schema={"month": pl.Date}), how="cross")
    return rows.select(
        "user", "place", "month", "product", capacity=pl.col("capacity") * pl.col("dry"),
        together=pl.lit(None, pl.Float64), tried=pl.lit(False),
    )  # fmt: skip
