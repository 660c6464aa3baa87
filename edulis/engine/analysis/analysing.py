"""Answer all questions, or some, and say of each what is lacking."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import polars as pl

from edulis.engine.analysis.desk import Desk, Progress
from edulis.engine.analysis.questions import LACKING_FLOWS, LAST, QUESTIONS
from edulis.engine.answer import Answer
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.flows.result import Flows
from edulis.engine.need import Need
from edulis.engine.telling import hushed
from edulis.schema import Language, Text

CLAIMS = "claims"
CODES: tuple[str, ...] = (*(question.code for question in QUESTIONS), CLAIMS)
# Figures of rules, services, markets and recipes, and of what is there to be known: nobody's own.
NOBODYS = frozenset(
    {
        "flows.suspects",
        "network.hidden",
        "environment.technique",
        "markets.first",
        "markets.cross_check",
        "diagnosis.growth",
        "diagnosis.services",
        "diagnosis.free_services",
        "diagnosis.users_share",
        "diagnosis.rules",
        "diagnosis.burden",
        "diagnosis.burden_sector",
        "diagnosis.burden_gender",
        "diagnosis.burden_size",
        "innovation.speed",
        "claims.all",
    }
)
TITLES: Mapping[str, Text] = MappingProxyType({q.code: q.title for q in QUESTIONS} | {CLAIMS: LAST})


@dataclass(frozen=True, slots=True)
class Analysis:
    """The answers by question, in their order; a question that nothing speaks to has none and is in `unanswered`."""

    round: str
    answers: Mapping[str, Answer]
    unanswered: Mapping[str, tuple[Need, ...]]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the questions."""
        return tuple(finding for answer in self.answers.values() for finding in answer.findings)

    @property
    def lacks(self) -> Mapping[str, tuple[Need, ...]]:
        """What would have to be collected, by question; only questions that lack something."""
        found = {code: answer.lacks for code, answer in self.answers.items() if answer.lacks}
        return {code: {**found, **self.unanswered}[code] for code in CODES if code in found or code in self.unanswered}

    def as_dict(self, language: Language = "en", *, tables: bool = False) -> dict[str, Any]:
        """Everything as plain values for a program; rows of tables, which name people, only where asked for."""
        return {
            "round": self.round,
            "questions": [
                {"code": code, "title": TITLES[code].say(language), **answer.as_dict(language, tables=tables)}
                for code, answer in self.answers.items()
            ],
            "unanswered": [
                {"code": code, "title": TITLES[code].say(language), "lacks": [need.as_dict(language) for need in needs]}
                for code, needs in self.unanswered.items()
            ],
        }


def analyse(
    cluster: Cluster,
    round: str | None = None,
    *,
    questions: Collection[str] | None = None,
    comparison: Cluster | None = None,
    flows: Flows | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Analysis:
    """Answer the questions of the methodology for one round (for each question the latest with its data).

    `questions`: codes of those to answer, all unless given; what they rest on is worked out too, once. `comparison`: a
    cluster where nothing was done jointly, for outcomes. `flows`: reconciled before. `progress(stage, share)` is told
    what is being done. The same cluster and seed give the same answers. Raises LookupError for an unknown round or
    question.
    """
    wanted = set(CODES) if questions is None else set(questions)
    if unknown := wanted - set(CODES):
        raise LookupError(f"there is no question {sorted(unknown)}; there are {', '.join(CODES)}")
    if round is not None and round not in cluster.rounds:
        raise LookupError(f"no round is called {round!r}")
    say = progress or (lambda stage, share: None)
    circle = _circle(cluster)
    desk = Desk(cluster, round, comparison, seed, given=flows)
    asked = [question for question in QUESTIONS if question.code in wanted or CLAIMS in wanted]
    answers: dict[str, Answer] = {}
    unanswered: dict[str, tuple[Need, ...]] = {}
    for place, question in enumerate(asked):
        say(question.title.message, place / (len(asked) + 1))
        answer = question.answer(desk)
        if answer is None:
            unanswered[question.code] = LACKING_FLOWS
        else:
            answers[question.code] = _quiet(answer, circle)
    if CLAIMS in wanted:
        from edulis.engine.claims import weigh_claims

        say(LAST.message, len(asked) / (len(asked) + 1))
        answers[CLAIMS] = weigh_claims(cluster, answers.values())
    say("Done", 1.0)
    kept = {code: answers[code] for code in CODES if code in answers and code in wanted}
    missing = {code: needs for code, needs in unanswered.items() if code in wanted}
    told = next((answer.round for answer in kept.values() if answer.round), round or "")
    return Analysis(told, MappingProxyType(kept), MappingProxyType(missing))


def _circle(cluster: Cluster) -> int:
    """How many enterprises of the place are known, those that stand for many left out."""
    from edulis.engine.network.layers import NOBODY
    from edulis.engine.seasons import locals_of

    return locals_of(cluster).filter(~pl.col("kind").is_in(list(NOBODY))).height


def _quiet(answer: Answer, circle: int) -> Answer:
    """The answer of a circle of fewer than three enterprises, in which each figure is one's own, in words only."""
    told = (each if each.code in NOBODYS else hushed(each, circle, "enterprises") for each in answer.findings)
    return replace(answer, findings=tuple(told))
