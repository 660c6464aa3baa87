"""The balances of a round: enterprise × product × month, with stocks, uses, recipes and what nobody reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csc_array

from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.reports import Reports
from edulis.engine.flows.system import Floats, System, make_system

GROUP = ["enterprise", "product"]
ROW = ["enterprise", "product", "month"]
_BLUNT = 0.02  # sd of a reported stock or use, of throughput, beside its relative error: a nought is not exact
_TOLD = {
    "unknown": pl.Int64(),
    "value": pl.Float64(),
    "sigma": pl.Float64(),
    "relative": pl.Float64(),
    "base": pl.Int64(),
    "subject": pl.String(),
    "month": pl.Date(),
    "enterprise": pl.String(),
    "partner": pl.String(),
    "product": pl.String(),
    "reporter": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Books:
    """The system of a round with the tables that say what its numbers are.

    `told` names each report of `system` (subject trade, activity, stock, use; or prior, recipe, rest, which nobody
    told); `rows` each balance: enterprise, product, month, throughput. `stocks`, `uses` and `rests` carry the unknown
    of each of their rows; trades and activities are numbered from `first_trade` and `first_activity`.
    `sourceless` are flows out of an enterprise for which it has no source at all: they have no balance in the system.
    """

    system: System
    told: pl.DataFrame
    rows: pl.DataFrame
    stocks: pl.DataFrame
    uses: pl.DataFrame
    rests: pl.DataFrame
    sourceless: pl.DataFrame
    first_trade: int
    first_activity: int


def draw_up(reports: Reports, factor: dict[str, float], assumptions: Assumptions) -> Books:
    """Build the system: joins only, no loop over rows. `factor` mends the stated errors of each role."""
    trades, acts = reports.trades.height, reports.activities.height
    flows = _flows(reports, acts_from=trades, uses_from=trades + acts)
    flows, sourceless = _with_source_and_end(flows, reports)
    rows = _rows(flows, reports)
    taken = trades + acts + reports.uses.height
    stocks, stock_entries, taken = _stocks(rows, reports, assumptions, taken)
    numbered = flows.join(rows.select(*ROW, "row"), on=ROW)
    recipes = numbered.filter(pl.col("relative") > 0).select("row", "unknown", "coefficient", "relative")
    recipes = recipes.with_columns(deviation=taken + pl.int_range(pl.len()))
    taken += recipes.height
    rests = rows.select("row", *ROW, "level", "lesser", unknown=taken + pl.col("row"))
    taken += rests.height
    lost = _lost(rows, reports, assumptions, taken)
    taken += lost.height
    entries = pl.concat(
        [
            numbered.select("row", "unknown", "coefficient"),
            stock_entries,
            recipes.select("row", unknown="deviation", coefficient=pl.lit(1.0)),
            rests.select("row", "unknown", coefficient=pl.lit(1.0)),
            lost.select("row", "unknown", coefficient=pl.lit(-1.0)),
        ]
    )
    told = pl.concat(
        [
            *_told_by_people(reports, factor, rows, stocks, trades),
            *_told_by_nobody(stocks, recipes, rests, lost, assumptions),
        ]
    )
    shape = (rows.height, taken)
    place = (entries["row"].to_numpy(), entries["unknown"].to_numpy())
    free = np.zeros(taken, np.bool_)
    free[recipes["deviation"].to_numpy()] = True
    free[rests["unknown"].to_numpy()] = True
    system = make_system(
        csc_array((entries["coefficient"].to_numpy(), place), shape=shape),
        told["unknown"].to_numpy(), told["value"].to_numpy(), told["sigma"].to_numpy(),
        relative=told["relative"].to_numpy(), base=told["base"].to_numpy(), free=free,
    )  # fmt: skip
    uses = reports.uses.select(*ROW, "kind", unknown=trades + acts + pl.col("id").cast(pl.Int64))
    uses = pl.concat([uses, lost.select(*ROW, "unknown", kind=pl.lit("loss")).select(uses.columns)])
    return Books(system, told, rows, stocks, uses, rests, sourceless, 0, trades)


def _flows(reports: Reports, acts_from: int, uses_from: int) -> pl.DataFrame:
    """Entries of trades, recipes and reported uses: row keys, unknown, coefficient, recipe error, reported size."""
    best = reports.trade_reports.group_by("id").agg(size=pl.col("reported").min())
    trades = reports.trades.join(best, on="id", how="left").filter(pl.col("month").is_not_null())
    common = {"relative": pl.lit(0.0), "unknown": pl.col("id").cast(pl.Int64)}
    made = reports.activities.join(reports.lines.rename({"relative": "spread"}), on="process").select(
        *ROW, "quantity", relative="spread", size=pl.col("reported"), unknown=acts_from + pl.col("id").cast(pl.Int64),
    )  # fmt: skip
    made = made.with_columns(coefficient=pl.col("quantity"))
    found = [
        trades.with_columns(enterprise="seller", coefficient=pl.lit(-1.0), **common),
        trades.with_columns(enterprise="buyer", coefficient=pl.lit(1.0), **common),
        made,
        reports.uses.with_columns(
            size="reported", coefficient=pl.lit(-1.0), relative=pl.lit(0.0),
            unknown=uses_from + pl.col("id").cast(pl.Int64),
        ),
    ]  # fmt: skip
    wanted = [*ROW, "unknown", "coefficient", "relative", "size"]
    return (
        pl.concat([one.select(wanted) for one in found])
        .join(reports.balanced, on="product", how="semi")
        .filter(pl.col("enterprise").is_in(reports.bound.implode()))
    )


def _with_source_and_end(flows: pl.DataFrame, reports: Reports) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Keep what an enterprise both gets and gives away; name what it gives away without any source.

    A product that only comes in (own food, equipment) is used up where it arrives: no balance can be held against it.
    """
    ends = flows.group_by(GROUP).agg(comes=(pl.col("coefficient") > 0).any(), goes=(pl.col("coefficient") < 0).any())
    held = reports.stocks.filter(pl.col("reported") > 0).select(GROUP).unique().with_columns(held=pl.lit(True))
    ends = ends.join(held, on=GROUP, how="left").with_columns(comes=pl.col("comes") | pl.col("held").fill_null(False))
    whole = ends.filter(pl.col("comes") & pl.col("goes")).select(GROUP)
    nowhere = ends.filter(~pl.col("comes")).select(GROUP)
    return flows.join(whole, on=GROUP, how="semi"), flows.join(nowhere, on=GROUP, how="semi")


def _rows(flows: pl.DataFrame, reports: Reports) -> pl.DataFrame:
    """One row for each balance, with its throughput and `level`, the usual throughput of that product there."""
    part = pl.col("coefficient") * pl.col("size").fill_null(0.0)
    rows = flows.group_by(ROW).agg(inflow=part.filter(part > 0).sum(), outflow=-part.filter(part < 0).sum())
    delivery = flows.filter(pl.col("size") > 0).group_by(GROUP).agg(
        delivery=part.abs().filter(pl.col("unknown") < reports.trades.height).median()
    )  # fmt: skip
    held = reports.stocks.join(flows.select(GROUP).unique(), on=GROUP, how="semi")
    held = held.filter(pl.col("month") >= reports.begins).select(ROW).unique()
    idle = held.join(rows, on=ROW, how="anti").with_columns(inflow=pl.lit(0.0), outflow=pl.lit(0.0))
    usual = pl.col("throughput").filter(pl.col("throughput") > 0).median().over(GROUP)
    both = (pl.col("inflow") > 0) & (pl.col("outflow") > 0)  # the geometric mean: one wrong unit does not widen it much
    return (
        pl.concat([rows, idle.select(rows.columns)])
        .join(reports.balanced, on="product")
        .join(delivery, on=GROUP, how="left")
        .sort(ROW)
        .with_columns(
            throughput=pl.when(both)
            .then((pl.col("inflow") * pl.col("outflow")).sqrt())
            .otherwise(pl.max_horizontal("inflow", "outflow"))
        )
        .with_columns(usual=usual.fill_null(1.0))
        .with_columns(
            level=pl.max_horizontal("throughput", 0.25 * pl.col("usual")),
            lesser=pl.max_horizontal(  # a whole delivery may be missing, or all of a month in which nothing was told
                pl.when(both).then(pl.min_horizontal("inflow", "outflow")).otherwise(pl.col("throughput")),
                pl.col("delivery").fill_null(0.0),
                pl.when(pl.col("throughput") > 0).then(0.0).otherwise(pl.col("usual")),
            ),
        )
        .with_columns(row=pl.int_range(pl.len()))
    )


def _stocks(
    rows: pl.DataFrame, reports: Reports, assumptions: Assumptions, taken: int
) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """A stock at the end of each month of a product that keeps, and one before the first; each opens the next month."""
    kept = rows.filter("storable").select("row", *ROW, "usual")
    first = pl.col("row") == pl.col("row").min().over(GROUP)
    before = reports.begins
    opening = kept.filter(first).with_columns(month=pl.lit(before, pl.Date()).dt.offset_by("-1mo"), after="row")
    closing = kept.with_columns(after=pl.col("row").shift(-1).over(GROUP, order_by="row"))
    opening = opening.with_columns(row=pl.lit(None, pl.Int64()))
    stocks = pl.concat([opening, closing.select(opening.columns)]).sort([*ROW], nulls_last=True)
    early = reports.stocks.filter(pl.col("month") < before).sort("month").group_by(GROUP).last()
    early = early.with_columns(month=pl.lit(before, pl.Date()).dt.offset_by("-1mo"))
    said = pl.concat([early.select(reports.stocks.columns), reports.stocks.filter(pl.col("month") >= before)])
    stocks = stocks.join(said, on=ROW, how="left").with_columns(
        unknown=taken + pl.int_range(pl.len()), prior=assumptions.held * pl.col("usual")
    )
    entries = pl.concat(
        [
            stocks.drop_nulls("row").select("row", "unknown", coefficient=pl.lit(-1.0)),
            stocks.drop_nulls("after").select("unknown", row="after", coefficient=pl.lit(1.0)).select(
                "row", "unknown", "coefficient"
            ),
        ]
    )  # fmt: skip
    return stocks, entries, taken + stocks.height


def _lost(rows: pl.DataFrame, reports: Reports, assumptions: Assumptions, taken: int) -> pl.DataFrame:
    """By-products and wastes that go nowhere in particular, where no loss was reported."""
    said = reports.uses.filter(pl.col("kind") == "loss").drop_nulls("reported")
    share = {"by_product": assumptions.by_product, "waste": assumptions.waste}
    return (
        rows.filter(pl.col("stage").is_in(list(share)))
        .join(said, on=ROW, how="anti")
        .with_columns(
            unknown=taken + pl.int_range(pl.len()),
            prior=pl.col("stage").replace_strict(share, return_dtype=pl.Float64) * pl.col("level"),
        )
        .select("row", *ROW, "unknown", "prior")
    )


def _told(frame: pl.DataFrame, subject: str, **columns: pl.Expr) -> pl.DataFrame:
    """Rows of `told`: what is not given is empty, an error that scales with the flow itself has it as its base."""
    full = frame.with_columns(subject=pl.lit(subject), **columns)
    empty = {"sigma": 0.0, "relative": 0.0, "partner": None, "reporter": None, "product": None}
    full = full.with_columns(pl.lit(value).alias(name) for name, value in empty.items() if name not in full.columns)
    if "base" not in full.columns:
        full = full.with_columns(base="unknown")
    return full.select(pl.col(name).cast(kind) for name, kind in _TOLD.items())


def _told_by_people(
    reports: Reports, factor: dict[str, float], rows: pl.DataFrame, stocks: pl.DataFrame, acts_from: int
) -> list[pl.DataFrame]:
    """Reports of trades, activities, stocks and uses."""
    trades = reports.trade_reports.drop_nulls("reported").join(reports.trades, on="id")
    mend = pl.col("reporter").replace_strict(factor, default=1.0, return_dtype=pl.Float64)
    level = rows.select(*ROW, blunt=_BLUNT * pl.col("level"))
    uses = reports.uses.join(level, on=ROW, how="left").with_columns(
        blunt=pl.coalesce("blunt", _BLUNT * pl.col("reported"), pl.lit(1.0))
    )
    guess = pl.col("blunt") * 5  # own use that was named but not counted: a tenth of throughput, give or take as much
    uses_from = acts_from + reports.activities.height
    act, use = acts_from + pl.col("id").cast(pl.Int64), uses_from + pl.col("id").cast(pl.Int64)
    amount, blunt = pl.col("reported"), pl.max_horizontal("blunt", pl.lit(1e-6))
    sides = trades.rename({"seller": "enterprise", "buyer": "partner"}).with_columns(relative=pl.col("relative") * mend)
    made = reports.activities.drop_nulls("reported").with_columns(product="process")
    unsaid = uses.filter(amount.is_null()).drop("relative")
    kept = stocks.drop_nulls("reported")

    return [
        _told(sides, "trade", unknown=pl.col("id"), value=amount, sigma=pl.col("rounding")),
        _told(made, "activity", reporter=pl.lit("activity"), unknown=act, value=amount, sigma=pl.lit(1e-6)),
        _told(uses.drop_nulls("reported"), "use", reporter=pl.lit("use"), unknown=use, value=amount, sigma=blunt),
        _told(unsaid, "prior", value=guess, sigma=guess, unknown=use),
        _told(kept, "stock", reporter=pl.lit("stock"), value=amount, sigma=_BLUNT * pl.col("usual")),
    ]


def _told_by_nobody(
    stocks: pl.DataFrame, recipes: pl.DataFrame, rests: pl.DataFrame, lost: pl.DataFrame, assumptions: Assumptions
) -> list[pl.DataFrame]:
    """Finite priors: stocks, deviations from recipes, the rest of each balance, by-products that go nowhere."""
    keys = rests.select("row", *ROW)
    spread = pl.col("relative") * pl.col("coefficient").abs()
    return [
        _told(stocks.filter(pl.col("reported").is_null()).drop("relative"), "prior",
              value=pl.col("prior"), sigma=pl.col("prior")),
        _told(recipes.join(keys, on="row").rename({"unknown": "base", "deviation": "unknown"}), "recipe",
              value=pl.lit(0.0), relative=spread),
        _told(rests, "rest", value=pl.lit(0.0), sigma=assumptions.unexplained * pl.col("level")),
        _told(lost, "prior", value=pl.col("prior"), sigma=pl.col("prior")),
    ]  # fmt: skip


def open_balances(books: Books, mean: Floats, variance: Floats) -> pl.DataFrame:
    """What the reports alone leave open in each balance: inflow, outflow, gap and the error of the gap.

    `gap = A m`, `error² = A² v` with `mean`, `variance` (n,) of the merged reports, the rest of a balance included.
    """
    matrix = books.system.balances
    come = matrix.maximum(0) @ mean
    go = -(matrix.minimum(0) @ mean)
    finite = np.where(np.isfinite(variance), variance, 0.0)
    error = np.sqrt(matrix.power(2) @ finite)
    error[(abs(matrix) @ np.isinf(variance).astype(np.float64)) > 0] = np.inf
    return books.rows.select(ROW).with_columns(
        inflow=pl.Series(come), outflow=pl.Series(go), gap=pl.Series(come - go), error=pl.Series(error)
    )
