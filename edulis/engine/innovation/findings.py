"""What is told of innovation: how fast, from whom, credited to what, and how far memory can be trusted."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.innovation.histories import Histories
from edulis.engine.innovation.ratios import ratio_findings
from edulis.engine.innovation.speed import share_interval
from edulis.engine.innovation.spread import bass_between
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

WINDOW = 10  # years back for the headline: nearer holds too few things, farther memory fades
LEAST_THINGS = 5  # fewer new things have no usual pace
SHAPED = 4.0  # an S-curve is told where Akaike's criterion is better by so much than with a steady chance


def findings(histories: Histories, parts: Mapping[str, pl.DataFrame]) -> tuple[Finding, ...]:
    """All findings of the room, in the order in which they are read."""
    told = [
        _speed(parts["speed"]),
        _half(parts["innovations"]),
        _shape(parts["fits"]),
        _itself(parts["paths"]),
        _inside(parts["paths"]),
        *ratio_findings(parts["hazards"]),
        _given_up(histories),
        _memory(histories),
    ]
    return tuple(told)


def _speed(speed: pl.DataFrame) -> Finding:
    row = speed.filter(pl.col("years") == WINDOW).to_dicts()[0]
    seen = int(speed["things"].max() or 0)  # type: ignore[arg-type]
    return Finding(
        code="innovation.speed",
        title=Text("How fast new things come in cannot be said: nobody noted when one was first seen here.")
        if not seen
        else Text(
            "{things} new things came in during the last {years} years: {rate:.1f} a year.",
            things=row["things"],
            years=WINDOW,
            rate=row["rate"],
        ),
        value=row["rate"] if seen else None,
        low=row["low"] if seen else None,
        high=row["high"] if seen else None,
        unit="new things a year",
        n=row["things"],
        method=Text(
            "New things by the month in which they were first seen, with the exact interval of a rate; only those that "
            "people remember."
        ),
        source="Garwood 1936; Rogers 2003",
        question=Text("Which new things of these years have we forgotten, and which were tried and dropped?"),
        evidence={"windows": dict(speed.select("years", "things").iter_rows())},
    )


def _half(innovations: pl.DataFrame) -> Finding:
    """The median over new things of the years to half; where all of a kind have it, the kind may be named after it."""
    spread = innovations.filter((pl.col("adopters") >= 5) & (pl.col("adopters") < pl.col("potential")))
    named_after = innovations.filter((pl.col("adopters") > 0) & (pl.col("adopters") == pl.col("potential"))).height
    reached = spread["years_50"].drop_nulls()
    ordered = [*reached.sort(), *[math.inf] * (spread.height - reached.len())]
    middle = ordered[(len(ordered) - 1) // 2] if ordered else math.inf
    known = spread.height >= LEAST_THINGS and math.isfinite(middle)
    return Finding(
        code="innovation.half",
        title=Text(
            "Of {n} new things, {reached} have reached half of those who could use them; the usual one took "
            "{years:.1f} years.",
            n=spread.height,
            reached=reached.len(),
            years=middle,
        )
        if known
        else Text(
            "Of {n} new things, {reached} have reached half of those who could use them: too few to say how long it "
            "usually takes.",
            n=spread.height,
            reached=reached.len(),
        ),
        value=middle if known else None,
        unit="years",
        n=spread.height,
        missing=named_after,
        method=Text(
            "Median over new things of the years from first seen until half of those who could use it had it, those "
            "that have not come so far counted as longer. Could use it: local enterprises of the kinds that took it "
            "up, from their founding on. New things that all of a kind have are left out: the kind may be named after "
            "them."
        ),
        source="Kaplan & Meier 1958; Rogers 2003",
        question=Text("What kept the slow ones slow: money, know-how, worry, or no use for them?"),
    )


def _shape(fits: pl.DataFrame) -> Finding:
    best = fits.filter(pl.col("parameter") == "q").pivot(on="model", index="innovation", values=["aic", "value"])
    for name in ("aic_bass", "aic_constant", "value_bass"):
        if name not in best.columns:
            best = best.with_columns(pl.lit(None, pl.Float64).alias(name))
    fitted = best.drop_nulls("aic_constant")
    shaped = fitted.filter(pl.col("aic_bass") < pl.col("aic_constant") - SHAPED)
    first = fits.filter((pl.col("parameter") == "p") & (pl.col("model") == "bass"))
    shaped = shaped.join(first.select("innovation", pl.col("value").alias("p")), on="innovation")
    wide = [bass_between(0.1, 0.9, row["p"], row["value_bass"]) for row in shaped.iter_rows(named=True)]
    middle = float(pl.Series(wide, dtype=pl.Float64).median() or 0.0)  # type: ignore[arg-type]
    untold = fits["innovation"].n_unique() - fitted.height
    return Finding(
        code="innovation.shape",
        title=Text("How new things spread cannot be said: for none are there enough dates.")
        if fitted.is_empty()
        else Text(
            "{shaped} of {n} new things spread the faster the more had them; from a tenth to nine tenths of those who "
            "ever will takes {years:.0f} years, as their curves go.",
            shaped=shaped.height,
            n=fitted.height,
            years=middle,
        )
        if wide
        else Text("None of {n} new things clearly spread the faster the more had them.", n=fitted.height),
        value=middle if wide else None,
        unit="years",
        n=fitted.height,
        missing=untold,
        method=Text(
            "Bass curve beside a steady chance, of greatest likelihood, with late comers; told where Akaike's "
            "criterion is better by {least:.0f}. Fewer than 12 adopters, or dates in fewer than 4 years, are too few "
            "to fit.",
            least=SHAPED,
        ),
        source="Bass 1969; Srinivasan & Mason 1986",
        question=Text("From whom do you look things off, and whom do you tell when something works?"),
        evidence={"innovations": shaped["innovation"].sort().to_list()},
    )


def _itself(paths: pl.DataFrame) -> Finding:
    known = paths.filter(pl.col("credit") != "unknown")
    own = known.filter(pl.col("credit") == "itself")
    count = dict(known.group_by("credit").len().iter_rows())
    people = known["enterprise"].n_unique()
    few = a_few(people) or one_sided(own["enterprise"].n_unique(), people)
    share = own.height / known.height if known.height else None
    return Finding(
        code="innovation.itself",
        title=Text("Whether new things came by themselves or through a project cannot be said: nobody noted it.")
        if share is None
        else Text("All {n} adoptions came by themselves; none may be credited to a joint project.", n=known.height)
        if own.height == known.height and not a_few(people)
        else Text("Too few people are in it to say in public what came by itself and what through a joint project.")
        if few
        else Text(
            "{share:.0%} of {n} adoptions came by themselves; {joint} were taken up within a joint project and "
            "{copied} were copied from one.",
            share=share,
            n=known.height,
            joint=count.get("joint", 0),
            copied=count.get("copied", 0),
        ),
        value=share,
        unit="share",
        n=known.height,
        missing=paths.height - known.height,
        method=Text(
            "An adoption is credited to a joint project only where its own record says so, or where the noted teachers "
            "lead back to one that does."
        ),
        source="Rogers 2003",
        question=Text("What would have come anyway, and what came only because some did it together?"),
        evidence={"few": few, "joint": count.get("joint", 0), "copied": count.get("copied", 0)},
    )


def _inside(paths: pl.DataFrame) -> Finding:
    named = paths.drop_nulls("inside")
    inside = named.filter(pl.col("inside"))
    people = named["enterprise"].n_unique()
    few = a_few(people) or one_sided(inside["enterprise"].n_unique(), people)
    steps = named["steps"].drop_nulls()
    share = inside.height / named.height if named.height else None
    return Finding(
        code="innovation.inside",
        title=Text("From whom people learn cannot be said: nobody named a teacher.")
        if share is None
        else Text("People named from whom they learned, but too few to say it in public.")
        if few
        else Text(
            "In {share:.0%} of {n} adoptions with a named teacher, the teacher was of the cluster; the usual way in "
            "was {steps:.1f} hands long, the longest {most}.",
            share=share,
            n=named.height,
            steps=float(steps.mean() or 0.0),  # type: ignore[arg-type]
            most=max(steps.to_list(), default=0),
        ),
        value=share,
        unit="share",
        n=named.height,
        missing=paths.height - named.height,
        method=Text(
            "Teachers of the cluster over teachers named; hands are counted back along the teachers to the one who had "
            "it from outside."
        ),
        source="Rogers 2003; Ryan & Gross 1943",
        question=Text("Who brings new things in from outside, and do they still come when that person is gone?"),
        evidence={"few": few, "circles": int(named["steps"].null_count())},
    )


def _given_up(histories: Histories) -> Finding:
    ever = histories.ever
    stopped = ever.drop_nulls("given_up")
    people = ever["enterprise"].n_unique()
    few = a_few(people) or one_sided(stopped["enterprise"].n_unique(), people)
    low, high = share_interval(stopped.height, ever.height)
    return Finding(
        code="innovation.given_up",
        title=Text("Whether new things are given up again cannot be said: no adoption is on record.")
        if ever.is_empty()
        else Text("Too few people took new things up to say in public whether any gave one up again.")
        if a_few(people) and stopped.is_empty()
        else Text(
            "None of {n} adoptions is noted as given up again. That may mean that all went well, or that nobody asked.",
            n=ever.height,
        )
        if stopped.is_empty()
        else Text("A few gave a new thing up again.")
        if few
        else Text(
            "{share:.0%} of {n} adoptions were given up again.", share=stopped.height / ever.height, n=ever.height
        ),
        value=stopped.height / ever.height if ever.height else None,
        low=low if ever.height else None,
        high=high if ever.height else None,
        unit="share",
        n=ever.height,
        method=Text("Adoptions with a month in which they were given up, over all; the exact interval of a share."),
        source="Clopper & Pearson 1934; Rogers 2003",
        question=Text("What was tried here and left again, and what did that cost those who tried it first?"),
        evidence={"few": few},
    )


def _memory(histories: Histories) -> Finding:
    people, years = histories.ever, list(histories.year_only)
    vague = (
        int(people["undated"].sum() or 0)
        + people.filter(
            pl.col("taken").floor().cast(pl.Int64).is_in(years) & ((pl.col("taken") % 1 - 0.5 - 1 / 24).abs() < 1e-6)
        ).height
    )
    share = vague / people.height if people.height else None
    few = a_few(people["enterprise"].n_unique())
    return Finding(
        code="innovation.memory",
        title=Text("How well the histories are remembered cannot be said: no adoption is on record.")
        if share is None
        else Text("Too few people took new things up to say in public how well they remember when.")
        if few
        else Text(
            "For {share:.0%} of {n} adoptions the month is not remembered; {gone} enterprises that ended are on "
            "record, so the past is told almost only by those who are still here.",
            share=share,
            n=people.height,
            gone=histories.gone,
        )
        if histories.gone < 5
        else Text(
            "For {share:.0%} of {n} adoptions the month is not remembered; {gone} enterprises that ended are in it.",
            share=share,
            n=people.height,
            gone=histories.gone,
        ),
        value=share,
        unit="share",
        n=people.height,
        missing=histories.silent,
        method=Text(
            "Years in which nearly all dates are in January are taken as known to the year only and put in its middle; "
            "adoptions without a month count as taken up but not as to when; who answered nothing is left out."
        ),
        source="Heitjan & Rubin 1990; Tsai, Jewell & Wang 1987",
        question=Text("Who began with one of these and stopped the trade since, and what would they tell?"),
        evidence={"few": few},
    )
