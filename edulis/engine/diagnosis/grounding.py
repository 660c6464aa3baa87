"""How far the cluster is rooted in its place: skills, reputation, food culture, founders, apprentices, years."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, betrayed, bounds, judged, unsaid
from edulis.engine.finding import Finding
from edulis.engine.network.structure import Floats
from edulis.engine.resample import interval, share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text

SOURCE = "Becattini 1990; Bell & Albu 1999"
YOUNG = 5  # years


def conditions(evidence: Evidence) -> list[Finding]:
    """Skills handed on, apprentices, products with a name and with a feast, people of the place, years."""
    return [
        _handed_on(evidence),
        _apprentices(evidence),
        _known_for(evidence),
        _feasts(evidence),
        _founders(evidence),
        _years(evidence),
    ]


def _handed_on(evidence: Evidence) -> Finding:
    method = Text(
        "Adoptions and ties of teaching in which the teacher is an enterprise or household of the place, over those "
        "whose "
        "teacher is known."
    )
    question = Text("What does one learn here only by doing it with somebody, and from whom?")
    source = "Bell & Albu 1999"
    taken = evidence.cluster["adoption"].select(
        pl.col("enterprise").alias("learner"), pl.col("learned_from").alias("teacher")
    )
    taught = evidence.cluster["relation"].filter(pl.col("kind") == "teaching")
    rows = pl.concat([taken, taught.select(pl.col("other").alias("learner"), pl.col("one").alias("teacher"))])
    known = rows.drop_nulls("teacher")
    if known.is_empty():
        title = Text("Whether skills are handed on here cannot be said: nobody told from whom they learned.")
        return unsaid(
            "diagnosis.handed_on", title, method=method, source=source, question=question, missing=rows.height
        )
    homes = evidence.cluster["household"].filter(pl.col("group").fill_null("local") == "local")["code"].to_list()
    here = {*evidence.locals["enterprise"].to_list(), *homes}
    known = known.with_columns(own=pl.col("teacher").is_in(list(here)).cast(pl.Float64), one=pl.lit(1.0))
    value, low, high = share_interval(known, "learner", "own", "one", seed=evidence.seed, resamples=evidence.resamples)
    people, own = known["learner"].n_unique(), known.filter(pl.col("own") > 0)["learner"].n_unique()
    few = a_few(people) or one_sided(own, people)
    return Finding(
        code="diagnosis.handed_on",
        title=Text("New skills came from people of the place and from elsewhere; either side is a few.")
        if few and 0 < value < 1
        else Text("Too few people named from whom they learned to say it in public.")
        if few
        else Text(
            "{share:.0%} of what people took up from a teacher they can name came from somebody of the place.",
            share=value,
        ),
        value=value,
        **bounds(low, high),
        unit="share",
        n=known.height,
        missing=rows.height - known.height,
        method=method,
        source=source,
        question=question,
        sign=judged(value, hinders_below=0.25, helps_from=0.6),
        evidence={"few": few, "teachers": known["teacher"].n_unique()},
    )


def _apprentices(evidence: Evidence) -> Finding:
    method = Text("Local enterprises that answered and have somebody who is learning the trade, over those that said.")
    question = Text("Who learns your trade today, and will they stay in it?")
    seen = evidence.cluster["enterprise_round"].join(evidence.locals.select("enterprise"), on="enterprise")
    known = seen.drop_nulls("apprentices")
    missing = evidence.locals.height - known.height
    if known.is_empty():
        title = Text("Whether the trade is learned by the young cannot be said: apprentices were not asked about.")
        return unsaid("diagnosis.apprentices", title, method=method, source=SOURCE, question=question, missing=missing)
    rows = known.with_columns(have=(pl.col("apprentices") > 0).cast(pl.Float64), one=pl.lit(1.0))
    value, low, high = share_interval(
        rows, "enterprise", "have", "one", seed=evidence.seed, resamples=evidence.resamples
    )
    teaching = int(rows["have"].sum())
    few = one_sided(teaching, known.height)
    return Finding(
        code="diagnosis.apprentices",
        title=Text("None of the enterprises that said has an apprentice.")
        if teaching == 0
        else Text("A few of the enterprises that said have apprentices.")
        if a_few(teaching)
        else Text("All but a few of the enterprises that said have apprentices.")
        if few
        else Text("{share:.0%} of the enterprises that said have apprentices.", share=value),
        value=value,
        **bounds(low, high),
        unit="share",
        n=known.height,
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.02, helps_from=0.15),
        evidence={"few": few},
    )


def _of_sales(evidence: Evidence, column: str) -> tuple[pl.DataFrame, tuple[float, float, float], bool]:
    """Sales of half-finished and finished goods, what of them has that column filled in, and whether it betrays."""
    marked = evidence.cluster["product"].select(pl.col("code").alias("product"), pl.col(column).alias("mark"))
    rows = evidence.deliveries.filter(pl.col("seller").is_in(evidence.locals["enterprise"].to_list()))
    rows = rows.filter(pl.col("stage").is_in(["half", "final"])).join(marked, on="product", how="left")
    rows = rows.with_columns(marked=pl.when(pl.col("mark").is_not_null()).then("worth").otherwise(0.0))
    found = share_interval(rows, "seller", "marked", "worth", seed=evidence.seed, resamples=evidence.resamples)
    with_mark, without = rows.filter(pl.col("marked") > 0), rows.filter(pl.col("marked") == 0)
    return rows, found, betrayed(with_mark, "seller") or betrayed(without, "seller")


def _known_for(evidence: Evidence) -> Finding:
    method = Text(
        "Value of half-finished and finished goods with a noted reputation of their origin, over all that local "
        "enterprises sell; without amounts, ties."
    )
    question = Text("Who beyond here knows your goods by the name of the place, and what would spoil that name?")
    return _marked(
        evidence, "diagnosis.reputation", "reputation", method, question,
        unknown=Text("What the place is known for cannot be said: no reputation of a product, or no sale, was noted."),
        few=Text("Some goods are known by the name of the place; too few make them to say how much they are."),
        said=lambda share: Text(
            "{share:.0%} of the half-finished and finished goods sold here are known by the name of the place.",
            share=share,
        ),
    )  # fmt: skip


def _feasts(evidence: Evidence) -> Finding:
    method = Text(
        "Value of half-finished and finished goods with a noted role in local food culture, over all that local "
        "enterprises "
        "sell; without amounts, ties."
    )
    question = Text("On which day of the year is there no table here without your goods?")
    return _marked(
        evidence, "diagnosis.food_culture", "food_culture", method, question,
        unknown=Text("Which part the goods have in local food cannot be said: no such role, or no sale, was noted."),
        few=Text("Some goods have their place at local feasts; too few make them to say how much they are."),
        said=lambda share: Text(
            "{share:.0%} of the half-finished and finished goods sold here have their place at local tables.",
            share=share,
        ),
    )  # fmt: skip


def _marked(
    evidence: Evidence, code: str, column: str, method: Text, question: Text, *,
    unknown: Text, few: Text, said: Callable[[float], Text],
) -> Finding:  # fmt: skip
    """The share of what is sold here that has this column of its product filled in."""
    rows, (value, low, high), hidden = _of_sales(evidence, column)
    if rows["worth"].sum() <= 0 or evidence.cluster["product"][column].is_null().all():
        return unsaid(code, unknown, method=method, source=SOURCE, question=question, missing=rows.height)
    return Finding(
        code=code,
        title=few if hidden else said(value),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows["seller"].n_unique(),
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.1, helps_from=0.3),
        evidence={"few": hidden, "products": tuple(sorted(set(rows.filter(pl.col("marked") > 0)["product"])))},
    )


def _founders(evidence: Evidence) -> Finding:
    method = Text("Local enterprises that belong to a household living here, over those of which the owner is known.")
    question = Text("Whose are the enterprises here, and where does what they earn go?")
    homes = evidence.cluster["household"].select(
        pl.col("code").alias("household"), lives=pl.col("group").fill_null("local") == "local"
    )
    owners = evidence.cluster["enterprise"].select(pl.col("code").alias("enterprise"), "household")
    here = evidence.locals.filter(~pl.col("kind").is_in(["consumers", "unknown"])).select("enterprise")
    rows = here.join(owners, on="enterprise").join(homes, on="household", how="left")
    if rows["household"].is_null().all():
        title = Text("Whether people of the place own the enterprises cannot be said: no household was noted as owner.")
        return unsaid("diagnosis.founders", title, method=method, source=SOURCE, question=question, missing=rows.height)
    rows = rows.with_columns(own=pl.col("lives").fill_null(False).cast(pl.Float64), one=pl.lit(1.0))
    value, low, high = share_interval(
        rows, "enterprise", "own", "one", seed=evidence.seed, resamples=evidence.resamples
    )
    few = one_sided(int(rows["own"].sum()), rows.height) and value < 1
    return Finding(
        code="diagnosis.founders",
        title=Text("Nearly all, or nearly none, of the enterprises belong to households living here.")
        if few
        else Text("{share:.0%} of the enterprises here belong to households living here.", share=value),
        value=value,
        **bounds(low, high),
        unit="share",
        n=rows.height,
        missing=evidence.locals.height - rows.height,
        method=method,
        source=SOURCE,
        question=question,
        sign=judged(value, hinders_below=0.5, helps_from=0.8),
        evidence={"few": few},
    )


def _years(evidence: Evidence) -> Finding:
    method = Text("Years from the founding of each local enterprise to this round; the middle one is told.")
    question = Text("What has kept the old ones going, and why did the young ones begin?")
    rounds = evidence.cluster["round"]
    founded = evidence.cluster["enterprise"].select(pl.col("code").alias("enterprise"), "founded")
    rows = evidence.locals.select("enterprise").join(founded, on="enterprise").drop_nulls("founded").sort("enterprise")
    missing = evidence.locals.height - rows.height
    if rounds.is_empty() or rows.is_empty():
        title = Text("How old the enterprises are cannot be said: no year of founding was noted.")
        return unsaid("diagnosis.years", title, method=method, source=SOURCE, question=question, missing=missing)
    now = int(rounds["first_month"].min().year)  # type: ignore[union-attr]
    ages = now - rows["founded"].cast(pl.Float64).to_numpy()
    middle, young = float(pl.Series(ages).median() or 0.0), float((ages <= YOUNG).mean())  # type: ignore[arg-type]

    def of(times: Floats) -> float:
        return float(pl.Series(ages.repeat(times.astype(int))).median() or 0.0)  # type: ignore[arg-type]

    low, high = interval(len(ages), of, seed=evidence.seed, resamples=evidence.resamples)
    few = a_few(len(ages)) or one_sided(int((ages <= YOUNG).sum()), len(ages))
    return Finding(
        code="diagnosis.years",
        title=Text("Enterprises here are told to be of different ages; too few to say more in public.")
        if few
        else Text(
            "Half of the enterprises here are {years:.0f} years old or older; {young:.0%} began in the last {last} "
            "years.",
            years=middle,
            young=young,
            last=YOUNG,
        ),
        value=middle,
        **bounds(low, high),
        unit="years",
        n=len(ages),
        missing=missing,
        method=method,
        source=SOURCE,
        question=question,
        sign="mixed" if young in (0.0, 1.0) else judged(middle, hinders_below=3.0, helps_from=10.0),
        evidence={"few": few, "young": young},
    )
