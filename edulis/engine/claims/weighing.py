"""Weighing the methodology's claims by what the other rooms found in this cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.claims.claim import CLAIMS, Claim
from edulis.engine.claims.judging import Judgement, judge
from edulis.engine.claims.result import Claims
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding, Sign
from edulis.schema import Text

SIGNS: Mapping[str, Sign] = MappingProxyType({"held": "helps", "not_held": "hinders", "cannot_tell": "unknown"})
CHANCE = 0.025  # how often a claim that says nothing looks held by a 95 % interval


def weigh_claims(
    cluster: Cluster,
    answers: Iterable[Answer] = (),
    *,
    findings: Iterable[Finding] = (),
    evidence: Mapping[str, Finding] | None = None,
) -> Claims:
    """The claims beside the findings of other rooms: those of `answers`, then `findings`, then `evidence`.

    `evidence` gives a finding for a claim by the claim's code (a simulation, the members' journal), before any other.
    Of findings with the same code the first counts. Nothing is worked out here: a claim for which no finding is given
    cannot be told, and the answer says what is lacking. Source: Popper (1959) for rules before results; Lakens (2017)
    for the smallest figure that matters.
    """
    answers = tuple(answers)
    known: dict[str, Finding] = {}
    for finding in (*(each for answer in answers for each in answer.findings), *findings):
        known.setdefault(finding.code, finding)
    given = evidence or {}
    unknown = set(given) - {claim.code for claim in CLAIMS}
    if unknown:
        raise LookupError(f"there is no claim {sorted(unknown)}; there are {', '.join(c.code for c in CLAIMS)}")
    judged = [judge(claim, given.get(claim.code, _of(claim, known))) for claim in CLAIMS]
    rounds = [answer.round for answer in answers if answer.round]
    return Claims(
        round=rounds[0] if rounds else (cluster.rounds[-1] if cluster.rounds else ""),
        findings=(*(_finding(each) for each in judged), _whole(judged)),
        claims=_rows(judged),
    )


def _of(claim: Claim, known: Mapping[str, Finding]) -> Finding | None:
    return None if claim.rule is None else known.get(claim.rule.finding)


def _rows(judged: list[Judgement]) -> pl.DataFrame:
    rows = [
        {
            "claim": each.claim.code,
            "says": each.claim.says.say(),
            "verdict": each.verdict,
            "strength": each.claim.rule.strength if each.finding is not None and each.claim.rule is not None else None,
            "evidence": None if each.finding is None else each.finding.code,
            "value": None if each.finding is None else each.finding.value,
            "low": None if each.finding is None else each.finding.low,
            "high": None if each.finding is None else each.finding.high,
            "n": None if each.finding is None else each.finding.n,
            "least": None if each.claim.rule is None else each.claim.rule.least,
            "bound": None if each.claim.rule is None else each.claim.rule.bound,
            "worth": None if each.claim.rule is None else each.claim.rule.worth,
            "change": each.change.say(),
            "lacking": each.claim.lacking.say(),
        }
        for each in judged
    ]
    schema = dict.fromkeys(("claim", "says", "verdict", "strength", "evidence"), pl.String)
    figures = dict.fromkeys(("value", "low", "high"), pl.Float64) | dict.fromkeys(("n", "least"), pl.Int64)
    bounds = dict.fromkeys(("bound", "worth"), pl.Float64) | dict.fromkeys(("change", "lacking"), pl.String)
    return pl.DataFrame(rows, schema={**schema, **figures, **bounds})


def _finding(each: Judgement) -> Finding:
    claim, found, rule = each.claim, each.finding, each.claim.rule
    told = found if found is not None and rule is not None else None
    return Finding(
        code=f"claims.{claim.code}",
        title=_said(each),
        value=None if told is None else told.value,
        low=None if told is None else told.low,
        high=None if told is None else told.high,
        unit="" if told is None else told.unit,
        n=0 if told is None else told.n,
        missing=0 if told is None else told.missing,
        method=Text("No figure of one cluster could judge it.")
        if rule is None
        else Text(
            "Held: the whole interval above {bound:.3g}. Did not hold: the whole interval below {worth:.3g}. At least "
            "{least} cases.",
            bound=rule.bound,
            worth=rule.worth,
            least=rule.least,
        )
        if rule.more
        else Text(
            "Held: the whole interval below {bound:.3g}. Did not hold: the whole interval above {worth:.3g}. At least "
            "{least} cases.",
            bound=rule.bound,
            worth=rule.worth,
            least=rule.least,
        ),
        source="Lakens 2017" if told is None else told.source,
        question=claim.ask,
        sign=SIGNS[each.verdict],
        evidence={
            "few": told is not None and bool(told.evidence.get("few")),
            "verdict": each.verdict,
            "finding": None if found is None else found.code,
            "strength": None if rule is None else rule.strength,
        },
    )


def _said(each: Judgement) -> Text:
    claim, rule = each.claim, each.claim.rule
    if each.verdict == "cannot_tell":
        return Text("“{claim}”: that cannot be told here. {change}", claim=claim.says, change=each.change)
    together = rule is not None and rule.strength == "together"
    modelled = rule is not None and rule.strength == "worked_out"
    if each.verdict == "held" and together:
        return Text(
            "“{claim}”: held here, as things that go together; that need not be a cause. {change}",
            claim=claim.says,
            change=each.change,
        )
    if each.verdict == "held" and modelled:
        return Text(
            "“{claim}”: held here on paper; it is worked out, not yet seen. {change}",
            claim=claim.says,
            change=each.change,
        )
    if each.verdict == "held":
        return Text("“{claim}”: held here. {change}", claim=claim.says, change=each.change)
    if together:
        return Text(
            "“{claim}”: did not hold here, as far as ties told today can show it. {change}",
            claim=claim.says,
            change=each.change,
        )
    return Text("“{claim}”: did not hold here. {change}", claim=claim.says, change=each.change)


def _whole(judged: list[Judgement]) -> Finding:
    count = {name: sum(each.verdict == name for each in judged) for name in SIGNS}
    tried = sum(each.verdict != "cannot_tell" or each.finding is not None for each in judged)
    return Finding(
        code="claims.all",
        title=Text(
            "Of {n} claims {held} held here, {against} did not, and {open} cannot be told. By chance alone "
            "{chance:.1f} of those with a figure would look held.",
            n=len(judged),
            held=count["held"],
            against=count["not_held"],
            open=count["cannot_tell"],
            chance=CHANCE * tried,
        ),
        value=float(count["held"]),
        unit="claims",
        n=len(judged),
        missing=count["cannot_tell"],
        method=Text(
            "Counted over all claims; the rules were written down before looking and are in the documentation."
        ),
        source="Popper 1959",
        question=Text("Which claim would you want tried next, and what would have to be written down for it?"),
        sign="unknown",
        evidence=count,
    )
