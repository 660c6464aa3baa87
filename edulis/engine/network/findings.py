"""What the network says in sentences that end in a question; nobody is named."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.network.communities import STABLE, Communities
from edulis.engine.network.layers import NOBODY, Layers
from edulis.engine.network.robustness import without
from edulis.engine.network.structure import Sparse
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

KIND = dict(ENTERPRISE_KIND)
GAP_METHOD = Text(
    "Share of the trade between two kinds that goes on between partners who do not talk; interval by drawing "
    "enterprises again and again."
)


def findings(
    layers: Layers,
    contact: Sparse,
    tables: Mapping[str, pl.DataFrame],
    groups: Communities,
    hidden: float,
    error: float,
) -> tuple[Finding, ...]:
    """All that the network can say, the widest dialogue gap first."""
    told = [
        _gap(layers, tables["gaps"]),
        _bridges(layers, contact, tables["brokers"], error),
        _cut_off(layers, contact),
        _returned(tables["layers"]),
        _groups(tables["communities"], groups),
        _hidden(layers, hidden),
    ]
    return tuple(finding for finding in told if finding is not None)


def _kind(code: str) -> Text:
    return Text(KIND[code])


def _gap(layers: Layers, gaps: pl.DataFrame) -> Finding | None:
    question = Text("What would each of the two like to know from the other, and who could bring them together?")
    source = "Snijders & Borgatti (1999), for the interval"
    if "information" not in layers.social:
        return Finding(
            code="network.gap",
            title=Text("Who talks with whom was not asked, so we cannot say who trades without talking."),
            value=None,
            missing=layers.n,
            method=GAP_METHOD,
            source=source,
            question=Text("With whom do you talk about your work, and with whom would you like to?"),
        )
    # The gap that is surely wide leads, not a single pair that happens to be silent.
    known = gaps.filter(~pl.col("one").is_in(list(NOBODY)) & ~pl.col("other").is_in(list(NOBODY)))
    if known.is_empty():
        return None
    row = known.sort(["low", "value"], descending=True).row(0, named=True)
    same = row["one"] == row["other"]
    if row["gap"] == 0:
        title = Text("Wherever two kinds of actor trade, they also talk.")
    elif same and layers.valued:
        title = Text(
            "{kind}: they trade with one another, but only {talk:.0%} of that value is between people who talk.",
            kind=_kind(row["one"]),
            talk=1 - row["gap"],
        )
    elif layers.valued:
        title = Text(
            "{one} and {other}: they trade, but only {talk:.0%} of that value is between people who talk.",
            one=_kind(row["one"]),
            other=_kind(row["other"]),
            talk=1 - row["gap"],
        )
    else:
        title = Text(
            "{one} and {other}: they trade, but only {talk:.0%} of those who deal with each other talk.",
            one=_kind(row["one"]),
            other=_kind(row["other"]),
            talk=1 - row["gap"],
        )
    return Finding(
        code="network.gap",
        title=title,
        value=row["gap"],
        low=row["low"],
        high=row["high"],
        unit="share",
        n=row["enterprises"],
        method=GAP_METHOD,
        source=source,
        question=question,
        sign="helps" if row["gap"] < 0.25 else "hinders",
        evidence={"pairs": gaps.height, "one": row["one"], "other": row["other"], "dyads": row["dyads"]},
    )


def _bridges(layers: Layers, contact: Sparse, brokers: pl.DataFrame, error: float) -> Finding | None:
    # One row for "pig raisers elsewhere" or a far factory is no bridge that members could talk with: locals are told.
    here = layers.actors.filter(pl.col("local").fill_null(True))["enterprise"].to_list()
    ours = brokers.filter((pl.col("betweenness") > 0) & pl.col("enterprise").is_in(here))
    top = ours.head(max(len(here) // 20, 1))
    if top.is_empty():
        return None
    kinds = top["kind"].value_counts().sort(["count", "kind"], descending=[True, False])
    first = layers.actors.filter(pl.col("enterprise") == top["enterprise"][0])["actor"].item()
    loss = without(contact, first)
    return Finding(
        code="network.bridges",
        title=Text(
            "Most ways between others lead through few: {kind} most often ({count} of the {top} strongest). If the "
            "strongest left, {cut:.0%} of the other pairs would lose their way to each other.",
            kind=_kind(kinds["kind"][0]),
            count=int(kinds["count"][0]),
            top=top.height,
            cut=0.0 if math.isnan(loss.cut) else loss.cut,
        ),
        value=float(top["betweenness"][0]),
        low=max(float(top["betweenness"][0]) - 1.96 * error, 0.0) if error else None,
        high=float(top["betweenness"][0]) + 1.96 * error if error else None,
        unit="share",
        n=int(layers.somebody.sum()),
        method=Text("Share of all other pairs whose shortest way, over any tie but conflict, leads through the actor."),
        source="Freeman (1977); Brandes (2001)",
        question=Text("What do they make possible, what do they hold back, and what if they stopped?"),
        sign="mixed",
        evidence={"enterprises": tuple(top["enterprise"]), "cut": loss.cut, "parts": loss.parts},
    )


def _cut_off(layers: Layers, contact: Sparse) -> Finding | None:
    social = np.zeros(layers.n)
    for kind, matrix in layers.social.items():
        if kind != "conflict":
            social += np.diff(matrix.indptr) + np.diff(matrix.tocsc().indptr)
    if layers.membership.height:
        social[layers.membership["actor"].to_numpy()] += 1
    seen = layers.actors.with_columns(alone=pl.Series(social == 0), apart=pl.Series(np.diff(contact.indptr) == 0))
    local = seen.filter(pl.col("somebody") & pl.col("local").fill_null(True))
    known = local.filter(pl.col("answered").fill_null(local["answered"].is_null().all()))
    if known.is_empty() or not (layers.social or layers.membership.height):
        return None
    alone = known.filter("alone")
    kinds = alone["kind"].value_counts().sort(["count", "kind"], descending=[True, False])
    if alone.is_empty():
        title = Text("Each of the {n} that answered has some tie beside trade.", n=known.height)
    else:
        title = Text(
            "{alone} of the {n} that answered have no tie beside trade; most of them: {kind}.",
            alone=alone.height,
            n=known.height,
            kind=_kind(kinds["kind"][0]),
        )
    return Finding(
        code="network.cut_off",
        title=title,
        value=alone.height / known.height,
        unit="share",
        n=known.height,
        missing=local.height - known.height,
        method=Text("Counted: no relation named by or with them, and no membership, in this round."),
        source="Wasserman & Faust (1994)",
        question=Text("Do they stay apart by their own wish, or did nobody ask them?"),
        sign="hinders" if alone.height else "helps",
        evidence={"enterprises": tuple(alone["enterprise"])},
    )


def _returned(rows: pl.DataFrame) -> Finding | None:
    held = {row["layer"]: row for row in rows.iter_rows(named=True)}
    help_, trade = held.get("help"), held.get("trade")
    if help_ is None or trade is None or help_["reciprocity"] is None or trade["reciprocity"] is None:
        return None
    corrected = help_["reciprocity_corrected"]
    return Finding(
        code="network.returned",
        title=Text(
            "{help:.0%} of the help that was named is returned; of the trade ties {trade:.0%} go both ways.",
            help=help_["reciprocity"],
            trade=trade["reciprocity"],
        ),
        value=help_["reciprocity"],
        unit="share",
        n=help_["ties"],
        method=Text("Share of directed ties that are returned, beside what as many ties at random would give."),
        source="Garlaschelli & Loffredo (2004)",
        question=Text("Who gives help without getting any, and is that as it should be?"),
        sign="helps" if corrected is not None and corrected > 0 else "mixed",
        evidence={"help": corrected, "trade": trade["reciprocity_corrected"]},
    )


def _groups(rows: pl.DataFrame, groups: Communities) -> Finding | None:
    if math.isnan(groups.stability):
        return None
    steady = groups.stability >= STABLE and rows.height > 1
    if steady:
        title = Text(
            "The ties form {count} groups that come back each time they are sought; the largest has {members}, "
            "most of them: {kind} ({share:.0%}).",
            count=rows.height,
            members=rows["members"][0],
            kind=_kind(rows["main_kind"][0]),
            share=rows["main_kind_share"][0],
        )
    else:
        title = Text("There are no stable groups: each time they are sought, others come out.")
    return Finding(
        code="network.groups",
        title=title,
        value=groups.modularity if steady else None,
        unit="modularity",
        n=int(rows["members"].sum()),
        method=Text("Groups with more ties inside than by chance, sought 20 times in another order and compared."),
        source="Blondel et al. (2008); Lancichinetti & Fortunato (2012); Hubert & Arabie (1985)",
        question=Text("Do you see yourselves in these groups, and what would a tie across them bring?"),
        evidence={"stability": groups.stability, "modularity": groups.modularity},
    )


def _hidden(layers: Layers, hidden: float) -> Finding:
    asked = layers.actors.filter(pl.col("answered").is_not_null())
    silent = asked.filter(~pl.col("answered")).height
    known = not math.isnan(hidden)
    if not known:
        title = Text("Nobody noted who was asked and who answered, so we cannot say how many ties are unseen.")
    elif silent == 0:
        title = Text("All {n} that were asked answered: no tie is hidden by silence.", n=asked.height)
    else:
        title = Text(
            "{silent} of {n} did not answer: up to {hidden:.0%} of the ties between people could be unseen.",
            silent=silent,
            n=asked.height,
            hidden=hidden,
        )
    return Finding(
        code="network.hidden",
        title=title,
        value=hidden if known else None,
        unit="share",
        n=asked.height - silent,
        missing=silent,
        method=Text("Ties that only the silent could name, from how often ties are named by both sides."),
        source="Stork & Richards (1992)",
        question=Text("Who is missing from this picture, and who could ask them how they see it?"),
        evidence={"returned_naming": True},
    )
