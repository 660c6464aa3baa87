"""Prices far from what a product usually costs, and local units that measure something else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import polars as pl

from edulis.engine.check.fault import SHOWN, Cell, Fault, found
from edulis.schema import Text, Unit, columns
from edulis.schema.words import BASE_UNIT

_FACTOR = next(column for column in columns(Unit) if column.name == "factor")
_STEP = 0.1  # of logarithms of prices, when they are counted
_END = 43.0  # beyond e^±43 no amount of money over any quantity makes sense: such prices are all as far off as this
ENOUGH = 10  # trades of a product in a round before its usual price is known
DOUBT, WRONG = math.log(5), math.log(30)  # a price off by these factors is doubtful, or an error of unit
SPREAD_DOUBT, SPREAD_WRONG = 5.0, 8.0  # … and by so many robust standard deviations, where prices differ widely


def prices(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """Trades whose price per base unit is far from the median of that product in that round, in logarithms.

    d = |ln(p / median p)|: an error where d > max(ln 30, 8 s), a doubt where d > max(ln 5, 5 s), s = 1.4826 · median
    absolute deviation (Hampel 1974). The cell told is the one of quantity and value that is itself further from its
    median.
    """
    trades = tables["trade"]
    if trades.height < ENOUGH or not trades["value"].count():
        return
    priced = _priced(trades.lazy(), tables["unit"])
    price = pl.col("price")
    groups = _suspicious(priced)
    if groups.height:
        groups = (
            priced.join(groups.lazy(), on=["round", "product"], how="semi")
            .group_by("round", "product")
            .agg(price.count().alias("n"), price.median().alias("usual"))
            .collect()
        )
    if not groups.height:
        return
    far = (
        priced.with_row_index("row")
        .join(groups.lazy().select("round", "product", "n", "usual"), on=["round", "product"])
        .with_columns((price - pl.col("usual")).alias("off"))
        .with_columns(
            (1.4826 * pl.col("off").abs().median().over("round", "product")).alias("spread"),
            *(
                (pl.col(name).log() - pl.col(name).log().median().over("round", "product")).abs().alias(f"far_{name}")
                for name in ("quantity", "value")
            ),
        )
        .with_columns(
            (pl.col("off").abs() > pl.max_horizontal(pl.lit(WRONG), SPREAD_WRONG * pl.col("spread"))).alias("wrong")
        )
        .filter(pl.col("off").abs() > pl.max_horizontal(pl.lit(DOUBT), SPREAD_DOUBT * pl.col("spread")))
        .with_columns(
            pl.when(pl.col("far_quantity") >= pl.col("far_value"))
            .then(pl.lit("quantity"))
            .otherwise(pl.lit("value"))
            .alias("cell")
        )
        .sort("row")
        .collect()
    )
    for (column, wrong), part in far.group_by(["cell", "wrong"], maintain_order=True):
        name = str(column)
        cells = tuple(
            Cell(row["row"], found(row[name]), _price_mend(row)) for row in part.head(SHOWN).iter_rows(named=True)
        )
        yield Fault("unit.implausible", "trade", name, cells, part.height, "error" if wrong else "doubt")


def _suspicious(priced: pl.LazyFrame) -> pl.DataFrame:
    """Rounds and products where some price may be doubtful: found from counts in steps of a tenth of a logarithm.

    The median lies between the beginning of step `middle` and the end of step `next`, each price within its own step:
    no doubtful price is passed over.
    """
    group = ["round", "product"]
    step = (pl.col("price") / _STEP).floor().cast(pl.Int32).alias("step")
    counts = priced.group_by(*group, step).agg(pl.len().alias("n")).drop_nulls("step").sort(*group, "step").collect()
    below = pl.col("n").cum_sum().over(group) * 2
    total = pl.col("n").sum().over(group)
    return (
        counts.with_columns((below >= total).alias("half"), (below > total).alias("more"), total.alias("total"))
        .filter(pl.col("total") >= ENOUGH)
        .group_by(group)
        .agg(
            pl.col("step").filter("half").min().alias("middle"),
            pl.col("step").filter("more").min().alias("next"),
            pl.col("step").min().alias("lowest"),
            pl.col("step").max().alias("highest"),
        )
        .filter(
            ((pl.col("highest") + 1 - pl.col("middle")) * _STEP > DOUBT)
            | ((pl.col("next") + 1 - pl.col("lowest")) * _STEP > DOUBT)
        )
    )


def _priced(trades: pl.LazyFrame, units: pl.DataFrame) -> pl.LazyFrame:
    # A factor that is itself refused or doubted is told where it stands; no trade is blamed for it.
    sound = pl.col("factor").is_between(_FACTOR.low or 0.0, _FACTOR.likely or math.inf)
    known = units.drop_nulls(["code", "factor"]).unique("code", keep="none").filter(sound)
    factor = (
        pl.col("unit").replace_strict(known["code"], known["factor"], default=None, return_dtype=pl.Float64)
        if known.height
        else pl.lit(None, pl.Float64)
    )
    quantity = pl.col("quantity") * pl.when(pl.col("unit").is_null()).then(1.0).otherwise(factor)
    usable = (pl.col("quantity") > 0) & (pl.col("value") > 0) & pl.col("quantity").is_finite()
    return trades.select(
        "round",
        "product",
        "quantity",
        "value",
        pl.when(usable).then((pl.col("value") / quantity).log().clip(-_END, _END)).alias("price"),
    )


def _price_mend(row: Mapping[str, float]) -> Text:
    product, price, usual, n = row["product"], math.exp(row["price"]), math.exp(row["usual"]), row["n"]
    times = math.exp(abs(row["off"]))
    if row["off"] > 0:
        return Text(
            "One base unit of {product} would cost {price}; the median of {n} trades is {usual}, {times:.0f} times "
            "less. Was the quantity written in tonnes or bags, or the value with too many zeros?",
            product=product, price=price, usual=usual, n=n, times=times,
        )  # fmt: skip
    return Text(
        "One base unit of {product} would cost {price}; the median of {n} trades is {usual}, {times:.0f} times more. "
        "Was the value written in thousands, or the quantity with too many zeros?",
        product=product, price=price, usual=usual, n=n, times=times,
    )  # fmt: skip


def units(tables: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """Trades told in a local unit that measures something else than the product is counted in."""
    trades = tables["trade"]
    if not trades["unit"].count():
        return
    base = tables["unit"].select("code", "base").drop_nulls().unique("code", keep="none")
    counted = tables["product"].select("code", "unit").drop_nulls().unique("code", keep="none")
    far = (
        trades.lazy()
        .select("product", "unit")
        .with_row_index("row")
        .join(base.lazy(), left_on="unit", right_on="code")
        .join(counted.lazy().rename({"unit": "counted"}), left_on="product", right_on="code")
        .filter(
            pl.col("base") != pl.col("counted"),
            *(pl.col(name).is_in(list(dict(BASE_UNIT))) for name in ("base", "counted")),
        )
        .sort("row")
        .collect()
    )
    if far.height:
        cells = tuple(
            Cell(row["row"], row["unit"], _unit_mend(row["product"], row["counted"], row["base"]))
            for row in far.head(SHOWN).iter_rows(named=True)
        )
        yield Fault("unit.other", "trade", "unit", cells, far.height)


def _unit_mend(product: str, counted: str, base: str) -> Text:
    return Text(
        "{product} is counted in {counted}, but this unit measures {base}. Use a unit of {counted}.",
        product=product,
        counted=Text(dict(BASE_UNIT).get(counted, counted)),
        base=Text(dict(BASE_UNIT).get(base, base)),
    )
