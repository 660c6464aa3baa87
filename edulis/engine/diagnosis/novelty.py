"""Innovation that came by itself, and innovation that was brought."""

from __future__ import annotations

import polars as pl

from edulis.engine.diagnosis.evidence import Evidence, bounds, unsaid
from edulis.engine.finding import Finding
from edulis.engine.resample import share_interval
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text


def conditions(evidence: Evidence) -> list[Finding]:
    """Share of adoptions that came without a support body and without a joint project."""
    method = Text(
        "Adoptions whose way was neither research or extension nor a joint project, over those whose way is known."
    )
    source = "Rogers 2003; Caniëls & Romijn 2003"
    question = Text(
        "What made it possible that this came without anybody's project, and what stands in the way of more?"
    )
    novel = evidence.cluster["innovation"].select(
        pl.col("code").alias("innovation"), pl.col("origin").alias("came_from"), pl.col("joint").alias("came_jointly")
    )
    taken = evidence.cluster["adoption"].join(novel, on="innovation", how="left")
    taken = taken.with_columns(way=pl.coalesce("origin", "came_from"))
    rows = taken.drop_nulls("way").with_columns(joint=pl.coalesce("joint", "came_jointly").fill_null(False), one=1.0)
    if rows.is_empty():
        title = Text("How new things came in cannot be said: no adoption has a noted origin.")
        return [
            unsaid("diagnosis.novelty", title, method=method, source=source, question=question, missing=taken.height)
        ]
    rows = rows.with_columns(own=((pl.col("way") != "research") & ~pl.col("joint")).cast(pl.Float64))
    value, low, high = share_interval(
        rows, "enterprise", "own", "one", seed=evidence.seed, resamples=evidence.resamples
    )
    people, own = rows["enterprise"].n_unique(), rows.filter(pl.col("own") > 0)["enterprise"].n_unique()
    few = a_few(people) or one_sided(own, people)
    ways = rows["way"].value_counts().sort(["count", "way"], descending=[True, False])
    return [
        Finding(
            code="diagnosis.novelty",
            title=Text("New things came in with too few to say in public how.")
            if few
            else Text(
                "{share:.0%} of {n} adoptions of one new thing came by themselves, not through research, "
                "extension or a joint project.",
                share=value,
                n=rows.height,
            )
            if rows["innovation"].n_unique() == 1
            else Text(
                "{share:.0%} of {n} adoptions of {innovations} new things came by themselves, not through research, "
                "extension or a joint project.",
                share=value,
                n=rows.height,
                innovations=rows["innovation"].n_unique(),
            ),
            value=value,
            **bounds(low, high),
            unit="share",
            n=rows.height,
            missing=taken.height - rows.height,
            method=method,
            source=source,
            question=question,
            sign="helps" if value >= 0.5 else "mixed",
            evidence={"ways": dict(ways.iter_rows()), "few": few},
        )
    ]
