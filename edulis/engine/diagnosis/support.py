"""Services that are there, that are missing, and that are about to end."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, judged, unsaid
from edulis.engine.finding import Finding
from edulis.schema import Text

SOURCE = "Schmitz & Nadvi 1999; Altenburg & Meyer-Stamer 1999"


def conditions(evidence: Evidence) -> list[Finding]:
    """Services present and missing; services that outsiders give free and that end."""
    services = evidence.cluster["service"]
    return [_missing(services), _reach(evidence, services), _ending(evidence, services)]


def service_rows(evidence: Evidence) -> pl.DataFrame:
    """Each service, those that are missing last.

    service, kind, missing, provider, provider_local, reach, reach_share (of local enterprises), price (whole units),
    user_share, ends, policy_effect.
    """
    minor = 10 ** int(evidence.cluster.about["minor_digits"] or 0)
    size = max(evidence.locals.height, 1)
    placed = _placed(evidence, evidence.cluster["service"])
    return placed.select(
        pl.col("code").alias("service"),
        "kind",
        pl.col("missing").fill_null(False),
        "provider",
        provider_local=pl.coalesce("body", "firm"),
        reach="reach",
        reach_share=pl.col("reach") / size,
        price=pl.col("price") / minor,
        user_share="user_share",
        ends="ends",
        policy_effect="policy_effect",
    ).sort("missing", "service")


def _placed(evidence: Evidence, services: pl.DataFrame) -> pl.DataFrame:
    """Services with whether their provider, a body or an enterprise, is of the place."""
    bodies = evidence.cluster["institution"].select(pl.col("code").alias("provider"), pl.col("local").alias("body"))
    firms = evidence.enterprises.select(pl.col("enterprise").alias("provider"), pl.col("local").alias("firm"))
    return services.join(bodies, on="provider", how="left").join(firms, on="provider", how="left")


def _reach(evidence: Evidence, services: pl.DataFrame) -> Finding:
    method = Text("Enterprises that use a service over all local enterprises, for each service that is there.")
    question = Text("Whom does this service not reach, and what keeps them away?")
    there = services.filter(~pl.col("missing").fill_null(False))
    known = there.drop_nulls("reach")
    size = evidence.locals.height
    if known.is_empty() or not size:
        title = Text("How many the services reach cannot be said: nobody noted who uses them.")
        return unsaid(
            "diagnosis.service_reach", title, method=method, source=SOURCE, question=question, missing=there.height
        )
    shares = (known["reach"] / size).clip(upper_bound=1.0)
    middle, most = float(shares.median() or 0.0), float(shares.max() or 0.0)  # type: ignore[arg-type]
    return Finding(
        code="diagnosis.service_reach",
        title=Text(
            "The middle one of {n} services reaches {middle:.0%} of local enterprises, the widest {most:.0%}.",
            n=known.height,
            middle=middle,
            most=most,
        ),
        value=middle,
        unit="share",
        n=known.height,
        missing=there.height - known.height,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(middle, hinders_below=0.1, helps_from=0.3),
        evidence={"most": most},
    )


def _missing(services: pl.DataFrame) -> Finding:
    if services.is_empty():
        return unsaid(
            "diagnosis.services",
            Text("Which services are there and which are missing cannot be said: none were noted."),
            method=Text("Counted from the list of services."),
            source=SOURCE,
            question=Text("Which help did you look for and not find?"),
        )
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
    there = services.filter(~pl.col("missing").fill_null(False))
    if there.is_empty():
        return unsaid(
            "diagnosis.free_services",
            Text("Whether help is given free cannot be said: no service that is there was noted."),
            method=Text(
                "Services that cost their users nothing, from outside or with a noted end, and the month in which "
                "they end."
            ),
            source="Altenburg & Meyer-Stamer 1999",
            question=Text("Which of these would you pay for yourselves when they end?"),
        )
    placed = _placed(evidence, there)
    free = (pl.col("price") == 0) | (pl.col("user_share") == 0)
    outside = ~pl.coalesce("body", "firm")
    # Free help with an end is somebody else's money, whoever hands it on.
    given = placed.filter(free & (outside | pl.col("ends").is_not_null()))
    ends = given.drop_nulls("ends").sort("ends", "code")
    unknown = placed.filter(pl.coalesce("body", "firm").is_null() | free.is_null())
    if given.is_empty():
        title = Text("None of the services that are there is known to be given free on others' money.")
    elif ends.is_empty():
        title = (
            Text("One service is given free on others' money; nobody noted until when.")
            if given.height == 1
            else Text("{given} services are given free on others' money; nobody noted until when.", given=given.height)
        )
    elif given.height == 1:
        title = Text("One service is given free on others' money; it ends in {month:month}.", month=ends["ends"][0])
    else:
        title = Text(
            "{given} services are given free on others' money; the first of them ends in {month:month}.",
            given=given.height,
            month=ends["ends"][0],
        )
    return Finding(
        code="diagnosis.free_services",
        title=title,
        value=given.height / there.height if there.height else None,
        unit="share",
        n=there.height,
        missing=unknown.height,
        method=Text(
            "Services that cost their users nothing, from outside or with a noted end, and the month in which they end."
        ),
        source="Altenburg & Meyer-Stamer 1999",
        question=Text("Which of these would you pay for yourselves when they end?"),
        sign="mixed" if given.height else "unknown",
        evidence={"services": tuple(given["code"])},
    )
