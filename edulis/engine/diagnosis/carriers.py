"""Who could carry joint work on techniques, and whom they do not reach."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, bounds, judged, unsaid
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

SOURCE = "Bell & Albu 1999; Schmitz & Nadvi 1999"
FIRMS = {"workshop": ("workshop",)}
BODIES = {"union": ("union", "association"), "group": ("savings", "group"), "research": ("research", "extension")}
CARRIERS = ("workshop", "union", "group", "research")
WAYS = {"workshop": "workshop", "research": "research"}  # origins of an adoption that point to a carrier


def conditions(evidence: Evidence) -> list[Finding]:
    """How far workshops, unions, groups and research reach, what each has brought, and whom none of them reaches."""
    touched = reached(evidence)
    table = carrier_rows(evidence, touched)
    return [_carriers(touched, table), _missed(evidence, touched)]


def reached(evidence: Evidence) -> pl.DataFrame:
    """Local actors with whom of the carriers they have to do: actor, enterprise, kind, managed_by, area, and one yes or
    no for each carrier.

    A workshop reaches who talks, trades or learned from it; a body reaches its members, and who learned from it or has
    a tie to it.
    """
    nodes = evidence.network.nodes
    local = evidence.locals.filter(~pl.col("kind").is_in(["consumers", "unknown"])).select("enterprise")
    seen = evidence.cluster["enterprise_round"].select("enterprise", "managed_by").unique("enterprise", keep="none")
    here = (
        nodes.select("enterprise", "actor", "kind", "place")
        .join(local, on="enterprise")
        .join(seen, on="enterprise", how="left")
    )
    actor = nodes.select(pl.col("enterprise").alias("code"), "actor")
    ties = evidence.network.ties.filter(~pl.col("layer").is_in(["conflict", "kin"])).select("source", "target")
    taken = evidence.cluster["adoption"].drop_nulls("learned_from").select(source="enterprise", target="learned_from")
    homes = evidence.cluster["enterprise"].select(pl.col("code"), "household").drop_nulls()
    by_home = homes.join(actor, on="code").select(pl.col("household").alias("code"), "actor").unique("code")
    whose = pl.concat([actor, by_home]).unique("code")
    pairs = pl.concat([ties, ties.select(source="target", target="source"), taken])
    touch = pairs.join(whose, left_on="source", right_on="code").select("actor", "target")
    sets = {name: _firms(evidence, kinds) for name, kinds in FIRMS.items()}
    sets |= {name: _bodies(evidence, kinds) for name, kinds in BODIES.items()}
    rows = here.sort("enterprise").group_by("actor", maintain_order=True).first()
    for name, codes in sets.items():
        who = touch.filter(pl.col("target").is_in(list(codes)))["actor"].unique().to_list()
        rows = rows.with_columns(pl.col("actor").is_in(who).alias(name))
    # A workshop is not one that a workshop has to reach.
    return rows.filter(pl.col("kind") != "workshop").sort("actor")


def _firms(evidence: Evidence, kinds: tuple[str, ...]) -> set[str]:
    return set(evidence.enterprises.filter(pl.col("kind").is_in(list(kinds)))["enterprise"])


def _bodies(evidence: Evidence, kinds: tuple[str, ...]) -> set[str]:
    return set(evidence.cluster["institution"].filter(pl.col("kind").is_in(list(kinds)))["code"])


def carrier_rows(evidence: Evidence, touched: pl.DataFrame) -> pl.DataFrame:
    """carrier, there (how many of it), brought (adoptions by their way), taught (adoptions learned from it), reach,
    reach_women, reach_men (shares of local actors), least_kind, least_reach (the kind of ten or more reached least).
    """
    adoption = evidence.cluster["adoption"]
    rows = []
    for name in CARRIERS:
        codes = _firms(evidence, FIRMS[name]) if name in FIRMS else _bodies(evidence, BODIES[name])
        kinds = touched.group_by("kind").agg(share=pl.col(name).mean(), n=pl.len()).filter(pl.col("n") >= 10)
        least = kinds.sort("share", "kind").row(0, named=True) if kinds.height else {"kind": None, "share": None}
        women, men = (touched.filter(pl.col("managed_by") == who)[name].mean() for who in ("women", "men"))
        brought = adoption.filter(pl.col("origin") == WAYS[name]).height if name in WAYS else None
        taught = adoption.filter(pl.col("learned_from").is_in(list(codes))).height
        rows.append(
            (name, len(codes), brought, taught, touched[name].mean(), women, men, least["kind"], least["share"])
        )
    schema = {"carrier": pl.String, "there": pl.Int64, "brought": pl.Int64, "taught": pl.Int64}
    schema |= dict.fromkeys(("reach", "reach_women", "reach_men"), pl.Float64)
    return pl.DataFrame(rows, schema=schema | {"least_kind": pl.String, "least_reach": pl.Float64}, orient="row")


def _carriers(touched: pl.DataFrame, table: pl.DataFrame) -> Finding:
    method = Text(
        "Local enterprises, other than workshops, that trade, talk or learned with a workshop; that are members of "
        "a union "
        "or association, or of an informal group; that are tied to, or learned from, research or extension."
    )
    question = Text("With whom of these would you try something new together, and who would pay the first trial?")
    if touched.is_empty() or not table["there"].sum():
        title = Text(
            "Who could carry joint work on techniques cannot be said: no workshop, union, group or research is known."
        )
        return unsaid(
            "diagnosis.carriers", title, method=method, source=SOURCE, question=question, missing=touched.height
        )
    reach = {row["carrier"]: row["reach"] for row in table.iter_rows(named=True)}
    few = a_few(touched.height) or any(
        one_sided(int(touched[name].sum()), touched.height) for name in ("workshop", "union")
    )
    value = float(touched.select(pl.any_horizontal(*CARRIERS)).to_series().mean() or 0.0)  # type: ignore[arg-type]
    taught = {row["carrier"]: row["taught"] for row in table.iter_rows(named=True)}
    return Finding(
        code="diagnosis.carriers",
        title=Text("Workshops, unions or groups reach some of us and not others; either side is a few.")
        if few
        else Text(
            "Workshops have to do with {workshop:.0%} of us, unions and associations with {union:.0%}, informal "
            "groups with "
            "{group:.0%}, research and extension with {research:.0%}.",
            **reach,
        ),
        value=value,
        unit="share",
        n=touched.height,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.4, helps_from=0.75),
        evidence={"few": few, "reach": reach, "taught": taught},
    )


def _missed(evidence: Evidence, touched: pl.DataFrame) -> Finding:
    method = Text("Local enterprises that no carrier reaches that has already taught somebody something new here.")
    question = Text("Who could tell those whom none of these reaches, in their own trade?")
    teaching = [row["carrier"] for row in carrier_rows(evidence, touched).iter_rows(named=True) if row["taught"]]
    if touched.is_empty() or not teaching:
        title = Text(
            "Whom those who teach do not reach cannot be said: nobody told of having learned from one of them."
        )
        return unsaid(
            "diagnosis.missed", title, method=method, source=SOURCE, question=question, missing=touched.height
        )
    out = touched.with_columns(out=(~pl.any_horizontal(*teaching)).cast(pl.Float64), one=pl.lit(1.0))
    value, low, high = share_interval(out, "actor", "out", "one", seed=evidence.seed, resamples=evidence.resamples)
    missed = int(out["out"].sum())
    few = one_sided(missed, out.height)
    kinds = out.group_by("kind").agg(share=pl.col("out").mean(), n=pl.len(), missed=pl.col("out").sum())
    wide = kinds.filter((pl.col("n") >= 10) & (pl.col("missed") >= 5) & (pl.col("n") - pl.col("missed") >= 5))
    wide = wide.sort(["share", "kind"], descending=[True, False])
    runs = out.drop_nulls("managed_by").group_by("managed_by").agg(share=pl.col("out").mean()).sort("managed_by")
    return Finding(
        code="diagnosis.missed",
        title=_missed_said(value, few, wide),
        value=value,
        **bounds(low, high),
        unit="share",
        n=out.height,
        method=method,
        source=SOURCE,
        question=question,
        sign="hinders" if value >= 0.5 else "mixed" if value >= 0.1 else "helps",
        evidence={"few": few, "carriers": tuple(teaching), "by_gender": dict(runs.iter_rows())},
    )


def _missed_said(value: float, few: bool, wide: pl.DataFrame) -> Text:
    if few:
        return Text("Those who have taught something new here reach some of us and not others; either side is a few.")
    if wide.is_empty() or wide["share"][0] <= value or not enough(int(wide["n"][0]), "people"):
        return Text("{share:.0%} of us have to do with none of those who have taught something new here.", share=value)
    return Text(
        "{share:.0%} of us have to do with none of those who have taught something new here; least reached: {kind} "
        "({part:.0%} of them are not).",
        share=value,
        kind=Text(dict(ENTERPRISE_KIND)[wide["kind"][0]]),
        part=wide["share"][0],
    )
