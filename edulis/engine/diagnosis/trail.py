"""The evidence table: each line with the records it rests on, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding

Direct = Literal["counted", "told", "inferred"]
Confidence = Literal["high", "medium", "low", "none"]
ANSWERED = 0.7  # share of those concerned of whom it is known: less is a weakness
WIDE = 0.2  # width of the interval over the range of the figure: more is a weakness
MANY = 30  # without an interval, fewer than so many are a weakness, unless the list is whole
RANGE = {"share": 1.0, "1 to 5": 4.0}  # where a figure has a range of its own; elsewhere twice its size


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a finding comes from: its part of the diagnosis, how directly it is seen, its records with their columns.

    counted: a whole list, or measured. told: what people said of themselves. inferred: worked out from other figures.
    """

    part: str
    direct: Direct
    records: tuple[tuple[str, tuple[str, ...]], ...]


_SALES = ("trade", ("seller", "buyer", "product"))
_WORTH = ("trade", ("quantity", "value"))
_LOCAL = ("enterprise", ("local",))
_TALK = ("relation", ("kind", "one", "other"))
TRACES = {
    "diagnosis.beyond": Trace("markets", "told", (_SALES, _WORTH, _LOCAL)),
    "diagnosis.growth": Trace("markets", "inferred", (("market", ("growth",)), _SALES, _WORTH)),
    "network.chains": Trace("markets", "told", (_SALES, _LOCAL)),
    "network.outside_rivals": Trace("markets", "told", (_SALES, _WORTH, _LOCAL)),
    "network.market_share": Trace("markets", "inferred", (("market", ("size",)), ("trade", ("quantity",)))),
    "diagnosis.trust": Trace("trust", "told", (("outcome", ("indicator", "value")), ("relation", ("strength",)))),
    "diagnosis.repaid": Trace("trust", "told", (("loan", ("repaid",)),)),
    "diagnosis.conflict": Trace("trust", "told", (_TALK,)),
    "diagnosis.sanctions": Trace("trust", "inferred", (("loan", ("repaid",)), ("relation", ("strength",)))),
    "diagnosis.crowded": Trace("trap", "told", (_SALES,)),
    "diagnosis.buyers": Trace("trap", "told", (_SALES, _WORTH)),
    "network.rivals": Trace("trap", "told", (_SALES, _WORTH)),
    "diagnosis.price_spread": Trace("trap", "told", (_WORTH,)),
    "diagnosis.price_trend": Trace("trap", "told", (_WORTH, ("trade", ("month",)))),
    "diagnosis.margin": Trace("trap", "inferred", (_WORTH, ("process_line", ("quantity",)))),
    "diagnosis.quality": Trace("trap", "counted", (("quality_test", ("value",)), ("quality_floor", ("property",)))),
    "diagnosis.premium": Trace("trap", "inferred", (("quality_test", ("value",)), _WORTH)),
    "diagnosis.tied": Trace("trap", "inferred", (("loan", ("lender", "borrower")), _TALK, _SALES, _WORTH)),
    "network.only_way": Trace("trap", "told", (_SALES, _WORTH)),
    "diagnosis.services": Trace("services", "counted", (("service", ("kind",)),)),
    "diagnosis.service_reach": Trace("services", "told", (("service", ("reach",)), _LOCAL)),
    "diagnosis.free_services": Trace("services", "counted", (("service", ("price",)), ("service", ("ends",)))),
    "diagnosis.talk": Trace("technology", "told", (_TALK,)),
    "diagnosis.cooperation": Trace("technology", "told", (_TALK, ("membership", ("member",)))),
    "network.gap": Trace("technology", "inferred", (_TALK, _SALES, _WORTH)),
    "network.late_gender": Trace("technology", "inferred", (_TALK, ("enterprise_round", ("managed_by",)))),
    "network.late": Trace("technology", "inferred", (_TALK,)),
    "network.belonging": Trace("technology", "told", (("membership", ("member",)),)),
    "diagnosis.novelty": Trace("technology", "told", (("adoption", ("origin",)),)),
    "diagnosis.carriers": Trace("technology", "inferred", (_TALK, _SALES, ("membership", ("member",)))),
    "diagnosis.missed": Trace("technology", "inferred", (("adoption", ("learned_from",)), _TALK, _SALES)),
    "diagnosis.raw": Trace("grounding", "told", (_SALES, _WORTH, _LOCAL, ("product", ("stage",)))),
    "diagnosis.reuse": Trace(
        "grounding", "inferred", (("activity", ("level",)), ("process_line", ("quantity",)), _WORTH)
    ),
    "diagnosis.handed_on": Trace("grounding", "told", (("adoption", ("learned_from",)), _TALK)),
    "diagnosis.apprentices": Trace("grounding", "told", (("enterprise_round", ("apprentices",)),)),
    "diagnosis.reputation": Trace("grounding", "told", (("product", ("reputation",)), _SALES, _WORTH)),
    "diagnosis.food_culture": Trace("grounding", "told", (("product", ("food_culture",)), _SALES, _WORTH)),
    "diagnosis.founders": Trace("grounding", "counted", (("enterprise", ("household",)), ("household", ("code",)))),
    "diagnosis.years": Trace("grounding", "told", (("enterprise", ("founded",)),)),
    "diagnosis.users_share": Trace("reliance", "told", (("service", ("user_share",)),)),
    "diagnosis.own_means": Trace(
        "reliance", "counted", (("proposal", ("own_cash",)), ("proposal", ("outside_money",)))
    ),
    "diagnosis.local_credit": Trace("reliance", "told", (("loan", ("lender", "amount")),)),
    "diagnosis.rules": Trace("rules", "told", (("rule", ("effect",)), ("service", ("policy_effect",)))),
    "diagnosis.burden": Trace("rules", "told", (("rule", ("burden",)), ("rule", ("benefit",)))),
    "diagnosis.burden_sector": Trace("rules", "told", (("rule", ("sector", "burden")),)),
    "diagnosis.burden_gender": Trace("rules", "told", (("rule", ("gender", "burden")),)),
    "diagnosis.burden_size": Trace("rules", "told", (("rule", ("size", "burden")),)),
}


def reliance_on(finding: Finding, direct: Direct) -> tuple[float | None, float | None, Confidence]:
    """Share answered, relative width of the interval, and the confidence in a finding.

    Three weaknesses are looked for: known of fewer than 70 % of those concerned; an interval wider than 20 % of the
    figure's range (1 for a share, 4 on a scale of 1 to 5, else twice the figure), or fewer than 30 without any interval
    unless the list is whole; not seen but worked out. None is high, one medium, two or three low; no figure is none.
    The bounds are ours, and stand beside their parts so that they can be disputed.
    """
    concerned = finding.n + finding.missing
    answered = finding.n / concerned if concerned else None
    if finding.value is None:
        return answered, None, "none"
    width = None
    if finding.low is not None and finding.high is not None:
        range_ = RANGE.get(finding.unit, 2 * abs(finding.value))
        width = (finding.high - finding.low) / range_ if range_ > 0 else float("inf")
    wide = width > WIDE if width is not None else finding.n < MANY and direct != "counted"
    weak = int(answered is not None and answered < ANSWERED) + int(wide) + int(direct == "inferred")
    levels: tuple[Confidence, ...] = ("high", "medium", "low", "low")
    return answered, width, levels[weak]


def trail_rows(cluster: Cluster, findings: Iterable[Finding]) -> pl.DataFrame:
    """code, record, columns, rows: one row for each record that a finding rests on; rows with all columns filled in."""
    rows = []
    for finding in findings:
        for record, columns in TRACES[finding.code].records if finding.code in TRACES else ():
            held = cluster[record].drop_nulls(list(columns)).height
            rows.append((finding.code, record, ", ".join(columns), held))
    schema = {"code": pl.String, "record": pl.String, "columns": pl.String, "rows": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def evidence_rows(cluster: Cluster, findings: Iterable[Finding]) -> pl.DataFrame:
    """One row for each condition that can be traced, in English: what it says, on what it rests, how sure it is.

    part, code, title, value, low, high, unit, sign, n, missing, answered, width, direct, confidence, records, source,
    method, question. Conditions stand beside one another: no row sums others up.
    """
    found = [finding for finding in findings if finding.code in TRACES]
    trail = trail_rows(cluster, found)
    said = trail.select("code", said=pl.format("{} ({}): {}", "record", "rows", "columns"))
    records = dict(said.group_by("code", maintain_order=True).agg(pl.col("said").str.join("; ")).iter_rows())
    rows = []
    for finding in found:
        trace = TRACES[finding.code]
        answered, width, confidence = reliance_on(finding, trace.direct)
        told = finding.as_dict()
        rows.append(
            {"part": trace.part}
            | {name: told[name] for name in _TOLD}
            | {"answered": answered, "width": width, "direct": trace.direct, "confidence": confidence}
            | {"records": records[finding.code]}
            | {name: told[name] for name in ("source", "method", "question")}
        )
    return pl.DataFrame(rows, schema=EVIDENCE)


_TOLD = ("code", "title", "value", "low", "high", "unit", "sign", "n", "missing")
_TEXTS = ("part", "code", "title", "unit", "sign", "direct", "confidence", "records", "source", "method", "question")
_ORDER = ("part", *_TOLD, "answered", "width", "direct", "confidence", "records", "source", "method", "question")
EVIDENCE = {
    name: pl.String if name in _TEXTS else pl.Int64 if name in ("n", "missing") else pl.Float64 for name in _ORDER
}
