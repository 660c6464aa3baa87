"""Goods in somebody's hands, and where they go from there: sold, used up, eaten at home, or at the chain's end."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.demand import NONE, matched
from edulis.engine.network.deliveries import deliveries

PASSING = ("trader", "transport")  # from elsewhere, and yet goods pass through their hands
SELLING = ("trader", "retailer", "credit", "transport", "consumers")  # use up no goods in a product of their own
SPENT = ("input", "energy", "service", "water")  # spent in a business even where no recipe names them
HOME, UNKNOWN, TRAPPED = "home", "unknown", "trapped"  # ends that are no market
_STATE = ["enterprise", "product"]


@dataclass(frozen=True, slots=True)
class Moves:
    """Where goods go, over states "this product in the hands of this enterprise".

    `states`: enterprise, product, kind, local, in the order of their numbers. `steps`: source, target (state numbers),
    worth, sale (else it is used up there). `ends`: state, end (a market, `home`, `unknown`, or `other:` and a product),
    worth, rule (by which the market was found; empty where it is no market). `sales`: seller, buyer, product, worth,
    quantity, target (state number), seller_local. `valued`: worth is money, else each tie counts 1.
    """

    states: pl.DataFrame
    steps: pl.DataFrame
    ends: pl.DataFrame
    sales: pl.DataFrame
    valued: bool


def moves(cluster: Cluster, flows: Flows | None, assumptions: Assumptions) -> Moves:
    """The chain of one round, from deliveries, recipes, activities and own use.

    What is sold moves to its buyer with its value. Inside an enterprise a good moves to the main product of each
    technique that uses it up, as recipe times activity says (where no activity was told: as what it sells needs); what
    no recipe names and is spent in a business spreads over all it sells; own use ends at home. By-products set no
    demand for inputs: techniques run for their main product. The chain ends at buyers from elsewhere who are no
    traders, at consumers, and where nothing goes on. Partners nobody can name are unknown, and so is the end of what
    came in and is seen nowhere.
    """
    who = _enterprises(cluster)
    sales, valued = _sales(cluster, flows, who)
    used = _used(cluster, flows, sales)
    home = _home(cluster, flows)
    absorbing = who.filter(
        (pl.col("kind").is_in(["consumers", "unknown"]))
        | (~pl.col("local") & ~pl.col("kind").is_in(list(PASSING))).fill_null(False)
    )["enterprise"]
    onward = _onward(sales, used, home, valued)
    onward = onward.filter(~pl.col("enterprise").is_in(absorbing.to_list()))
    onward = pl.concat([onward, _missing(cluster, flows, sales, used, home, onward, assumptions.slack, valued)])
    held = sales.select(pl.col("buyer").alias("enterprise"), "product").unique()
    stuck = held.join(onward, on=_STATE, how="anti")
    spread = _spread(cluster, stuck.filter(~pl.col("enterprise").is_in(absorbing.to_list())), sales, who)
    onward = pl.concat([onward, spread])
    stuck = stuck.join(spread, on=_STATE, how="anti").with_columns(worth=pl.lit(1.0))
    gone = onward.filter(pl.col("way") == UNKNOWN).join(who, on="enterprise", how="left")
    beyond = gone.filter(~pl.col("local").fill_null(True)).select(*_STATE, "worth")
    lost = gone.filter(pl.col("local").fill_null(True)).select(*_STATE, "worth")
    return _numbered(
        cluster, who, sales, onward.filter(pl.col("way") != UNKNOWN), pl.concat([stuck, beyond]), lost, valued
    )


def _enterprises(cluster: Cluster) -> pl.DataFrame:
    places = cluster["place"].select(pl.col("code").alias("place"), pl.col("local").alias("here"))
    table = cluster["enterprise"].unique("code", keep="first", maintain_order=True)
    return (
        table.join(places.unique("place"), on="place", how="left")
        .select(pl.col("code").alias("enterprise"), "kind", "place", local=pl.coalesce("local", "here"))
        .sort("enterprise")
    )


def _sales(cluster: Cluster, flows: Flows | None, who: pl.DataFrame) -> tuple[pl.DataFrame, bool]:
    """Sales of the round by seller, buyer and product with their worth; whether that is money."""
    rows = deliveries(cluster, flows).filter(pl.col("seller") != pl.col("buyer"))
    codes = who["enterprise"].to_list()
    rows = rows.filter(pl.col("seller").is_in(codes) & pl.col("buyer").is_in(codes))
    # A delivery that reconciliation holds at nothing did not take place.
    rows = rows.filter(pl.col("quantity").is_null() | (pl.col("quantity") > 0))
    valued = bool((rows["value"].fill_null(0.0) > 0).any())
    keys = ["seller", "buyer", "product"]
    sums = rows.group_by(keys).agg(pl.col("value").sum().alias("worth"), pl.col("quantity").sum())
    sums = sums.filter(pl.col("worth") > 0) if valued else sums.with_columns(worth=pl.lit(1.0))
    local = who.select(pl.col("enterprise").alias("seller"), pl.col("local").alias("seller_local"))
    return sums.join(local, on="seller", how="left").sort(keys), valued


def _used(cluster: Cluster, flows: Flows | None, sales: pl.DataFrame) -> pl.DataFrame:
    """What an enterprise uses up for the main product of a technique: enterprise, product, to (a product), quantity."""
    lines = cluster["process_line"].filter((pl.col("direction") == "in") & (pl.col("quantity") > 0))
    recipe = lines.select("process", "product", per="quantity").join(
        cluster["process"].select(pl.col("code").alias("process"), pl.col("product").alias("to")), on="process"
    )
    recipe = recipe.filter(pl.col("product") != pl.col("to"))
    levels = flows.activities if flows is not None else cluster["activity"]
    run = levels.group_by("enterprise", "process").agg(pl.col("level").sum()).filter(pl.col("level") > 0)
    told = run.join(recipe, on="process").with_columns(quantity=pl.col("level") * pl.col("per"))
    # Nobody told what these made: take what they sold, by the mean of the techniques that make it.
    usual = recipe.group_by("product", "to").agg(pl.col("per").mean())
    sold = sales.group_by(pl.col("seller").alias("enterprise"), pl.col("product").alias("to")).agg(
        level=pl.col("quantity").sum()
    )
    guessed = (
        sold.join(run, on="enterprise", how="anti")
        .join(usual, on="to")
        .with_columns(quantity=pl.when(pl.col("level") > 0).then(pl.col("level") * pl.col("per")).otherwise(1.0))
    )
    keys = [*_STATE, "to"]
    both = pl.concat([told.select(*keys, "quantity"), guessed.select(*keys, "quantity")])
    return both.group_by(keys).agg(pl.col("quantity").sum()).sort(keys)


def _home(cluster: Cluster, flows: Flows | None) -> pl.DataFrame:
    """Own use that is no spending of the business: enterprise, product, quantity."""
    uses = flows.uses if flows is not None else cluster["use"]
    spent = cluster["product"].filter(pl.col("stage").is_in(list(SPENT)))["code"].to_list()
    own = uses.filter((pl.col("kind") == "own") & (pl.col("quantity") > 0) & ~pl.col("product").is_in(spent))
    return own.group_by(_STATE).agg(pl.col("quantity").sum()).sort(_STATE)


def _onward(sales: pl.DataFrame, used: pl.DataFrame, home: pl.DataFrame, valued: bool) -> pl.DataFrame:
    """All that leaves a state: enterprise, product, way (sale, use, home), buyer, to (a product), worth.

    What is used is worth what the same enterprise got for what it sold of it; where it sold none, quantities do.
    """
    price = sales.group_by(pl.col("seller").alias("enterprise"), "product").agg(
        price=pl.col("worth").sum() / pl.col("quantity").sum()
    )
    sold = sales.select(
        pl.col("seller").alias("enterprise"),
        "product",
        way=pl.lit("sale"),
        buyer="buyer",
        to="product",
        worth="worth",
    )
    empty = pl.lit(None, pl.String)

    def worth(table: pl.DataFrame) -> pl.DataFrame:
        priced = table.join(price, on=_STATE, how="left")
        finite = pl.when(pl.col("price").is_finite() & (pl.col("price") > 0)).then("price").fill_null(1.0)
        return priced.with_columns(worth=pl.col("quantity") * finite if valued else pl.lit(1.0))

    inside = worth(used).select(*_STATE, way=pl.lit("use"), buyer=empty, to="to", worth="worth")
    eaten = worth(home).select(*_STATE, way=pl.lit(HOME), buyer=empty, to=empty, worth="worth")
    return pl.concat([sold, inside, eaten])


def _missing(
    cluster: Cluster,
    flows: Flows | None,
    sales: pl.DataFrame,
    used: pl.DataFrame,
    home: pl.DataFrame,
    onward: pl.DataFrame,
    slack: float,
    valued: bool,
) -> pl.DataFrame:
    """What came into a state and is seen nowhere, beyond what errors of reports may hide, as rows of `onward`."""
    nothing = onward.clear()
    if not valued:
        return nothing
    uses = flows.uses if flows is not None else cluster["use"]
    levels = flows.activities if flows is not None else cluster["activity"]
    made = levels.join(cluster["process"].select(pl.col("code").alias("process"), "product"), on="process").select(
        *_STATE, quantity="level"
    )
    lost = uses.filter(pl.col("kind") == "loss").select(*_STATE, "quantity")
    bought = sales.select(pl.col("buyer").alias("enterprise"), "product", "quantity")
    sold = sales.select(pl.col("seller").alias("enterprise"), "product", "quantity")
    into = pl.concat([bought, made]).group_by(_STATE).agg(into=pl.col("quantity").sum())
    out = pl.concat([sold, used.select(*_STATE, "quantity"), home, lost])
    out = out.group_by(_STATE).agg(out=pl.col("quantity").sum())
    gap = into.join(out, on=_STATE).with_columns(share=1 - pl.col("out") / pl.col("into"))
    gap = gap.filter((pl.col("into") > 0) & (pl.col("share") > slack) & (pl.col("share") < 1))
    seen = onward.group_by(_STATE).agg(pl.col("worth").sum())
    rows = gap.join(seen, on=_STATE).with_columns(worth=pl.col("worth") * pl.col("share") / (1 - pl.col("share")))
    empty = pl.lit(None, pl.String)
    return rows.select(*_STATE, way=pl.lit(UNKNOWN), buyer=empty, to=empty, worth="worth").sort(_STATE)


def _spread(cluster: Cluster, stuck: pl.DataFrame, sales: pl.DataFrame, who: pl.DataFrame) -> pl.DataFrame:
    """Goods that no recipe names, spread over all that their buyer sells, as rows of `onward`."""
    stages = cluster["product"].select(pl.col("code").alias("product"), "stage")
    rows = stuck.join(who.select("enterprise", "kind"), on="enterprise", how="left")
    rows = rows.join(stages.unique("product"), on="product", how="left")
    spent = pl.col("stage").is_in(list(SPENT)).fill_null(False)
    kept = spent | (~pl.col("kind").is_in(list(SELLING)) & (pl.col("stage") != "final").fill_null(True))
    sold = sales.group_by(pl.col("seller").alias("enterprise"), pl.col("product").alias("to")).agg(
        pl.col("worth").sum()
    )
    over = rows.filter(kept).select(_STATE).join(sold, on="enterprise").sort(*_STATE, "to")
    return over.select(*_STATE, way=pl.lit("use"), buyer=pl.lit(None, pl.String), to="to", worth="worth")


def _numbered(
    cluster: Cluster,
    who: pl.DataFrame,
    sales: pl.DataFrame,
    onward: pl.DataFrame,
    stuck: pl.DataFrame,
    lost: pl.DataFrame,
    valued: bool,
) -> Moves:
    """The states by number, their moves, and the ends with the markets behind them."""
    target = pl.coalesce("buyer", "enterprise")
    going = onward.filter(pl.col("way") != HOME).with_columns(at=target)
    states = pl.concat(
        [
            onward.select(_STATE),
            stuck.select(_STATE),
            lost.select(_STATE),
            going.select(pl.col("at").alias("enterprise"), pl.col("to").alias("product")),
            sales.select(pl.col("buyer").alias("enterprise"), "product"),
        ]
    )
    states = states.unique().sort(_STATE)
    number = states.with_row_index("number").select(*_STATE, pl.col("number").cast(pl.Int64))
    there = number.rename({"enterprise": "at", "product": "to", "number": "target"})
    steps = going.join(number, on=_STATE).join(there, on=["at", "to"])
    steps = steps.select(pl.col("number").alias("source"), "target", "worth", sale=pl.col("way") == "sale").sort(
        "source", "target"
    )
    # What is made for sale but was sold to nobody is where the chain is cut: nobody knows its end.
    open_end = number.filter(~pl.col("number").is_in(steps["source"].implode())).join(
        pl.concat([stuck, lost]).select(_STATE), on=_STATE, how="anti"
    )
    open_end = open_end.join(onward.filter(pl.col("way") == HOME).select(_STATE), on=_STATE, how="anti")
    ends = pl.concat(
        [
            _at_end(cluster, who, stuck, number),
            _ended(onward.filter(pl.col("way") == HOME), number, HOME),
            _ended(lost, number, UNKNOWN),
            _ended(open_end.with_columns(worth=pl.lit(1.0)), number, UNKNOWN),
        ]
    )
    named = states.join(who.select("enterprise", "kind", "local"), on="enterprise", how="left", maintain_order="left")
    into = sales.join(
        number.rename({"enterprise": "buyer", "number": "target"}), on=["buyer", "product"], maintain_order="left"
    )
    return Moves(named, steps, ends.sort("state", "end"), into, valued)


def _at_end(cluster: Cluster, who: pl.DataFrame, stuck: pl.DataFrame, number: pl.DataFrame) -> pl.DataFrame:
    """The chain's last buyers with the markets behind them: state, end, worth, rule."""
    kinds = who.select(pl.col("enterprise").alias("buyer"), "kind")
    rows = stuck.join(number, on=_STATE).rename({"enterprise": "buyer"})
    markets = matched(cluster, rows)
    nameless = pl.col("kind") == "unknown"
    # A partner nobody can name stands for a market only where the market says so.
    told = rows.join(markets, on=["buyer", "product"]).join(kinds, on="buyer", how="left")
    told = told.with_columns(rule=pl.when(nameless & (pl.col("rule") != "buyer")).then(pl.lit(NONE)).otherwise("rule"))
    end = (
        pl.when(pl.col("rule") != NONE)
        .then("market")
        .when(nameless)
        .then(pl.lit(UNKNOWN))
        .otherwise(pl.concat_str(pl.lit("other:"), "product"))
    )
    rule = pl.when(pl.col("rule") != NONE).then("rule").otherwise(pl.lit(None, pl.String))
    named = told.select(
        pl.col("number").alias("state"), end.alias("end"), worth=pl.col("worth") * pl.col("share"), rule=rule
    )
    return named.group_by("state", "end", "rule").agg(pl.col("worth").sum())


def _ended(rows: pl.DataFrame, number: pl.DataFrame, end: str) -> pl.DataFrame:
    here = rows.drop("number", strict=False).join(number, on=_STATE)
    return here.select(pl.col("number").alias("state"), end=pl.lit(end), rule=pl.lit(None, pl.String), worth="worth")
