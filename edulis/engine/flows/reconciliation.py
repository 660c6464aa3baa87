"""From the tables of a round to reconciled flows, the reports to talk over and the balances that stay open."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl
from scipy.special import ndtr

from edulis.engine.cluster import Cluster
from edulis.engine.flows.accuracy import ACCURACY, measure_accuracy, stated_accuracy
from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.astray import look_for_astray
from edulis.engine.flows.balances import ROW, Books, draw_up, open_balances
from edulis.engine.flows.findings import tell
from edulis.engine.flows.gross import Cleaned, benjamini_hochberg, clean
from edulis.engine.flows.reports import Reports, gather, prices
from edulis.engine.flows.result import NEEDS, Flows, GlobalTest
from edulis.engine.flows.solve import Solution
from edulis.engine.flows.system import Floats, Mask
from edulis.engine.flows.worth import price_odds
from edulis.engine.need import unmet

Progress = Callable[[str, float], None]
_NORMAL = 1.959963984540054  # 97.5 % point
_SURE = float(np.log(19.0))  # 19 to 1
_OPEN = 1e-9  # a balance that is off by less than this share of its throughput is closed


def reconcile(
    cluster: Cluster,
    round: str | None = None,
    *,
    assumptions: Assumptions | None = None,
    progress: Progress | None = None,
) -> Flows:
    """Reconcile one round of a cluster: what really moved, how sure that is, and which reports to talk over.

    `round` is the code of a round, the latest with trades or activities unless given. `progress(stage, share)` is told
    what is being done, as an English message, and which share is behind. Raises LookupError where there is no such
    round. Sources: Kuehn & Davidson 1961; Narasimhan & Jordache 2000; ten Cate 2014; Benjamini & Hochberg 1995.
    """
    beliefs = assumptions or Assumptions()
    say = progress or (lambda stage, share: None)
    code = round or cluster.latest("trade", "activity")
    known = cluster.at(code) if code else cluster
    say("Reading the reports", 0.0)
    reports = gather(known, beliefs)
    told = reports.trade_reports.drop_nulls("reported").rename({"id": "trade"})
    accuracy, factor = measure_accuracy(told, beliefs)
    say("Drawing up the balances", 0.1)
    books = draw_up(reports, factor, beliefs)
    say("Closing the balances", 0.2)
    odds, scale, ruled_out = _odds(books, reports, beliefs)
    cleaned = clean(
        books.system, odds=odds, scale=scale, ruled_out=ruled_out, level=beliefs.false_discoveries,
        carried=_carried(books), astray=look_for_astray(books, reports, beliefs), unreported=beliefs.unreported,
        each=lambda turn, out: say("Looking for reports that do not fit", min(0.2 + 0.05 * turn, 0.9)),
    )  # fmt: skip
    say("Writing down the flows", 0.95)
    flows = _flows(code, known, reports, books, cleaned, accuracy, beliefs)
    say("Done", 1.0)
    return flows


def _flows(
    code: str,
    known: Cluster,
    reports: Reports,
    books: Books,
    cleaned: Cleaned,
    accuracy: pl.DataFrame,
    beliefs: Assumptions,
) -> Flows:
    """Put the arrays back into tables."""
    solution = cleaned.solution
    estimates = _estimates(solution.flows, solution.error, solution.observable)
    told = _told(books, cleaned)
    suspects = told.filter("flagged").sort(pl.col("z").abs(), descending=True, nulls_last=True).drop("flagged")
    trades = _trades(reports, books, estimates, prices(reports, known), told)
    imbalances = _imbalances(reports, books, cleaned, beliefs.false_discoveries)
    test = GlobalTest(solution.objective, solution.freedom - cleaned.idle, solution.p, int(solution.at_zero.sum()))
    accuracy = _accuracy(accuracy, known, beliefs)
    activities = reports.activities.select("month", "enterprise", "process", "reported")
    activities = pl.concat(
        [activities, estimates[books.first_activity : books.first_activity + activities.height]], how="horizontal"
    )
    stocks = books.stocks.select("month", "enterprise", "product", "unknown", "reported")
    uses = pl.concat(
        [
            books.uses.select("month", "enterprise", "product", "kind", "unknown"),
            books.rests.select("month", "enterprise", "product", "unknown", kind=pl.lit("rest")).select(
                "month", "enterprise", "product", "kind", "unknown"
            ),
        ]
    )
    result = Flows(
        round=code,
        trades=trades,
        activities=activities.rename({"quantity": "level"}),
        stocks=_at(stocks, estimates),
        uses=_at(uses, estimates),
        suspects=suspects,
        detectability=told.drop("flagged", "side_sure", "cause", "likely_month", "likely_partner"),
        imbalances=imbalances,
        accuracy=accuracy,
        test=test,
        errors=solution.errors,
        errors_off=solution.errors_off,
        balance_residual=solution.residual,
        lacks=unmet(known, NEEDS),
    )
    return tell(result, reports, known, beliefs)


def _odds(books: Books, reports: Reports, beliefs: Assumptions) -> tuple[Floats, Floats, Mask]:
    """Log prior odds that each report of `told` is grossly wrong, the level of the balance for its rest, and which
    reports their own price rules out.

    Where one person alone tells of something, an open balance may as well come from a delivery nobody told: only what
    is likelier than that by 19 to 1 is laid on the report.
    """
    chance = {"recipe": beliefs.odd_recipe, "rest": beliefs.unreported, "prior": beliefs.odd_prior}
    price = price_odds(reports, beliefs.gross).rename({"id": "unknown"}).with_columns(subject=pl.lit("trade"))
    told = books.told.join(
        price.with_columns(pl.col("unknown").cast(pl.Int64)), on=["subject", "unknown", "reporter"], how="left",
        maintain_order="left",
    ).with_columns(
        chance=pl.col("subject").replace_strict(chance, default=beliefs.gross, return_dtype=pl.Float64).log(),
        lone=~pl.col("subject").is_in(list(chance)) & (pl.len().over("subject", "unknown") == 1),
        odds=pl.col("odds").fill_null(0.0), ruled_out=pl.col("ruled_out").fill_null(False),
    )  # fmt: skip
    odds = told.select(pl.col("chance") + pl.col("odds") - _SURE * pl.col("lone").cast(pl.Float64)).to_series()
    rest = (told["subject"] == "rest").to_numpy()
    lesser = np.full(rest.size, np.nan)
    lesser[rest] = np.maximum(books.rests["lesser"].to_numpy(), 0.01 * books.rests["level"].to_numpy())
    return odds.to_numpy(), lesser, told["ruled_out"].to_numpy()


def _carried(books: Books) -> Mask:
    """The flows that tie one month to the next: stocks."""
    carried = np.zeros(books.system.unknowns, np.bool_)
    carried[books.stocks["unknown"].to_numpy()] = True
    return carried


def _estimates(flows: Floats, error: Floats, seen: Mask) -> pl.DataFrame:
    """Quantity, error and interval of every unknown; what is not observable has an interval from zero to anything."""
    known = np.where(seen, error, np.inf)
    low = np.where(seen, flows - _NORMAL * error, -np.inf)
    return pl.DataFrame(
        {
            "quantity": flows,
            "error": known,
            "low": np.where(flows >= 0, np.maximum(low, 0.0), low),
            "high": np.where(seen, flows + _NORMAL * error, np.inf),
            "observable": seen,
        }
    )


def _at(frame: pl.DataFrame, estimates: pl.DataFrame) -> pl.DataFrame:
    """The frame with the estimates of its column `unknown` in place of that column."""
    return pl.concat([frame.drop("unknown"), estimates[frame["unknown"].to_numpy()]], how="horizontal")


def _told(books: Books, cleaned: Cleaned) -> pl.DataFrame:
    """Every report of a person with its test."""
    solution, tests = cleaned.solution, cleaned.tests
    whole = books.told.select("subject", "month", "enterprise", "partner", "product", "reporter", reported="value")
    whole = whole.with_columns(
        fitted=pl.Series(solution.flows[books.system.measured]),
        z=pl.Series(tests.z),
        p=pl.Series(tests.p),
        q=pl.Series(tests.q),
        detectable=pl.Series(tests.detectable),
        side_sure=(books.told["subject"] == "trade") & pl.Series(cleaned.margin >= _SURE),
        flagged=pl.Series(cleaned.flagged),
        unknown=books.told["unknown"],
        cause=_cause(cleaned),
        meant=pl.Series(cleaned.found.meant),
    ).with_columns(pl.col("z", "p", "q").fill_nan(None))
    kinds = ["trade", "activity", "stock", "use"]
    return _with_meant(whole, books).filter(pl.col("subject").is_in(kinds)).drop("unknown", "meant")


def _cause(cleaned: Cleaned) -> pl.Series:
    """What seems to be wrong with each report left out: month, partner, or its amount."""
    cause = np.where(cleaned.flagged & (cleaned.found.cause == 0), 3, cleaned.found.cause)
    words = {0: None, 1: "month", 2: "partner", 3: "amount"}
    return pl.Series(cause).replace_strict(words, return_dtype=pl.String())


def _with_meant(told: pl.DataFrame, books: Books) -> pl.DataFrame:
    """The month or the partner that a report told astray is likely of, in words of its delivery there."""
    there = told.filter(pl.col("subject") == "trade").unique("unknown").select(
        meant="unknown", meant_month="month", meant_seller="enterprise", meant_buyer="partner"
    )  # fmt: skip
    partner = pl.when(pl.col("reporter") == "seller").then("meant_buyer").otherwise("meant_seller")
    return (
        told.join(there, on="meant", how="left", maintain_order="left")
        .with_columns(
            likely_month=pl.when(pl.col("cause") == "month").then("meant_month"),
            likely_partner=pl.when(pl.col("cause") == "partner").then(partner),
        )
        .drop("meant_month", "meant_seller", "meant_buyer")
    )


def _trades(
    reports: Reports, books: Books, estimates: pl.DataFrame, price: pl.DataFrame, told: pl.DataFrame
) -> pl.DataFrame:
    """The reconciled trades with price, value, and the reports they rest on."""
    n = reports.trades.height
    each = reports.trade_reports.pivot("reporter", index="id", values="reported", aggregate_function="first")
    each = each.with_columns(
        pl.lit(None, pl.Float64()).alias(role) for role in ("seller", "buyer", "observer") if role not in each.columns
    ).select("id", seller_report="seller", buyer_report="buyer", observer_report="observer")
    keys = ["month", "seller", "buyer", "product"]
    out = told.filter(pl.col("flagged") & (pl.col("subject") == "trade"))
    out = out.select("month", "product", seller="enterprise", buyer="partner").unique().with_columns(flagged=True)
    frame = pl.concat([reports.trades, estimates[books.first_trade : books.first_trade + n]], how="horizontal")
    return (
        frame.join(price, on=["product", "month"], how="left", nulls_equal=True)
        .with_columns(value=pl.col("quantity") * pl.col("price"))
        .join(each, on="id", how="left")
        .join(out, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col("flagged").fill_null(False))
        .sort("id")
        .drop("id")
    )


def _imbalances(reports: Reports, books: Books, cleaned: Cleaned, level: float) -> pl.DataFrame:
    """Balances that the reports alone leave open, and flows out of an enterprise that has no source of them.

    A balance that no flows could close comes first, with what the nearest flows leave open.
    """
    merged = cleaned.first
    found = _with_gaps(open_balances(books, merged.mean, merged.variance), books, cleaned.solution)
    sourceless = (
        books.sourceless.with_columns(
            gap=pl.col("coefficient") * pl.col("size"), part=pl.col("coefficient") * pl.col("size")
        )
        .drop_nulls("size")
        .group_by(ROW)
        .agg(
            inflow=pl.lit(0.0),
            outflow=-pl.col("gap").sum(),
            gap=pl.col("gap").sum(),
            error=(pl.col("gap") * 0.25).pow(2).sum().sqrt(),
        )
    )
    found = pl.concat([found, sourceless.with_columns(stuck=pl.lit(False)).select(found.columns)])
    scale = pl.max_horizontal("inflow", "outflow")
    found = found.with_columns(
        z=pl.when((pl.col("error") > 0) & (pl.col("gap").abs() > _OPEN * scale))
        .then(pl.col("gap") / pl.col("error"))
        .otherwise(0.0)
    )
    q = benjamini_hochberg(2.0 * ndtr(-np.abs(found["z"].to_numpy())))
    return (
        found.filter((pl.Series(q <= level) & (pl.col("z") != 0)) | pl.col("stuck"))
        .sort(
            "stuck", pl.col("z").abs(), "enterprise", "product", "month", descending=[True, True, False, False, False]
        )
        .select("month", "enterprise", "product", "inflow", "outflow", "gap", "error", "z")
    )


def _with_gaps(found: pl.DataFrame, books: Books, solution: Solution) -> pl.DataFrame:
    """The open balances; those `stuck` as the fitted flows leave them, with the gap as error where none is known."""
    gap = solution.gap
    come = books.system.balances.maximum(0) @ solution.flows
    fitted = {"inflow": come, "outflow": come - gap, "gap": gap}
    stuck = pl.Series(gap != 0.0)
    found = found.with_columns(
        pl.when(stuck).then(pl.Series(values)).otherwise(pl.col(name)).alias(name) for name, values in fitted.items()
    )
    known = pl.col("error").is_finite() & (pl.col("error") > 0)
    return found.with_columns(
        error=pl.when(stuck & ~known).then(pl.col("gap").abs()).otherwise(pl.col("error")), stuck=stuck
    )


def _accuracy(measured: pl.DataFrame, known: Cluster, beliefs: Assumptions) -> pl.DataFrame:
    """Accuracy of all kinds of report, from pairs, from what was stated, or assumed."""
    rows = [stated_accuracy(role, known[role], getattr(beliefs, role)) for role in ("activity", "stock", "use")]
    return pl.concat([measured, pl.DataFrame(rows, schema=ACCURACY, orient="row")])
