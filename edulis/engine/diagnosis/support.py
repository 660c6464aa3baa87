"""Services that are there, that are missing, and that are about to end."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, unsaid
from edulis.engine.finding import Finding
from edulis.schema import Text

SOURCE = "Schmitz & Nadvi 1999; Altenburg & Meyer-Stamer 1999"


def conditions(evidence: Evidence) -> list[Finding]:
    """Services present and missing; services that outsiders give free and that end."""
    services = evidence.cluster["service"]
    if services.is_empty():
        return [
            unsaid(
                "diagnosis.services",
                Text("Which services are there and which are missing cannot be said: none were noted."),
                method=Text("Counted from the list of services."),
                source=SOURCE,
                question=Text("Which help did you look for and not find?"),
            )
        ]
    return [_missing(services), _ending(evidence, services)]


def _missing(services: pl.DataFrame) -> Finding:
    missing = services.filter(pl.col("missing").fill_null(False))
    there = services.height - missing.height
    return Finding(
        code="diagnosis.services",
        title=Text(
            "Services that are there: {there}; wanted and missing: {missing}.", there=there, missing=missing.height
        ),
        value=missing.height / services.height,
        unit="share",
        n=services.height,
        missing=services["missing"].null_count(),
        method=Text("Counted from the list of services."),
        source=SOURCE,
        question=Text("Which of the missing ones matters most, and who among you could begin to offer it?"),
        sign="helps" if missing.is_empty() else "hinders" if missing.height > there else "mixed",
        evidence={"missing": tuple(sorted(missing["code"])), "kinds": tuple(sorted(set(missing["kind"])))},
    )


def _ending(evidence: Evidence, services: pl.DataFrame) -> Finding:
    bodies = evidence.cluster["institution"].select(pl.col("code").alias("provider"), pl.col("local").alias("body"))
    firms = evidence.enterprises.select(pl.col("enterprise").alias("provider"), pl.col("local").alias("firm"))
    there = services.filter(~pl.col("missing").fill_null(False))
    placed = there.join(bodies, on="provider", how="left").join(firms, on="provider", how="left")
    free = (pl.col("price") == 0) | (pl.col("user_share") == 0)
    outside = ~pl.coalesce("body", "firm")
    given = placed.filter(free & outside)
    ends = given.drop_nulls("ends").sort("ends", "code")
    unknown = placed.filter(pl.coalesce("body", "firm").is_null() | free.is_null())
    if given.is_empty():
        title = Text("None of the services that are there is known to be given free from outside.")
    elif ends.is_empty():
        title = (
            Text("One service is given free from outside; nobody noted until when.")
            if given.height == 1
            else Text("{given} services are given free from outside; nobody noted until when.", given=given.height)
        )
    elif given.height == 1:
        title = Text("One service is given free from outside; it ends in {month:month}.", month=ends["ends"][0])
    else:
        title = Text(
            "{given} services are given free from outside; the first of them ends in {month}.",
            given=given.height,
            month=ends["ends"][0].strftime("%m/%Y"),
        )
    return Finding(
        code="diagnosis.free_services",
        title=title,
        value=given.height / there.height if there.height else None,
        unit="share",
        n=there.height,
        missing=unknown.height,
        method=Text("Services from outside that cost their users nothing, with the month in which they end."),
        source="Altenburg & Meyer-Stamer 1999",
        question=Text("Which of these would you pay for yourselves when they end?"),
        sign="mixed" if given.height else "unknown",
        evidence={"services": tuple(given["code"])},
    )
