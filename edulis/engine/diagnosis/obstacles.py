"""Rules and policies that help or stand in the way, and whose burden and benefit they are."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, unsaid
from edulis.engine.disclosure import LEAST
from edulis.engine.finding import Finding, Sign
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND, GENDER

SOURCE = "Altenburg & Meyer-Stamer 1999; Djankov et al. 2002"
SIDES = ("sector", "gender", "size")


def conditions(evidence: Evidence) -> list[Finding]:
    """How many rules help and hinder, what they cost and bring, and where burden and benefit fall apart."""
    table = burdens(evidence)
    return [_counted(evidence), _burden(evidence, table), *(_side(evidence, table, side) for side in SIDES)]


def burdens(evidence: Evidence) -> pl.DataFrame:
    """Burden and benefit of rules by whom they touch: one row for each group, and one (`all`) for all of them.

    by (all, kind of rule, sector, gender, size), group, rules, helps, hinders, touched (enterprises, rules added up),
    burden, benefit (money a year of all that are touched, whole units), days (lost a year), burden_each, benefit_each,
    days_each (of one that is touched by one rule). A rule without a noted number of enterprises counts for one; a rule
    that touches all is in `all` and in its kind only.
    """
    minor = 10 ** int(evidence.cluster.about["minor_digits"] or 0)
    rules = evidence.cluster["rule"].with_columns(
        all=pl.lit("all"), many=pl.col("touched").fill_null(1).cast(pl.Float64)
    )
    frames = []
    for by in ("all", "kind", *SIDES):
        held = (
            rules.drop_nulls(by)
            .group_by(pl.col(by).alias("group"))
            .agg(
                rules=pl.len().cast(pl.Int64),
                helps=(pl.col("effect") == "helps").sum().cast(pl.Int64),
                hinders=(pl.col("effect") == "hinders").sum().cast(pl.Int64),
                touched=pl.col("many").sum(),
                burden=_known(pl.col("burden") * pl.col("many") / minor),
                benefit=_known(pl.col("benefit") * pl.col("many") / minor),
                days=_known(pl.col("burden_days") * pl.col("many")),
            )
        )
        frames.append(held.select(pl.lit(by).alias("by"), pl.all()))
    table = pl.concat(frames)
    each = {f"{name}_each": pl.col(name) / pl.col("touched") for name in ("burden", "benefit", "days")}
    order = pl.col("by").replace_strict(
        {by: at for at, by in enumerate(("all", "kind", *SIDES))}, return_dtype=pl.Int64
    )
    return table.with_columns(**each).sort(order, "group")


def _known(amounts: pl.Expr) -> pl.Expr:
    return pl.when(amounts.count() > 0).then(amounts.sum())


def _counted(evidence: Evidence) -> Finding:
    method = Text("Counted from the list of rules, and from the rules that were noted with services.")
    question = Text("Which rule would you change first, and who could change it?")
    rules = evidence.cluster["rule"].select("code", "effect")
    policies = evidence.cluster["service"].drop_nulls("policy").select("code", effect="policy_effect")
    rows = pl.concat([rules, policies])
    known = rows.drop_nulls("effect")
    if known.is_empty():
        title = Text("Which rules help and which stand in the way cannot be said: none were noted.")
        return unsaid("diagnosis.rules", title, method=method, source=SOURCE, question=question, missing=rows.height)
    counted = {effect: known.filter(pl.col("effect") == effect).height for effect in ("helps", "hinders", "mixed")}
    value = counted["hinders"] / known.height
    return Finding(
        code="diagnosis.rules",
        title=Text(
            "Of {n} rules and policies that were named {hinders} stand in the way, {helps} help, {mixed} do some of "
            "both.",
            n=known.height,
            **counted,
        ),
        value=value,
        unit="share",
        n=known.height,
        missing=rows.height - known.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if value > 0.5 else "helps" if counted["helps"] > counted["hinders"] else "mixed",
        evidence=counted,
    )


def _burden(evidence: Evidence, table: pl.DataFrame) -> Finding:
    method = Text(
        "Burden and benefit of one enterprise a year times the number that are touched, over all noted rules; days "
        "beside "
        "money."
    )
    question = Text("What do you get for what these rules cost you?")
    row: dict[str, Any] = next(table.filter(pl.col("by") == "all").iter_rows(named=True), {})
    rules = evidence.cluster["rule"]
    if not row or (row["burden"] is None and row["benefit"] is None):
        title = Text("What rules cost and bring cannot be said: no rule has a noted burden or benefit in money.")
        return unsaid("diagnosis.burden", title, method=method, source=SOURCE, question=question, missing=rules.height)
    burden, benefit = row["burden"] or 0.0, row["benefit"] or 0.0
    sign: Sign = "hinders" if benefit < burden / 2 else "helps" if benefit > 2 * burden else "mixed"
    currency = str(evidence.cluster.about["currency"] or "")
    return Finding(
        code="diagnosis.burden",
        title=Text(
            "The noted rules cost {burden:,.0f} {currency} and bring {benefit:,.0f} {currency} a year, over all "
            "they touch; "
            "they take {days:,.0f} days.",
            burden=burden,
            benefit=benefit,
            currency=currency,
            days=row["days"] or 0.0,
        ),
        value=benefit - burden,
        unit=currency,
        n=rules.height,
        missing=rules.filter(pl.col("burden").is_null() & pl.col("benefit").is_null()).height,
        method=method,
        source=SOURCE,
        question=question,
        sign=sign,
        evidence={"burden": burden, "benefit": benefit, "days": row["days"]},
    )


def _side(evidence: Evidence, table: pl.DataFrame, side: str) -> Finding:
    """On which kind of enterprise, whose work, and which size burden falls hardest, less what it brings."""
    method = Text("Burden less benefit of one enterprise a year and rule, mean over those of a group that are touched.")
    question = _QUESTION[side]
    code = f"diagnosis.burden_{side}"
    rows = table.filter((pl.col("by") == side) & (pl.col("burden").is_not_null() | pl.col("benefit").is_not_null()))
    rows = rows.filter(pl.col("touched") >= LEAST["enterprises"])
    missing = evidence.cluster["rule"][side].null_count()
    if rows.height < 2:
        return unsaid(code, _UNSAID[side], method=method, source=SOURCE, question=question, missing=missing)
    net = (pl.col("burden_each").fill_null(0) - pl.col("benefit_each").fill_null(0)).alias("net")
    ordered = rows.with_columns(net).sort(["net", "group"], descending=[True, False])
    worst, best = ordered.row(0, named=True), ordered.row(-1, named=True)
    words = {"sector": dict(ENTERPRISE_KIND), "gender": dict(GENDER), "size": _SIZE}[side]
    return Finding(
        code=code,
        title=Text(
            "Rules weigh most on: {worst} ({net:,.0f} {currency} a year net for one), and least on: {best} "
            "({least:,.0f}).",
            worst=Text(words[worst["group"]]),
            best=Text(words[best["group"]]),
            net=worst["net"],
            least=best["net"],
            currency=str(evidence.cluster.about["currency"] or ""),
        ),
        value=worst["net"] - best["net"],
        unit=str(evidence.cluster.about["currency"] or ""),
        n=int(rows["rules"].sum()),
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign="mixed",
        evidence={"net": dict(ordered.select("group", "net").iter_rows())},
    )


_SIZE = {"small": "Small ones", "large": "Large ones"}
_QUESTION = {
    "sector": Text("Why does this rule fall on this trade, and would another way serve its purpose?"),
    "gender": Text("Whose days does this rule take, and who was asked when it was made?"),
    "size": Text("What could small ones do together that a large one does alone to bear this rule?"),
}
_UNSAID = {
    "sector": Text("On which trade rules weigh most cannot be said: too few rules name one, with their burden."),
    "gender": Text("Whether rules weigh on women or men cannot be said: too few rules name whose work they touch."),
    "size": Text("Whether rules weigh on small or large ones cannot be said: too few rules name a size."),
}
