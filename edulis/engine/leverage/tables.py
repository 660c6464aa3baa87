"""Weighed proposals as tables: figures with bands, parts, who gains and who loses, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.economy import Economy
from edulis.engine.leverage.assumptions import HORIZONS
from edulis.engine.leverage.cases import Ready
from edulis.engine.leverage.chain import spread_of
from edulis.engine.leverage.market import Market
from edulis.engine.leverage.shocks import WHY
from edulis.engine.leverage.spreading import Pace
from edulis.engine.leverage.weighing import Case, Draw, amounts, expected
from edulis.engine.leverage.worlds import Worlds

Weighed = Mapping[str, tuple[Ready, Mapping[str, float], pl.DataFrame]]
LEAST = 10  # draws for a band
_YEARLY = (
    "direct", "others", "chain", "income", "women", "poor", "farms", "services", "days", "women_days", "cod",
    "neighbours",
)  # fmt: skip
_SUMMED = ("own", "first", "imitation", "followers", "total", "per_own")
MEASURED = (*_YEARLY, *(f"{name}_{years}" for years in HORIZONS for name in _SUMMED), "payback", "break_even")
_CHAINED = ("chain", "women", "poor", "farms", "services", "neighbours")  # not known without an economy
PARTS = ("direct", "others", "chain", *(f"imitation_{years}" for years in HORIZONS))


def band(found: pl.DataFrame, name: str, value: float) -> tuple[float | None, float | None]:
    """The 95 % interval over draws, widened to hold the figure itself; an end without bound is empty."""
    if found.height < LEAST or name not in found.columns or not np.isfinite(value):
        return None, None
    drawn = found[name].to_numpy()
    if name in ("payback", "break_even"):
        drawn = np.where(np.isfinite(drawn), drawn, np.inf)  # never
    elif not np.isfinite(drawn).all():
        return None, None
    low, high = (float(np.quantile(drawn, one, method="closest_observation")) for one in (0.025, 0.975))
    low, high = min(low, value), max(high, value)
    return (low if np.isfinite(low) else None), (high if np.isfinite(high) else None)


def proposal_rows(weighed: Weighed) -> pl.DataFrame:
    """One row for each proposal; see `Leverage.proposals`."""
    rows = []
    for code, (one, told, found) in weighed.items():
        case, proposal = one.case, one.proposal
        row: dict[str, Any] = {"proposal": code, "kind": proposal["kind"], "users": proposal["users"]}
        row |= {"trade": None, "talked": None, "own_money": None, "outside_money": proposal["outside_money"]}
        if case is not None:
            talk = case.trade.talk
            row |= {"trade": case.trade.weight.size, "own_money": case.own}
            row["talked"] = None if talk is None else int((np.diff(talk.indptr) > 0).sum())
        for name in MEASURED:
            value = told.get(name, float("nan"))
            if name in _CHAINED and not np.isfinite(told.get("chain", float("nan"))):
                value = float("nan")
            row[name] = value if np.isfinite(value) else None
            row[f"{name}_low"], row[f"{name}_high"] = band(found, name, value)
        recipe = None if case is None else case.shock.recipe
        saving = float("nan") if recipe is None else recipe.saving
        row |= {"saving_told": proposal["cost_saving"], "saving_recipe": saving if np.isfinite(saving) else None}
        rows.append(row | {"begin": one.begin, "result": one.result})
    schema: dict[str, Any] = {"proposal": pl.String, "kind": pl.String}
    schema |= dict.fromkeys(("users", "trade", "talked"), pl.Int64)
    schema |= {"own_money": pl.Float64, "outside_money": pl.Float64}
    schema |= {f"{name}{end}": pl.Float64 for name in MEASURED for end in ("", "_low", "_high")}
    schema |= {"saving_told": pl.Float64, "saving_recipe": pl.Float64, "begin": pl.Date, "result": pl.Date}
    return pl.DataFrame([{name: row[name] for name in schema} for row in rows], schema=schema)


SUMMARY = (
    "proposal", "kind", "users", "own_money", "direct", "others", "chain", "income", "total_3", "total_3_low",
    "total_3_high", "per_own_3", "per_own_3_low", "per_own_3_high", "payback", "days", "cod", "begin", "result",
)  # fmt: skip


def summary_rows(proposals: pl.DataFrame) -> pl.DataFrame:
    """What one would print of `proposal_rows`, most per own money first; proposals that cannot be weighed last."""
    return proposals.select(SUMMARY).sort("per_own_3", "proposal", descending=[True, False], nulls_last=True)


def part_rows(weighed: Weighed) -> pl.DataFrame:
    """proposal, part, amount, low, high, sign."""
    rows = []
    for code, (_, told, found) in weighed.items():
        for part in PARTS:
            value = told.get(part, float("nan"))
            if np.isfinite(value):
                low, high = band(found, part, value)
                row = {"proposal": code, "part": part, "amount": value, "low": low, "high": high}
                rows.append(row | {"sign": int(np.sign(value))})
    schema = {"proposal": pl.String, "part": pl.String} | dict.fromkeys(("amount", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema=schema | {"sign": pl.Int64})


def loser_rows(market: Market, weighed: Weighed, worlds: Worlds, pace: Pace) -> pl.DataFrame:
    """proposal, why, kind, enterprises, amount: who has less at once than without it, most first."""
    rows: list[pl.DataFrame] = []
    kinds = np.asarray(market.kinds)
    for code, (one, _, _) in weighed.items():
        if one.case is None or one.case.shock.firm.size == 0:
            continue
        by_user, _ = _by_user(one.case, worlds, pace)
        shock = one.case.shock
        left = np.where(shock.owner, 1.0, worlds.reach.keeps[shock.firm])
        each = pl.DataFrame({"firm": shock.firm, "why": np.asarray(WHY)[shock.why], "amount": by_user * left})
        each = each.group_by("firm", "why").agg(pl.col("amount").sum()).filter(pl.col("amount") < 0)
        each = each.with_columns(kind=pl.Series(kinds[each["firm"].to_numpy()].astype(str), dtype=pl.String))
        rows.append(
            each.group_by("why", "kind")
            .agg(enterprises=pl.len().cast(pl.Int64), amount=pl.col("amount").sum())
            .select(pl.lit(code).alias("proposal"), "why", "kind", "enterprises", "amount")
            .sort("amount", "why", "kind")
        )
    schema = {"proposal": pl.String, "why": pl.String, "kind": pl.String, "enterprises": pl.Int64, "amount": pl.Float64}
    return pl.concat(rows) if rows else pl.DataFrame(schema=schema)


def distribution_rows(
    market: Market, economy: Economy | None, weighed: Weighed, worlds: Worlds, pace: Pace
) -> pl.DataFrame:
    """proposal, dimension, value, amount, sign: by kind of enterprise, and by gender and poverty of households."""
    cases = [one.case for one, _, _ in weighed.values() if one.case is not None]
    f = len(market.codes)
    owner, firm = np.zeros((f, len(cases))), np.zeros((f, len(cases)))
    for at, case in enumerate(cases):
        by_user, _ = _by_user(case, worlds, pace)
        np.add.at(owner[:, at], case.shock.firm, np.where(case.shock.owner, by_user, 0.0))
        np.add.at(firm[:, at], case.shock.firm, np.where(case.shock.owner, 0.0, by_user))
    frames = []
    kinds = pl.Series("value", market.kinds, dtype=pl.String)
    if economy is None or not cases:
        left, homes = owner + firm * worlds.reach.keeps[:, None], None
    else:
        change = spread_of(market, economy.matrix, worlds.beliefs.farm_supply, owner, firm)
        number = {name: at for at, name in enumerate(economy.matrix.accounts["account"].to_list())}
        place = np.array([number.get(f"enterprise: {code}", -1) for code in market.codes], np.int64)
        sold = np.where(place[:, None] >= 0, change[place], 0.0)
        left = owner + worlds.reach.keeps[:, None] * sold
        homes = economy.matrix.accounts.select("role", "gender", "poor")
    for number_, case in enumerate(cases):
        parts = [("kind", pl.DataFrame([kinds, pl.Series("amount", left[:, number_], dtype=pl.Float64)]))]
        if homes is not None:
            held = homes.with_columns(amount=pl.Series(change[:, number_])).filter(pl.col("role") == "household")
            parts += [(name, held.select(pl.col(name).alias("value"), "amount")) for name in ("gender", "poor")]
        for name, table in parts:
            sums = table.group_by("value").agg(pl.col("amount").sum()).sort("value")
            head = [pl.lit(case.proposal["code"]).alias("proposal"), pl.lit(name).alias("dimension")]
            frames.append(sums.select(*head, "value", "amount", sign=pl.col("amount").sign().cast(pl.Int64)))
    schema = dict.fromkeys(("proposal", "dimension", "value"), pl.String) | {"amount": pl.Float64, "sign": pl.Int64}
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)


def _by_user(case: Case, worlds: Worlds, pace: Pace) -> tuple[np.ndarray, Draw]:
    told = expected(case, worlds.beliefs, worlds.reach, pace, worlds.room)
    return amounts(case, told) * told.weight[case.shock.user], told


def swing_frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """The sensitivity rows of all proposals, largest swing first."""
    schema = {"proposal": pl.String, "what": pl.String} | dict.fromkeys(("at_low", "at_high", "swing"), pl.Float64)
    return pl.DataFrame(list(rows), schema=schema).sort("proposal", "swing", "what", descending=[False, True, False])


def unknown_rows(weighed: Weighed) -> pl.DataFrame:
    """proposal, what: codes of what is not known of it."""
    rows = [{"proposal": code, "what": what} for code, (one, _, _) in weighed.items() for what in one.unknown]
    return pl.DataFrame(rows, schema={"proposal": pl.String, "what": pl.String})
