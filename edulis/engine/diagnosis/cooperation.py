"""Talk and cooperation that are already there."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, bounds, judged, unsaid
from edulis.engine.finding import Finding
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

SOURCE = "Schmitz 1995; Nadvi 1999"


def conditions(evidence: Evidence) -> list[Finding]:
    """How many talk over techniques and markets, and how many help, share or belong together."""
    return [
        _part(
            evidence,
            code="diagnosis.talk",
            kinds=("talk",),
            told=_talk,
            nothing=Text("Who talks with whom cannot be said: nobody was asked."),
            question=Text("From whom did you last learn something useful, and who learned from you?"),
        ),
        _part(
            evidence,
            code="diagnosis.cooperation",
            kinds=("help", "sharing", "membership"),
            told=_together,
            nothing=Text("Whether people work together cannot be said: help, sharing and groups were not asked about."),
            question=Text("What do you already do together, and what makes it work?"),
        ),
    ]


def _talk(part: int, whole: int) -> Text:
    if a_few(part):
        return Text("A few of the local enterprises talk with others over techniques and markets.")
    if a_few(whole - part):
        return Text("All but a few of the local enterprises talk with others over techniques and markets.")
    return Text(
        "{share:.0%} of the local enterprises talk with others over techniques and markets.", share=part / whole
    )


def _together(part: int, whole: int) -> Text:
    if a_few(part):
        return Text("A few of the local enterprises help one another, share equipment or belong to a group.")
    if a_few(whole - part):
        return Text("All but a few of the local enterprises help one another, share equipment or belong to a group.")
    return Text(
        "{share:.0%} of the local enterprises help one another, share equipment or belong to a group.",
        share=part / whole,
    )


def _part(
    evidence: Evidence,
    *,
    code: str,
    kinds: tuple[str, ...],
    told: Callable[[int, int], Text],
    nothing: Text,
    question: Text,
) -> Finding:
    method = Text(
        "Local enterprises with at least one such tie, named by them or by others, over all local enterprises."
    )
    ties = evidence.network.ties.filter(pl.col("layer").is_in(list(kinds)))
    here = _actors(evidence)
    if ties.is_empty() or here.is_empty():
        return unsaid(code, nothing, method=method, source=SOURCE, question=question, missing=here.height)
    tied = set(ties["source"]) | set(ties["target"])
    rows = here.with_columns(tied=pl.col("members").list.eval(pl.element().is_in(list(tied))).list.any(), one=1.0)
    with_tie = int(rows["tied"].sum())
    value, low, high = share_interval(
        rows.with_columns(pl.col("tied").cast(pl.Float64)),
        "actor",
        "tied",
        "one",
        seed=evidence.seed,
        resamples=evidence.resamples,
    )
    return Finding(
        code=code,
        title=told(with_tie, here.height),
        value=value,
        **bounds(low, high),
        unit="share",
        n=here.height,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.25, helps_from=0.6),
        evidence={"kinds": tuple(sorted(set(ties["layer"]))), "few": one_sided(with_tie, here.height)},
    )


def _actors(evidence: Evidence) -> pl.DataFrame:
    """Local actors with all their enterprises: ties of a household stand under one of its enterprises."""
    local = evidence.locals.filter(~pl.col("kind").is_in(["consumers", "unknown"])).select("enterprise")
    numbered = evidence.network.nodes.select("enterprise", "actor").join(local, on="enterprise")
    return numbered.group_by("actor").agg(members=pl.col("enterprise")).sort("actor")
