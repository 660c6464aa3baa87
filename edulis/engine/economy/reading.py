"""Reading a cluster as an economy: its social accounting matrix, and what one unit of outside demand sets off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assembling import assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books, draw_up
from edulis.engine.economy.bottlenecks import find_bottlenecks
from edulis.engine.economy.calibrating import calibrate, ranges, shocks
from edulis.engine.economy.decomposing import decompose
from edulis.engine.economy.effects import DEMAND, INCOME, multipliers
from edulis.engine.economy.findings import findings
from edulis.engine.economy.households import BY
from edulis.engine.economy.leaks import spectral_radius
from edulis.engine.economy.material import Material
from edulis.engine.economy.matrix import Matrix
from edulis.engine.economy.needs import NEEDS
from edulis.engine.economy.paths import strongest_paths
from edulis.engine.economy.result import Economy
from edulis.engine.economy.summary import ALL, MEASURES, banded, flat, interval
from edulis.engine.economy.village import local_multiplier, monte_carlo
from edulis.engine.flows.result import Flows
from edulis.engine.need import unmet

_BLOCKS = {
    "enterprise": "enterprises",
    "shops": "enterprises",
    "work": "factors",
    "margin": "factors",
    "hired": "factors",
}


def read_economy(
    cluster: Cluster,
    round: str | None = None,
    flows: Flows | None = None,
    *,
    by: tuple[str, ...] = BY,
    assumptions: Assumptions | None = None,
    increase: float = 0.2,
    seed: int = 0,
    draws: int = 100,
) -> Economy:
    """The economy of one round: the latest with trades, or that of `flows`, where no round is named.

    Without `flows` reports are taken as they are. `by`: what households are grouped by, of kind, gender, poor.
    `increase`: how much more outside demand bottlenecks are sought for, as a share. `draws` of deliveries (from their
    errors) and of assumptions (from their ranges), from `seed`, give the bands; 0 gives none. Enterprises that told of
    paying more than they receive, and closed sets of accounts, are named in the evidence of a finding.
    Raises LookupError where there is no such round or grouping. Source: see docs/economy.md.
    """
    beliefs = assumptions or Assumptions()
    if round is None:
        round = flows.round if flows is not None else cluster.latest("trade")
    known = cluster.at(round) if round else cluster
    books = draw_up(known, flows, by, beliefs)
    made = assemble(books, beliefs)
    matrix = made.matrix
    found = multipliers(matrix)
    band = banded(books, beliefs, flat, draws=draws, seed=seed)
    stop = find_bottlenecks(known, flows, beliefs, increase=increase)
    ends = _ends(known, flows, beliefs, increase) if stop is not None and draws > 0 else None
    tables = {
        "kinds": _kinds(books, matrix, band),
        "groups": _groups(matrix, band),
        "leaks": _leaks(band),
        "multipliers": found.table,
        "paths": _paths(matrix),
        "parts": _parts(matrix),
        "prices": _prices(matrix, beliefs, draws, seed),
        "accounts": matrix.accounts.with_columns(received=pl.Series(matrix.received), paid=pl.Series(matrix.paid)),
        "beside": books.beside,
    }
    if stop is not None:
        tables["bottlenecks"] = stop.limits
    radius = spectral_radius(found.shares)
    told = findings(Material(known, books, made, stop, ends, tables, radius, _sold_outside(matrix)))
    return Economy(
        round=round, findings=told, lacks=unmet(known, NEEDS), matrix=matrix, books=books, beliefs=beliefs, seed=seed,
        draws=draws, radius=radius, served=None if stop is None else stop.served, **tables,
    )  # fmt: skip


def _ends(known: Cluster, flows: Flows | None, beliefs: Assumptions, increase: float) -> tuple[float, float]:
    """What could be served with the least and with the most raw material and hours that are thought possible."""
    grounds = Assumptions.grounds()
    served = []
    for end in ("low", "high"):
        spare = {name: getattr(grounds[name], end) for name in ("roots_spare", "hours_spare")}
        found = find_bottlenecks(known, flows, replace(beliefs, **spare), increase=increase)
        served.append(1.0 if found is None else found.served)
    return min(served), max(served)


def _sold_outside(matrix: Matrix) -> pl.DataFrame:
    """code, kind, amount: what each enterprise sells to outside buyers in a year."""
    outside = np.flatnonzero(np.isin(matrix.accounts["role"].to_numpy().astype(str), DEMAND))
    amount = np.asarray(matrix.flows[:, outside].sum(axis=1), np.float64).ravel()
    rows = matrix.accounts.with_columns(amount=pl.Series(amount)).filter(pl.col("role") == "enterprise")
    return rows.select("code", "kind", "amount", "endogenous")


def _parsed(band: pl.DataFrame, what: str) -> pl.DataFrame:
    """Rows of one kind of figure: first, second, value, low, high."""
    parts = pl.col("name").str.split_exact("|", 2)
    rows = band.with_columns(
        what=parts.struct.field("field_0"), first=parts.struct.field("field_1"), second=parts.struct.field("field_2")
    )
    return rows.filter(pl.col("what") == what).select("first", "second", "value", "low", "high")


def _kinds(books: Books, matrix: Matrix, band: pl.DataFrame) -> pl.DataFrame:
    rows = _parsed(band, "kind")
    sold = _sold_outside(matrix).filter("endogenous")
    whole = sold.select(kind=pl.lit(ALL), amount="amount")
    demand = pl.concat([sold.select("kind", "amount"), whole]).group_by("kind").agg(demand=pl.col("amount").sum())
    number = pl.concat([sold.select("kind"), whole.select("kind")]).group_by("kind").agg(enterprises=pl.len())
    table = number.join(demand, on="kind").filter(pl.col("demand") > 0)
    for name in MEASURES:
        part = rows.filter(pl.col("second") == name).select(
            kind="first", **{name: "value", f"{name}_low": "low", f"{name}_high": "high"}
        )
        table = table.join(part, on="kind", how="left")
    floats = [pl.col(name).fill_nan(None) for name in table.columns if table.schema[name] == pl.Float64]
    return table.with_columns(floats).sort(pl.col("kind") != ALL, -pl.col("demand"), "kind")


def _groups(matrix: Matrix, band: pl.DataFrame) -> pl.DataFrame:
    rows = _parsed(band, "group").rename({"first": "dimension", "second": "value", "value": "gain"})
    homes = matrix.accounts.with_columns(income=pl.Series(matrix.received)).filter(pl.col("role") == "household")
    held = [
        homes.group_by(pl.col(name).alias("value"))
        .agg(households=pl.col("members").sum(), income=pl.col("income").sum())
        .with_columns(dimension=pl.lit(name)) for name in ("kind", "gender", "poor")
    ]  # fmt: skip
    whole = pl.col("gain").sum().over("dimension")
    return (
        rows.join(pl.concat(held), on=["dimension", "value"], how="left")
        .with_columns(share=pl.when(whole > 0).then(pl.col("gain") / whole))
        .with_columns(pl.col("low", "high").fill_nan(None))
        .select("dimension", "value", "households", "income", "gain", "low", "high", "share")
        .sort("dimension", "value")
    )


def _leaks(band: pl.DataFrame) -> pl.DataFrame:
    rows = _parsed(band, "leak").select(to="second", share="value", low="low", high="high")
    return rows.with_columns(pl.col("low", "high").fill_nan(None)).sort("share", "to", descending=[True, False])


def _by_kind(matrix: Matrix) -> Matrix:
    """The matrix with enterprises merged by kind, and groups of households and their factors by role."""
    inside = pl.col("endogenous")
    named = pl.when(pl.col("role") == "enterprise").then("kind").otherwise("role")
    labels = matrix.accounts.select(pl.when(inside).then(named).otherwise(pl.concat_str([pl.lit("* "), "role"])))
    return matrix.merged(labels.to_series().to_list())


def _paths(matrix: Matrix) -> pl.DataFrame:
    """The strongest chains of kinds from the kind that sells most outside to income here."""
    schema = {"origin": pl.String, "chain": pl.String, "direct": pl.Float64, "multiplier": pl.Float64,
              "total": pl.Float64, "share": pl.Float64}  # fmt: skip
    sold = _sold_outside(matrix).filter("endogenous").group_by("kind").agg(pl.col("amount").sum())
    sold = sold.filter(pl.col("amount") > 0).sort("amount", "kind", descending=[True, False])
    if sold.is_empty():
        return pl.DataFrame(schema=schema)
    merged = _by_kind(matrix)
    shares = merged.shares()
    names = merged.accounts.filter("endogenous")["account"].to_list()
    weight = np.array([float(name in INCOME) for name in names])
    rows = []
    for origin in sold["kind"].head(3):
        found = strongest_paths(shares, names.index(origin), weight, most=20)
        rows += [
            {
                "origin": origin, "chain": " > ".join(names[at] for at in path.accounts), "direct": path.direct,
                "multiplier": path.multiplier, "total": path.total, "share": path.total / found.effect,
            }
            for path in found.paths
        ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def _parts(matrix: Matrix) -> pl.DataFrame:
    """Transfer, open-loop and closed-loop effects of one unit of outside demand, by role of account."""
    inside = np.flatnonzero(matrix.endogenous)
    outside = np.flatnonzero(np.isin(matrix.accounts["role"].to_numpy().astype(str), DEMAND))
    demand = np.asarray(matrix.flows[inside][:, outside].sum(axis=1), np.float64).ravel()
    roles = matrix.accounts["role"].gather(inside)
    names = ("injection", "transfer", "open_loop", "closed_loop")
    if not demand.sum() > 0:
        return pl.DataFrame(schema={"role": pl.String} | dict.fromkeys(names, pl.Float64))
    blocks = [_BLOCKS.get(role, "households") for role in roles]
    found = decompose(matrix.shares(), blocks, demand / demand.sum())
    table = pl.DataFrame({"role": roles} | {name: getattr(found, name) for name in names})
    return table.group_by("role").agg(pl.col(names).sum()).sort("role")


def _prices(matrix: Matrix, beliefs: Assumptions, draws: int, seed: int) -> pl.DataFrame:
    """The village model's multipliers beside those of fixed prices."""
    names = ("fixed", "nominal", "real")
    columns = ["shock", *(f"{name}{end}" for name in names for end in ("", "_low", "_high"))]
    schema = dict.fromkeys(columns, pl.Float64) | {"shock": pl.String}
    rows: list[dict[str, object]] = []
    try:
        village = calibrate(matrix, beliefs)
        for shock, change in shocks(village).items() if village is not None else ():
            assert village is not None
            one = local_multiplier(village, change)
            low, high = interval(monte_carlo(village, change, ranges(), draws=draws, seed=seed))
            row: dict[str, object] = {"shock": shock}
            for at, name in enumerate(names):
                row |= {name: getattr(one, name), f"{name}_low": float(low[at]), f"{name}_high": float(high[at])}
            rows.append(row)
    except (ArithmeticError, ValueError):
        rows = []  # a village too bare to clear its markets has no such figure
    table = pl.DataFrame(rows, schema={name: schema[name] for name in columns})
    return table.with_columns(pl.col(name).fill_nan(None) for name in columns if name != "shock")
