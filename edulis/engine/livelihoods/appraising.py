"""Appraising what nobody here does yet: work, money, season, skill, and who could begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.livelihoods.able import skilled_enterprises, spare_hours, who_could
from edulis.engine.livelihoods.appraisal import APPRAISAL_NEEDS, Appraisal
from edulis.engine.livelihoods.appraised import tell
from edulis.engine.livelihoods.assumptions import LivelihoodAssumptions
from edulis.engine.livelihoods.margins import used_shares
from edulis.engine.livelihoods.portfolio import living
from edulis.engine.livelihoods.prospects import Prospect, prices, prospect
from edulis.engine.livelihoods.schedule import Schedule, cash_path, schedule
from edulis.engine.need import unmet
from edulis.engine.seasons import Seasons, locals_of, read_seasons
from edulis.engine.seasons.hours import levels
from edulis.engine.seasons.paid import paid_deliveries
from edulis.engine.seasons.slack import members_of
from edulis.schema import Process, ProcessLine


def appraise(
    cluster: Cluster,
    process: str | Process,
    lines: Sequence[ProcessLine] = (),
    *,
    level: float | None = None,
    price: float | None = None,
    first: int | None = None,
    round: str | None = None,
    flows: Flows | None = None,
    assumptions: LivelihoodAssumptions | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Appraisal:
    """An activity that nobody here does yet, for one household or enterprise that would begin with it.

    process: the code of a declared technique, or a `Process` with its recipe `lines`. level: units of the main product
    a month (of a crop: a harvest); the median of those who make it here, else its usual capacity, else its smallest
    batch, unless given. price: of the main product in whole money, if another than told is expected; first: month of
    the year to begin (that of its season, else January, unless given). Equipment and the cost of changing over are paid
    before; inputs when used; the product is paid after the days its market takes, else after `stay` months. By-products
    count as far as they find a use here now. The range of the margin comes from `draws` (at least 1) of prices and
    recipe from `seed`. Raises LookupError where there is no such technique or round.
    """
    beliefs = assumptions or LivelihoodAssumptions()
    code = round or cluster.latest("labour", "trade", "income")
    known = cluster.at(code) if code else cluster
    new, recipe = _technique(known, process, tuple(lines))
    size = level if level is not None else _size(known, new, flows)
    plan = schedule(bool(new.grown), new.cycle_months, new.season_from, new.season_to, first or new.season_from or 1)
    unit = prospect(
        prices(known),
        new,
        recipe,
        price=price,
        used=used_shares(known, flows, paid_deliveries(known, flows)),
        draws=draws,
        seed=seed,
    )
    year = read_seasons(cluster, code or None, flows)
    each = living(known, pl.DataFrame(schema={"enterprise": pl.String, "sales": pl.Float64}))
    spare = spare_hours(each, year.profiles, beliefs)
    inputs = {line.product for line in recipe if line.direction == "in"}
    sure = not (inputs | {new.product}) & set(unit.unpriced)
    money = _money(known, new, plan, unit, size, beliefs) if sure else {}
    months = _months(known, plan, new, size, spare, year, money.pop("path", [None] * 12))
    need = months.select("month_of_year", pl.col("hours").fill_null(0.0))
    answer = Appraisal(
        round=code,
        lacks=unmet(known, APPRAISAL_NEEDS),
        process=new.code,
        months=months,
        who=who_could(known, each, spare, need, new, money.get("needed")),
        level=size,
        slack_share=_share(months, "slack"),
        peak_share=_share(months, "peak"),
        doing=_doing(known, new.code),
        skilled=skilled_enterprises(known, new).height,
        unpriced=unit.unpriced,
        **money,
    )
    return tell(answer, new, str(known.about["currency"] or ""))


def _technique(
    cluster: Cluster, process: str | Process, lines: tuple[ProcessLine, ...]
) -> tuple[Process, tuple[ProcessLine, ...]]:
    """The technique with its recipe, from values or from the cluster."""
    if isinstance(process, Process):
        return process, lines
    rows = cluster["process"].filter(pl.col("code") == process).to_dicts()
    if not rows:
        raise LookupError(f"no technique is called {process!r}")
    recipe = cluster["process_line"].filter(pl.col("process") == process).sort("product", "direction").to_dicts()
    names = {field.name for field in fields(ProcessLine)}
    told = tuple(ProcessLine(**{key: row[key] for key in names}) for row in recipe)
    return Process(**{field.name: rows[0][field.name] for field in fields(Process)}), lines or told


def _size(cluster: Cluster, new: Process, flows: Flows | None) -> float | None:
    made = levels(cluster, flows).filter((pl.col("process") == new.code) & (pl.col("level") > 0))
    per = pl.col("level").sum() if new.grown else pl.col("level").mean()
    usual = made.group_by("enterprise").agg(per)["level"].median()
    return float(usual) if isinstance(usual, int | float) else new.capacity or new.batch


def _money(
    cluster: Cluster, new: Process, plan: Schedule, unit: Prospect, size: float | None, beliefs: LivelihoodAssumptions
) -> dict[str, Any]:
    """margin, per_day with their ranges, needed, back and the path of cash of the first year."""
    low, high = unit.interval()
    found: dict[str, Any] = {"margin": unit.margin, "margin_low": low, "margin_high": high}
    if new.labour:
        days = new.labour / beliefs.day
        found |= {"per_day": unit.margin / days, "per_day_low": low / days, "per_day_high": high / days}
    if size is not None:
        before = ((new.equipment or 0) + (new.switching_cost or 0)) / cluster.minor_units
        waits = cluster["market"].filter(pl.col("product") == new.product)["payment_days"].median()
        lag = float(waits) / 30 if isinstance(waits, int | float) else beliefs.stay
        needed, back, path = cash_path(plan, before, unit.cost * size, unit.income * size, round(lag))
        found |= {"needed": needed, "back": back, "path": path.tolist()}
    return found


def _months(
    cluster: Cluster, plan: Schedule, new: Process, size: float | None, spare: pl.DataFrame, year: Seasons,
    cash: list[float | None],
) -> pl.DataFrame:  # fmt: skip
    hours = None if new.labour is None or size is None else plan.work * new.labour * size
    table = pl.DataFrame(
        {"month_of_year": list(plan.months), "hours": [None] * 12 if hours is None else hours.tolist(), "cash": cash},
        schema={"month_of_year": pl.Int64, "hours": pl.Float64, "cash": pl.Float64},
    )
    usual = spare.drop_nulls("spare").group_by("month_of_year").agg(pl.col("spare").median())
    trades = year.slack.join(members_of(cluster), on="kind", how="inner")
    weight = pl.col("enterprises")
    busy = trades.group_by("month_of_year").agg(
        slack=weight.filter("slack").sum() / weight.sum(), peak=weight.filter("peak").sum() / weight.sum()
    )
    joined = table.join(usual, on="month_of_year", how="left", maintain_order="left")
    joined = joined.join(busy, on="month_of_year", how="left", maintain_order="left")
    return joined.select("month_of_year", "hours", "spare", "slack", "peak", "cash")


def _share(months: pl.DataFrame, what: str) -> float | None:
    """The share of its hours that falls on trades in such months."""
    rows = months.drop_nulls(["hours", what])
    total = float(rows["hours"].sum())
    return float((rows["hours"] * rows[what]).sum()) / total if total > 0 else None


def _doing(cluster: Cluster, code: str) -> int:
    runs = cluster["activity"].filter(pl.col("process") == code)
    return int(runs.join(locals_of(cluster), on="enterprise", how="semi")["enterprise"].n_unique())
