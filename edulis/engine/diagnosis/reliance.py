"""Self-reliance: who pays for services, what members give to projects themselves, and where credit comes from."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, bounds, judged, unsaid
from edulis.engine.finding import Finding
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few
from edulis.schema import Text

SOURCE = "Altenburg & Meyer-Stamer 1999; Ostrom 1990"
DAY = 8.0  # hours


def conditions(evidence: Evidence) -> list[Finding]:
    """Users' share of the cost of services, own means beside outside money, local credit beside that from elsewhere."""
    return [_users_share(evidence), _own_means(evidence), _credit(evidence)]


def _users_share(evidence: Evidence) -> Finding:
    method = Text("Share of its cost that users pay, mean over the services that are there, by how many use each.")
    question = Text("For which of these would you pay more, so that it stays, and for which would you not?")
    services = evidence.cluster["service"].filter(~pl.col("missing").fill_null(False))
    rows = services.drop_nulls("user_share").with_columns(users=pl.col("reach").fill_null(1).cast(pl.Float64))
    missing = services.height - rows.height
    if rows["users"].sum() <= 0:
        title = Text("Who pays for services cannot be said: of no service do we know which share its users pay.")
        return unsaid("diagnosis.users_share", title, method=method, source=SOURCE, question=question, missing=missing)
    rows = rows.with_columns(paid=pl.col("user_share") * pl.col("users"))
    value, low, high = share_interval(rows, "code", "paid", "users", seed=evidence.seed, resamples=evidence.resamples)
    below = rows.filter(pl.col("user_share") < 0.5).height
    return Finding(
        code="diagnosis.users_share",
        title=Text(
            "Users pay {share:.0%} of what the services they use cost, in all {n} services with a noted share.",
            share=value,
            n=rows.height,
        )
        if below == 0
        else Text(
            "Users pay {share:.0%} of what the services they use cost; of {n} services {below} are paid mostly by "
            "others.",
            share=value,
            n=rows.height,
            below=below,
        ),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows.height,
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.5, helps_from=0.8),
        evidence={"below_half": tuple(sorted(rows.filter(pl.col("user_share") < 0.5)["code"]))},
    )


def day_wage(evidence: Evidence) -> float | None:
    """What a hired day is paid here, in minor units: wages over hired hours, times eight; nothing where not known."""
    paid = evidence.cluster["labour"].drop_nulls(["wages", "hired_hours"]).filter(pl.col("hired_hours") > 0)
    hours = float(paid["hired_hours"].sum())
    return float(paid["wages"].sum()) / hours * DAY if hours > 0 else None


def _own_means(evidence: Evidence) -> Finding:
    method = Text(
        "Own money, materials and days of work (at the mean wage for a hired day here) of all proposals, over these "
        "and "
        "money from outside; a loan of members is own means."
    )
    question = Text("What could you begin with your own means alone, this season?")
    proposals = evidence.cluster["proposal"]
    told = proposals.filter(
        pl.any_horizontal(pl.col("own_cash", "own_days", "own_materials", "outside_money").is_not_null())
    )
    wage = day_wage(evidence)
    without_wage = wage is None and bool(told["own_days"].sum() > 0)
    days = pl.col("own_days").fill_null(0.0) * (wage or 0.0)
    rows = told.with_columns(own=pl.col("own_cash").fill_null(0) + pl.col("own_materials").fill_null(0) + days)
    rows = rows.with_columns(whole=pl.col("own") + pl.col("outside_money").fill_null(0))
    missing = proposals.height - rows.height
    if rows["whole"].sum() <= 0:
        title = Text("How far projects stand on own means cannot be said: no proposal tells its means.")
        return unsaid("diagnosis.own_means", title, method=method, source=SOURCE, question=question, missing=missing)
    value, low, high = share_interval(rows, "code", "own", "whole", seed=evidence.seed, resamples=evidence.resamples)
    alone = rows.filter(pl.col("outside_money").fill_null(0) == 0).height
    return Finding(
        code="diagnosis.own_means",
        title=Text(
            "{share:.0%} of the means of {n} proposals are members' own; {alone} need nothing from outside.",
            share=value,
            n=rows.height,
            alone=alone,
        ),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows.height,
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.5, helps_from=0.8),
        evidence={"alone": alone, "day_wage": wage, "days_left_out": without_wage},
    )


def _credit(evidence: Evidence) -> Finding:
    method = Text("Amount lent by people, enterprises and bodies of the place, over all that was lent to people here.")
    question = Text("From whom can one borrow in January, and on which terms?")
    loans = evidence.cluster["loan"].select("code", "lender", "borrower", "amount")
    firms = evidence.enterprises.select(pl.col("enterprise").alias("lender"), pl.col("local").alias("firm"))
    bodies = evidence.cluster["institution"].select(pl.col("code").alias("lender"), pl.col("local").alias("body"))
    homes = evidence.cluster["household"].select(
        pl.col("code").alias("lender"), home=pl.col("group").fill_null("local") == "local"
    )
    rows = loans.join(firms, on="lender", how="left").join(bodies, on="lender", how="left")
    rows = rows.join(homes, on="lender", how="left").with_columns(here=pl.coalesce("firm", "body", "home"))
    known = rows.drop_nulls("here").with_columns(
        pl.col("amount").cast(pl.Float64), own=pl.when("here").then(pl.col("amount").cast(pl.Float64)).otherwise(0.0)
    )
    missing = rows.height - known.height
    if known["amount"].sum() <= 0:
        title = Text("Where credit comes from cannot be said: no loan with a lender who is placed here or elsewhere.")
        return unsaid("diagnosis.local_credit", title, method=method, source=SOURCE, question=question, missing=missing)
    value, low, high = share_interval(
        known, "borrower", "own", "amount", seed=evidence.seed, resamples=evidence.resamples
    )
    few = a_few(known["borrower"].n_unique())
    by_source = known.group_by(
        source=pl.when(pl.col("body").is_not_null()).then(pl.lit("body")).otherwise(pl.lit("people")), here="here"
    ).agg(pl.col("amount").sum())
    spread = {
        f"{row['source']}_{'here' if row['here'] else 'elsewhere'}": row["amount"] for row in by_source.to_dicts()
    }
    return Finding(
        code="diagnosis.local_credit",
        title=Text("Too few borrow to say in public where credit comes from.")
        if few
        else Text("{share:.0%} of what was lent comes from people and bodies of the place.", share=value),
        value=value,
        **bounds(low, high),
        unit="share",
        n=known.height,
        missing=missing,
        method=method,
        source="Altenburg & Meyer-Stamer 1999; Besley 1995",
        question=question,
        sign=judged(value, hinders_below=0.25, helps_from=0.6),
        evidence={"few": few} | dict(sorted(spread.items())),
    )
