"""What livelihoods say of all households together, as findings with a question each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import known
from edulis.engine.disclosure import Unit, enough
from edulis.engine.finding import Finding
from edulis.engine.livelihoods.parts import part_findings
from edulis.engine.livelihoods.poverty import fgt_columns
from edulis.engine.livelihoods.result import Livelihoods
from edulis.engine.livelihoods.toil import work_findings
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few, hush, one_sided
from edulis.schema import Text

# What their n counts; below the least no figure is told.
UNITS: dict[str, Unit] = {
    "livelihoods.income": "people",
    "livelihoods.diversity": "people",
    "livelihoods.poverty": "people",
    "livelihoods.reliance": "people",
    "livelihoods.control": "people",
    "livelihoods.urban": "people",
    "livelihoods.settings": "enterprises",
    "livelihoods.returns": "enterprises",
}


def tell(answer: Livelihoods, cluster: Cluster, *, seed: int, resamples: int) -> Livelihoods:
    """The same answer with its findings."""
    findings = [
        _income(answer, cluster, seed, resamples),
        _diversity(answer),
        _poverty(answer, seed, resamples),
        *part_findings(answer),
        *work_findings(answer, cluster),
    ]
    return replace(answer, findings=tuple(hush(findings, UNITS)))


def _whole(answer: Livelihoods) -> dict[str, Any]:
    rows = answer.groups.filter(pl.col("dimension") == "all").to_dicts()
    return rows[0] if rows else dict.fromkeys(answer.groups.columns)


def _seen(answer: Livelihoods) -> pl.DataFrame:
    return answer.households.filter(pl.col("per_head").is_not_null() & (pl.col("people") > 0))


def _income(answer: Livelihoods, cluster: Cluster, seed: int, resamples: int) -> Finding:
    whole, rows = _whole(answer), _seen(answer)
    value, currency = whole["per_head"], str(cluster.about["currency"] or "")
    worth = rows.with_columns(all=pl.col("per_head") * pl.col("people"))
    _, low, high = share_interval(
        worth, "household", "all", "people", seed=seed, resamples=resamples, bounded=False
    )  # fmt: skip
    few = not enough(int(whole["people"] or 0), "people")
    months_untold = rows.filter(pl.col("per_head_low") < pl.col("per_head") - 1e-9).height
    return Finding(
        code="livelihoods.income",
        title=Text("What there is for each head cannot be said: no household told both its income and its people.")
        if value is None
        else Text("So few people live in the households that told their income that it cannot be shown.")
        if few
        else Text(
            "Each head has {value:,.0f} {currency} a month on average; {low:,.0f} if months not told brought nothing.",
            value=value, currency=currency, low=whole["per_head_low"],
        ),
        value=value,
        low=None if value is None else min(known(low) or whole["per_head_low"], whole["per_head_low"]),
        high=None if value is None else known(high),
        unit=currency,
        n=int(whole["households"] or 0),
        missing=int(whole["missing"] or 0),
        method=Text(
            "Incomes told over the months told and the people of the household; the range takes in drawing households "
            "again and months not told."
        ),
        source="Ellis 2000",
        question=Text("Does this fit what you see around you, and which months are missing in it?"),
        evidence={"few": few, "incomplete": months_untold, "references": _references(cluster)},
    )  # fmt: skip


def _references(cluster: Cluster) -> dict[str, float]:
    rows = cluster["reference"].filter(pl.col("kind") == "income").sort("code")
    return dict(rows.select("code", "value").iter_rows())


def _diversity(answer: Livelihoods) -> Finding:
    rows = answer.households.drop_nulls("inverse_simpson")
    value = float(rows["inverse_simpson"].mean()) if rows.height else None  # type: ignore[arg-type]
    single = rows.filter(pl.col("inverse_simpson") < 1.1).height
    return Finding(
        code="livelihoods.diversity",
        title=Text("From how many sources households live cannot be said: no income was told.")
        if value is None
        else Text("A household lives from {value:.1f} sources of equal weight on average.", value=value)
        if one_sided(single, rows.height)
        else Text(
            "A household lives from {value:.1f} sources of equal weight on average; {share:.0%} live from one alone.",
            value=value,
            share=single / rows.height,
        ),
        value=value,
        unit="sources",
        n=rows.height,
        missing=answer.households.height - rows.height,
        method=Text("Effective number of sources (inverse Simpson) of each household's incomes above zero."),
        source="Simpson 1949; Hill 1973",
        question=Text("For whom is one source a strength, and for whom a danger?"),
        evidence={"few": a_few(rows.height)},
    )


def _poverty(answer: Livelihoods, seed: int, resamples: int) -> Finding:
    whole, line = _whole(answer), answer.line
    value = whole["headcount"]
    title = Text("Who is poor cannot be said: there is no poverty line, or no household told income and people.")
    low = high = None
    few = False
    if value is not None and line is not None:
        rows = _seen(answer).with_columns(
            *fgt_columns("per_head", line.value), *fgt_columns("per_head_low", line.value, "_high")
        )
        people = pl.col("people")
        rows = rows.with_columns(poor=pl.col("headcount") * people, most=pl.col("headcount_high") * people)
        few = one_sided(int(rows["poor"].sum()), int(rows["people"].sum()))
        _, low, _ = share_interval(rows, "household", "poor", "people", seed=seed, resamples=resamples)
        _, _, high = share_interval(rows, "household", "most", "people", seed=seed, resamples=resamples)
        title = (
            Text("So few people live below the line, or above it, that their share cannot be shown.")
            if few
            else Text(
                "{share:.0%} of the people live below {line:,.0f} a head and month ({most:.0%} if months not told "
                "brought nothing); they lack {gap:.0%} of it on average over all.",
                share=value, line=line.value, most=whole["headcount_high"], gap=whole["gap"],
            )
        )  # fmt: skip
    return Finding(
        code="livelihoods.poverty",
        title=title,
        value=value,
        low=None if low is None else known(low),
        high=None if high is None else known(high),
        unit="share",
        n=int(whole["households"] or 0),
        missing=int(whole["missing"] or 0),
        method=Text(
            "Headcount and gap weighed by people; the range takes in drawing households again and months not told."
        ),
        source="Foster, Greer & Thorbecke 1984",
        question=Text("Who are they, does the commune's list know them, and what would help them first?"),
        evidence={
            "few": few,
            "gap": whole["gap"],
            "squared_gap": whole["squared_gap"],
            "line": None if line is None else [line.value, line.region, line.source, line.month],
            "listed": None if few else _listed(answer),
        },
    )


def _listed(answer: Livelihoods) -> float | None:
    """The share of people in households on the commune's list of the poor."""
    asked = answer.households.filter(pl.col("listed").is_not_null() & (pl.col("people") > 0))
    people = float(asked["people"].sum())
    return float(asked.filter(pl.col("listed") == "yes")["people"].sum()) / people if people > 0 else None
