"""What households live from as they laid it out with seeds: shares without amounts, a sketch before any survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.portfolio import diversity
from edulis.engine.resample import share_interval
from edulis.engine.telling import one_sided
from edulis.schema import Text

SEED, RESAMPLES = 20030506, 400
SCHEMA = {"household": pl.String, "source": pl.String, "seeds": pl.Int64}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds(Answer):
    """Heaps of seeds as shares.

    `households`: household, sources, and the indices of diversification of its heaps. `sources`: source, share (the
    mean over households of the part of their seeds, each household counting once), low, high, households (that laid
    any on it); largest first, only where at least five households laid seeds.
    """

    question: ClassVar[Text] = Text("What do we live from, as we laid it out ourselves?")
    method: ClassVar[Text] = Text("Each household's seeds as shares, averaged over households; no amount is asked.")
    source: ClassVar[str] = "Chambers 1994; Simpson 1949; Hill 1973"
    units: ClassVar[Mapping[str, str]] = {"share": "share"}
    main: ClassVar[str] = "sources"

    households: pl.DataFrame = field(default_factory=pl.DataFrame)
    sources: pl.DataFrame = field(default_factory=pl.DataFrame)


def read_seeds(heaps: pl.DataFrame, *, seed: int = SEED, resamples: int = RESAMPLES) -> Seeds:
    """Shares p_hs = seeds_hs / Σ_s seeds_hs, their mean over households with a 95 % interval by drawing households.

    heaps: household, source, seeds (whole numbers ≥ 0); households without a seed are left out. Source: Chambers (1994)
    for the seeds; Hill (1973) for 1/Σp².
    """
    laid = heaps.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).filter(pl.col("seeds") > 0)
    laid = laid.with_columns(amount=pl.col("seeds") / pl.col("seeds").sum().over("household")).sort(
        "household", "source"
    )
    each = diversity(laid.select("household", "source", "amount"), ["household"]).sort("household")
    if not enough(each.height, "people"):
        return Seeds(households=each, sources=_sources([]))
    rows = []
    whole = each.select("household").with_columns(whole=pl.lit(1.0))
    for source in sorted(laid["source"].unique()):
        part = laid.filter(pl.col("source") == source).select("household", part="amount")
        joined = whole.join(part, on="household", how="left").with_columns(pl.col("part").fill_null(0.0))
        share, low, high = share_interval(joined, "household", "part", "whole", seed=seed, resamples=resamples)
        rows.append((source, share, low, high, part.height))
    made = _sources(rows).sort("share", "source", descending=[True, False])
    return Seeds(households=each, sources=made, findings=(_finding(each),))


def _sources(rows: list[tuple[str, float, float, float, int]]) -> pl.DataFrame:
    kinds = {"source": pl.String, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64, "households": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _finding(each: pl.DataFrame) -> Finding:
    value = float(each["inverse_simpson"].mean())  # type: ignore[arg-type]
    single = each.filter(pl.col("inverse_simpson") < 1.1).height
    few = one_sided(single, each.height)
    return Finding(
        code="livelihoods.seeds",
        title=Text("By the seeds they laid, a household lives from {value:.1f} sources of equal weight.", value=value)
        if few
        else Text(
            "By the seeds they laid, a household lives from {value:.1f} sources of equal weight; {share:.0%} live from "
            "one alone.",
            value=value, share=single / each.height,
        ),
        value=value, unit="sources", n=each.height,
        method=Text("Effective number of sources (inverse Simpson) of each household's seeds; no amount is asked."),
        source="Chambers 1994; Hill 1973",
        question=Text("Which heap would you like to see grow, and which one not?"),
        evidence={"few": few},
    )  # fmt: skip
