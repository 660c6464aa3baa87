"""Reports that seem to be of a delivery in another month, or with another partner, than the one they were told for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from edulis.engine.flows.assumptions import Assumptions
from edulis.engine.flows.balances import Books
from edulis.engine.flows.reports import Reports
from edulis.engine.flows.solve import Solution
from edulis.engine.flows.system import Floats, Integers, Mask, System

DELIVERY = ["month", "seller", "buyer", "product"]
_APART = 4.0  # sd of the log ratio beyond which two reports are not taken to be of one delivery
_LEAST = 30  # pairs of months from which on the spread of a pair's deliveries is measured
_SPREAD = 0.5  # the same, not measured: sd of the log ratio
_BROAD = 0.4  # density of a delivery nobody knows at its usual size, times that size: log-normal with an sd of one
_SURE = float(np.log(19.0))  # 19 to 1
_WHICH = float(np.log(99.0))  # 99 to 1
_NOTHING = 0.01  # sd of a flow that never was, of what was told
_STRANGER = 0.5  # how often a pair that never met otherwise may still meet, in months


@dataclass(frozen=True, slots=True)
class Astray:
    """What may have been told for the wrong month or partner, (c,): report `moved` is perhaps of the flow `to`.

    `stays` is the report that tells of it there, `off` the flow that then never was. `prior`: log odds against both
    deliveries having happened, each told by one side only, before balances are asked. `rival` is the row that moves the
    other report of a pair instead (−1: none can). `kind` is "month" or "partner".
    """

    moved: Integers
    stays: Integers
    to: Integers
    off: Integers
    prior: Floats
    rival: Integers
    kind: pl.Series


def look_for_astray(books: Books, reports: Reports, beliefs: Assumptions) -> Astray:
    """Pairs of deliveries told by one side each, the one side here and the other there, of amounts that agree.

    Month: same seller, buyer and product in neighbouring months. Partner: same month, product and one of the partners.
    Only of those who tell of such deliveries otherwise. Prior odds
    `r/f² · (1 − a)/a · N(d; 0, s)/N(d; 0, τ)`: r how often a month or partner is mistaken, f how often a delivery is
    forgotten by one side, a how often the pair trades, d the log ratio of the two reports with its error s, τ the
    usual spread from month to month.
    """
    told = (
        books.told.with_row_index("k")
        .filter((pl.col("subject") == "trade") & pl.col("month").is_not_null() & (pl.col("value") > 0))
        .select(
            pl.col("k").cast(pl.Int64), "unknown", "month", "product", "reporter", seller="enterprise", buyer="partner",
            amount="value", error=(pl.col("relative") ** 2 + (pl.col("sigma") / pl.col("value")) ** 2).sqrt(),
        )
    )  # fmt: skip
    known = told.filter(pl.col("reporter") != "observer")
    tells = {
        side: known.filter(pl.col("reporter") == side).select(side, "product").unique() for side in ("seller", "buyer")
    }
    both = known.join(tells["seller"], on=["seller", "product"], how="semi").join(
        tells["buyer"], on=["buyer", "product"], how="semi"
    )
    sides = both.group_by("unknown").len()["len"].to_numpy()
    single = int(np.count_nonzero(sides == 1))
    forgotten = float(np.clip(single / max(int(sides.sum()) + single, 1), 0.005, 0.5))
    lone = both.filter(pl.len().over("unknown") == 1)
    lone = lone.join(told.filter(pl.col("reporter") == "observer"), on="unknown", how="anti")
    met = told.group_by("seller", "buyer", "product").agg(times=pl.col("month").n_unique())
    months = max(int(told["month"].n_unique()), 2)
    lone = lone.join(met, on=["seller", "buyer", "product"], how="left")
    found = pl.concat(
        [
            _months(lone, _usual_spread(known), months, beliefs.other_month / forgotten**2),
            _partners(lone, known, "seller", beliefs.other_partner / forgotten**2, months),
            _partners(lone, known, "buyer", beliefs.other_partner / forgotten**2, months),
        ]
    ).sort("moved", "stays").with_row_index("row")  # fmt: skip
    rival = found.join(
        found.select(moved="stays", stays="moved", rival="row"),
        on=["moved", "stays"],
        how="left",
        maintain_order="left",
    )["rival"]
    return Astray(
        moved=found["moved"].to_numpy(), stays=found["stays"].to_numpy(), to=found["to"].to_numpy(),
        off=found["off"].to_numpy(), prior=found["prior"].to_numpy(), kind=found["kind"],
        rival=rival.cast(pl.Int64).fill_null(-1).to_numpy(),
    )  # fmt: skip


def _usual_spread(known: pl.DataFrame) -> float:
    """The usual sd of the log ratio of a pair's deliveries in neighbouring months, told by the same person."""
    step = (
        known.sort("seller", "buyer", "product", "reporter", "month")
        .with_columns(
            change=pl.col("amount").log().diff().over("seller", "buyer", "product", "reporter"),
            gap=(pl.col("month").diff().over("seller", "buyer", "product", "reporter")).dt.total_days(),
        )
        .filter(pl.col("gap") <= 31)["change"]
        .drop_nulls()
    )
    return max(1.4826 * float(step.abs().median()), 0.1) if step.len() >= _LEAST else _SPREAD  # type: ignore[arg-type]


def _months(lone: pl.DataFrame, spread: float, months: int, rate: float) -> pl.DataFrame:
    """The seller told of it in one month, the buyer in the next or the one before."""
    pair = ["seller", "buyer", "product"]
    sold, bought = (lone.filter(pl.col("reporter") == side) for side in ("seller", "buyer"))
    near = pl.concat(
        [
            sold.with_columns(other=pl.col("month").dt.offset_by(way)).join(
                bought, left_on=[*pair, "other"], right_on=[*pair, "month"], suffix="_b"
            )
            for way in ("1mo", "-1mo")
        ]
    )
    gap = (pl.col("amount") / pl.col("amount_b")).log()
    error = (pl.col("error") ** 2 + pl.col("error_b") ** 2).sqrt()
    often = ((pl.col("times") - 2 + _STRANGER) / (months - 2 + 2 * _STRANGER)).clip(1e-3, 1 - 1e-3)
    near = near.filter(gap.abs() <= _APART * error).with_columns(
        prior=np.log(rate / 2) + ((1 - often) / often).log() + _log_ratio(gap, error, spread)
    )
    one = near.select(moved="k", stays="k_b", to="unknown_b", off="unknown", prior="prior")
    other = near.select(moved="k_b", stays="k", to="unknown", off="unknown_b", prior="prior")
    return pl.concat([one, other]).with_columns(kind=pl.lit("month"))


def _partners(lone: pl.DataFrame, known: pl.DataFrame, side: str, rate: float, months: int) -> pl.DataFrame:
    """One who told of a stranger, while a partner tells of a delivery of that size with them that they did not tell."""
    partner = "buyer" if side == "seller" else "seller"
    mine = lone.filter((pl.col("reporter") == side) & (pl.col("times") == 1))
    theirs = lone.filter(pl.col("reporter") == partner)
    near = mine.join(theirs, on=[side, "month", "product"], suffix="_b")
    gap = (pl.col("amount") / pl.col("amount_b")).log()
    error = (pl.col("error") ** 2 + pl.col("error_b") ** 2).sqrt()
    strangers = (  # deliveries to partners met only once, for each seller (or buyer) and month
        known.filter(pl.col("reporter") == side)
        .with_columns(met=pl.col("month").n_unique().over("seller", "buyer", "product"))
        .group_by("product")
        .agg(often=((pl.col("met") == 1).sum() + 1) / (pl.col(side).n_unique() * months))
    )
    return (
        near.filter(gap.abs() <= _APART * error)
        .join(strangers, on="product", how="left")
        .select(
            moved="k", stays="k_b", to="unknown_b", off="unknown",
            prior=np.log(rate) - pl.col("often").clip(1e-3, 1.0).log() + _log_ratio(gap, error, 1.0),
            kind=pl.lit("partner"),
        )
    )  # fmt: skip


def _log_ratio(gap: pl.Expr, error: pl.Expr, spread: float) -> pl.Expr:
    """Ln N(d; 0, s) − ln N(d; 0, √(τ² + s²))."""
    wide = (error**2 + spread**2).sqrt()
    return -0.5 * (gap / error) ** 2 - error.log() + 0.5 * (gap / wide) ** 2 + wide.log()


def weigh(astray: Astray, values: Floats, solution: Solution, unreported: float) -> Floats:
    """Log odds (c,) that the report was told astray, with what all else says of the delivery that then never was.

    Without the report itself the flow is μ ± √S: `1/S = 1/σ̂² − 1/σ²`, `μ = S (x̂/σ̂² − y/σ²)`; its odds of being
    nothing against being what was told are `N(0; μ, S) / N(y; μ, S + σ²)`. As a share `unreported` of balances is off
    for another reason, neither density counts as less than that of anything at all.
    """
    y, x = values[astray.moved], solution.flows[astray.off]
    own, error = solution.sigma[astray.moved] ** 2, solution.error[astray.off] ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        known = np.isfinite(error) & (error > 0) & (error < own * (1 - 1e-6))
        spread = np.where(known, 1.0 / (1.0 / error - 1.0 / own), np.inf)
        middle = np.where(known, spread * (x / error - y / own), 0.0)
        least = unreported * _BROAD / y
        nothing = np.maximum(_density(middle, spread), least)
        told = np.maximum(_density(y - middle, spread + own), least)
        balance = np.where(known, np.log(nothing / told), 0.0)
    return np.asarray(astray.prior + balance)


def _density(off: Floats, variance: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * off * off / variance) / np.sqrt(2 * np.pi * variance))


@dataclass(frozen=True, slots=True)
class Found:
    """What was told astray (K,): `cause` 0 nothing, 1 month, 2 partner; `meant` the flow it is likely of (−1 none).

    `moved` are those taken to be of that flow; `open` those of which only the pair is sure, not which one is astray:
    both reports of the pair are left out.
    """

    cause: Integers
    meant: Integers
    moved: Mask
    open: Mask

    @classmethod
    def nothing(cls, reports: int) -> Found:
        """Nothing yet, of that many reports."""
        none = np.zeros(reports, np.bool_)
        return cls(np.zeros(reports, np.int64), np.full(reports, -1), none, none)


def choose(astray: Astray, odds: Floats, found: Found, usable: Mask) -> Found:
    """Add what is likelier astray than not by 19 to 1, the likeliest first, no report twice.

    `p = (o + o')/(1 + o + o')` with the odds o' of the rival, that the other report of the pair is astray instead; a
    report is moved only where it is likelier than its rival by 99 to 1, since one balance may speak for both.
    `usable` (K,) marks the reports that are still believed.
    """
    other = np.where(astray.rival >= 0, odds[astray.rival], -np.inf)
    ahead = odds - other
    either = np.logaddexp(odds, other)
    cause, meant, moved, left = found.cause.copy(), found.meant.copy(), found.moved.copy(), found.open.copy()
    free = usable & (cause == 0) & ~left
    for row in np.lexsort((np.arange(odds.size), -either)):
        k, stays = astray.moved[row], astray.stays[row]
        behind = ahead[row] < 0 or (ahead[row] == 0 and 0 <= astray.rival[row] < row)
        if either[row] < _SURE or behind or not (free[k] and free[stays]):
            continue
        free[k] = free[stays] = False
        cause[k], meant[k] = (1 if astray.kind[int(row)] == "month" else 2), astray.to[row]
        if ahead[row] >= _WHICH:
            moved[k] = True
        else:
            left[k] = left[stays] = True
    return Found(cause, meant, moved, left)


def arrange(system: System, found: Found, stays: Integers) -> System:
    """The system with what was told astray where it belongs.

    The flow a report was moved from is taken as nothing; where it was moved to, both reports count as their weighted
    mean. `stays` (K,) is the report that tells of a delivery there.
    """
    k = np.flatnonzero(found.moved)
    if k.size == 0:
        return system
    at = stays[k]
    values, sigma, relative = system.values.copy(), system.sigma.copy(), system.relative.copy()
    share = [1.0 / (sigma[i] ** 2 + (relative[i] * values[i]) ** 2) for i in (k, at)]
    values[at] = (share[0] * values[k] + share[1] * values[at]) / (share[0] + share[1])
    sigma[at], relative[at] = 0.0, 1.0 / np.sqrt(share[0] + share[1]) / values[at]
    sigma[k], relative[k], values[k] = _NOTHING * values[k], 0.0, 0.0
    return replace(system, values=values, sigma=sigma, relative=relative)
