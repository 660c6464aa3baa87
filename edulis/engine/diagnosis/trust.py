"""Second condition: trust, and whether promises hold."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, bounds, judged, unsaid
from edulis.engine.finding import Finding
from edulis.engine.network.structure import Floats
from edulis.engine.resample import interval, share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

SOURCE = "Schmitz 1999; Ostrom 1990"


def conditions(evidence: Evidence) -> list[Finding]:
    """Trust among enterprises, credit paid back, open conflicts, and whether it costs trust not to pay back."""
    return [_trust(evidence), _repaid(evidence), _conflict(evidence), _sanctions(evidence)]


def _trust(evidence: Evidence) -> Finding:
    method = Text(
        "Mean of the trust that enterprises give to others here, from 1 to 5: their own answers, else the trust ties "
        "they named."
    )
    question = Text("What has made you trust others here more, or less, and what would help?")
    asked = evidence.cluster["outcome"].filter(pl.col("indicator") == "trust")
    scores = asked.select(pl.col("enterprise").alias("who"), pl.col("value").alias("score"))
    if scores.is_empty():
        named = evidence.cluster["relation"].filter(pl.col("kind") == "trust").drop_nulls("strength")
        scores = named.select(pl.col("one").alias("who"), pl.col("strength").alias("score"))
    missing = max(evidence.locals.height - scores["who"].n_unique(), 0)
    if scores.is_empty():
        title = Text("How much enterprises trust one another cannot be said: nobody was asked.")
        return unsaid("diagnosis.trust", title, method=method, source=SOURCE, question=question, missing=missing)
    rows = scores.with_columns(one=pl.lit(1.0))
    value, low, high = share_interval(
        rows, "who", "score", "one", seed=evidence.seed, resamples=evidence.resamples, bounded=False
    )
    return Finding(
        code="diagnosis.trust",
        title=Text("Trust in other enterprises here is {score:.1f} on a scale from 1 to 5.", score=value),
        value=value,
        **bounds(low, high),
        unit="1 to 5",
        n=scores["who"].n_unique(),
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=2.5, helps_from=3.5),
    )


def _repaid(evidence: Evidence) -> Finding:
    method = Text("Loans paid back over loans paid back, overdue and given up; loans not yet due are left out.")
    question = Text("What happens here when somebody does not pay back, and is that fair?")
    loans = evidence.cluster["loan"]
    due = loans.filter(pl.col("repaid").is_in(["late", "paid", "lost"]))
    if due.is_empty():
        title = Text("Whether credit is paid back cannot be said: no loan that fell due has a noted outcome.")
        return unsaid("diagnosis.repaid", title, method=method, source=SOURCE, question=question, missing=loans.height)
    rows = due.select("lender", paid=(pl.col("repaid") == "paid").cast(pl.Float64), due=pl.lit(1.0))
    value, low, high = share_interval(rows, "lender", "paid", "due", seed=evidence.seed, resamples=evidence.resamples)
    owing = due.filter(pl.col("repaid") != "paid")["borrower"].n_unique()
    people = due["borrower"].n_unique()
    few = a_few(people) or one_sided(owing, people)
    late = due.height - int(rows["paid"].sum())
    return Finding(
        code="diagnosis.repaid",
        title=_repaid_said(value, late, few),
        value=value,
        **bounds(low, high),
        unit="share",
        n=due.height,
        missing=loans["repaid"].null_count(),
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.7, helps_from=0.9),
        evidence={"few": few, "borrowers": people, "owing": owing},
    )


def _repaid_said(value: float, late: int, few: bool) -> Text:
    if late == 0:
        return Text("All of the loans that fell due were paid back.")
    if few and value >= 0.5:
        return Text("Most of the loans that fell due were paid back; a few people have not paid yet.")
    if few:
        return Text("Not many of the loans that fell due were paid back; too few people are in it to say how many.")
    return Text("{share:.0%} of the loans that fell due were paid back.", share=value)


def _conflict(evidence: Evidence) -> Finding:
    method = Text(
        "Counted: enterprises or households that name a conflict, or are named in one, over all that are here."
    )
    question = Text("Is there somebody whom all sides would listen to?")
    relation = evidence.cluster["relation"]
    if relation.is_empty():
        title = Text("Whether there are conflicts cannot be said: ties beside trade were not asked about.")
        return unsaid("diagnosis.conflict", title, method=method, source=SOURCE, question=question)
    ends = relation.filter(pl.col("kind") == "conflict")
    people = set(ends["one"]) | set(ends["other"])
    size = evidence.locals.height
    share = min(len(people) / size, 1.0) if size else 0.0
    few = one_sided(len(people), size)
    title = (
        Text("A few households or enterprises are in a conflict that somebody named.")
        if a_few(len(people))
        else Text("{ends} households or enterprises are in a conflict that somebody named.", ends=len(people))
        if people
        else Text("No conflict was named. That may mean peace, or that nobody liked to speak of it.")
    )
    return Finding(
        code="diagnosis.conflict",
        title=title,
        value=share,
        unit="share",
        n=size,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if share > 0.05 else "mixed",
        evidence={"ties": ends.height, "ends": len(people), "few": few},
    )


def _sanctions(evidence: Evidence) -> Finding:
    """Whether those who have not paid back are trusted less: what a sanction by reputation would show."""
    method = Text(
        "Mean trust that others name towards borrowers who are late or have not paid back, less that towards "
        "borrowers who "
        "paid; agreements and breaches are recorded by the members themselves, as they make them."
    )
    question = Text("Which agreements do you have with each other, and what happens when one is broken?")
    rows = _trusted(evidence)
    untold = int(rows["score"].null_count())
    rows = rows.drop_nulls("score")
    kept, broken = rows.filter(pl.col("paid")), rows.filter(~pl.col("paid"))
    if kept.height < 2 or broken.height < 2:
        title = Text("Whether agreements are kept, and what follows when they are not, is not in the survey.")
        return unsaid("diagnosis.sanctions", title, method=method, source=SOURCE, question=question)
    score, paid = rows["score"].to_numpy(), rows["paid"].to_numpy()

    def gap(times: Floats) -> float:
        good, bad = float(times[paid].sum()), float(times[~paid].sum())
        if not good or not bad:
            return float("nan")
        return float(times[~paid] @ score[~paid]) / bad - float(times[paid] @ score[paid]) / good

    value = gap(np.ones(rows.height))
    low, high = interval(rows.height, gap, seed=evidence.seed, resamples=evidence.resamples)
    few = a_few(broken.height) or a_few(kept.height)
    return Finding(
        code="diagnosis.sanctions",
        title=Text("Too few have not paid back to say in public whether it costs them trust.")
        if few
        else Text("Those who have not paid back are trusted less, by {gap:.1f} on a scale from 1 to 5.", gap=-value)
        if high < 0
        else Text("Those who have not paid back are trusted no less than others that could be told from chance."),
        value=value,
        **bounds(low, high),
        unit="1 to 5",
        n=rows.height,
        missing=untold,
        method=method,
        source="Ostrom 1990; Milgrom, North & Weingast 1990",
        question=question,
        sign="unknown" if few else "helps" if high < 0 else "mixed",
        evidence={"few": few, "kept": kept.height, "broken": broken.height},
    )


def _trusted(evidence: Evidence) -> pl.DataFrame:
    """Borrowers whose loan fell due: home, paid (all of them), score (mean trust of others, 1 to 5, or empty)."""
    home = evidence.cluster["enterprise"].select("code", pl.coalesce("household", "code").alias("home"))
    whose = pl.concat([home, home.select(pl.col("home").alias("code"), "home")]).unique("code")
    named = evidence.cluster["relation"].filter(pl.col("kind") == "trust").drop_nulls("strength")
    score = named.join(whose, left_on="other", right_on="code").group_by("home").agg(score=pl.col("strength").mean())
    due = evidence.cluster["loan"].filter(pl.col("repaid").is_in(["late", "paid", "lost"]))
    paid = (
        due.join(whose, left_on="borrower", right_on="code")
        .group_by("home")
        .agg(paid=(pl.col("repaid") == "paid").all())
    )
    return paid.join(score, on="home", how="left").sort("home")
