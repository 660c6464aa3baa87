"""What the network says in sentences that end in a question; nobody is named."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.network.communities import STABLE, Communities
from edulis.engine.network.holes import effective_size
from edulis.engine.network.layers import NOBODY, Layers
from edulis.engine.network.robustness import without
from edulis.engine.network.structure import Sparse
from edulis.engine.telling import a_few, one_sided
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

KIND = dict(ENTERPRISE_KIND)
BRIDGE_LEAST = 10  # actors: among fewer, somebody always stands between others
BRIDGE_TIMES = 4  # the mean of all here: less is what chance gives to somebody
HOLES_LEAST = 1.5  # partners that are not redundant: fewer is one way to the others
GAP_METHOD = Text(
    "Share of the trade between two kinds that goes on between partners who do not talk; interval by drawing "
    "enterprises again and again."
)


def findings(
    layers: Layers,
    contact: Sparse,
    talk: Sparse | None,
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
        _closed_in(layers, talk),
        _returned(tables["layers"]),
        _groups(tables["communities"], groups),
        _hidden(layers, hidden),
    ]
    return tuple(finding for finding in told if finding is not None)


def _kind(code: str) -> Text:
    return Text(KIND[code])


def _gap(layers: Layers, gaps: pl.DataFrame) -> Finding | None:
    question = Text("What would each of the two like to know from the other, and who could bring them together?")
    source = "Snijders & Borgatti 1999"
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
    counted = dict(layers.enterprises["kind"].value_counts().iter_rows())
    many = [kind for kind, n in counted.items() if enough(n, "enterprises")]
    open_ = known.filter(pl.col("one").is_in(many) & pl.col("other").is_in(many))
    row = (known if open_.is_empty() else open_).sort(["low", "gap", "value"], descending=True).row(0, named=True)
    few = open_.is_empty() and row["gap"] > 0
    return Finding(
        code="network.gap",
        title=_gap_said(row, layers, few),
        value=row["gap"],
        low=row["low"],
        high=row["high"],
        unit="share",
        n=row["enterprises"],
        method=GAP_METHOD,
        source=source,
        question=question,
        sign="helps" if row["gap"] < 0.25 else "hinders",
        evidence={"few": few, "pairs": gaps.height, "one": row["one"], "other": row["other"], "dyads": row["dyads"]},
    )


def _gap_said(row: dict[str, Any], layers: Layers, few: bool) -> Text:
    """The gap itself in words, of the same share as its interval; kinds are named where there are enough of them."""
    if row["gap"] == 0:
        return Text("Wherever two kinds of actor trade, they also talk.")
    if few:
        return Text("Two kinds of actor trade mostly without talking; there are too few of each to say more in public.")
    one, other, gap = _kind(row["one"]), _kind(row["other"]), row["gap"]
    if row["one"] == row["other"] and layers.valued:
        return Text(
            "{kind} among themselves: {gap:.0%} of the value they trade goes on without talk.", kind=one, gap=gap
        )
    if layers.valued:
        return Text("{one} and {other}: {gap:.0%} of the value they trade goes on without talk.",
                    one=one, other=other, gap=gap)  # fmt: skip
    return Text("{one} and {other}: {gap:.0%} of those who deal with each other do not talk.",
                one=one, other=other, gap=gap)  # fmt: skip


def _bridges(layers: Layers, contact: Sparse, brokers: pl.DataFrame, error: float) -> Finding | None:
    # One row for "pig raisers elsewhere" or a far factory is no bridge that members could talk with: locals are told.
    here = layers.actors.filter(pl.col("local").fill_null(True) & pl.col("somebody"))["enterprise"].to_list()
    ours = brokers.filter((pl.col("betweenness") > 0) & pl.col("enterprise").is_in(here))
    top = ours.head(max(len(here) // 20, 1))
    n = int(layers.somebody.sum())
    if n == 0 or (top.is_empty() and n >= BRIDGE_LEAST):
        return None
    strongest = float(top["betweenness"][0]) if top.height else 0.0
    usual = float(ours["betweenness"].sum()) / max(len(here), 1)
    evidence: dict[str, Any] = {}
    said = Text("Where so few are linked, nobody can be said to stand between others.")
    if n >= BRIDGE_LEAST:
        said, evidence = _bridges_said(layers, contact, top, strongest, usual)
    told = n >= BRIDGE_LEAST
    return Finding(
        code="network.bridges",
        title=said,
        value=strongest if told else None,
        low=max(strongest - 1.96 * error, 0.0) if error and told else None,
        high=strongest + 1.96 * error if error and told else None,
        unit="share",
        n=n,
        method=Text(
            "Share of all other pairs whose shortest way, over any tie but conflict, leads through the actor. Among "
            "{n} actors or more, one stands out from {times} times the mean of all here.",
            n=BRIDGE_LEAST,
            times=BRIDGE_TIMES,
        ),
        source="Freeman 1977; Brandes 2001",
        question=Text("What do they make possible, what do they hold back, and what if they stopped?"),
        sign="mixed" if told else "unknown",
        evidence=evidence | {"enterprises": tuple(top["enterprise"]), "usual": usual},
    )  # fmt: skip


def _bridges_said(
    layers: Layers, contact: Sparse, top: pl.DataFrame, strongest: float, usual: float
) -> tuple[Text, dict[str, Any]]:
    """Who stands between others, by kind where three of it do; or that nobody stands out."""
    kinds = top["kind"].value_counts().sort(["count", "kind"], descending=[True, False])
    kind, count = kinds["kind"][0], int(kinds["count"][0])
    first = layers.actors.filter(pl.col("enterprise") == top["enterprise"][0])["actor"].item()
    loss = without(contact, first)
    cut = 0.0 if math.isnan(loss.cut) else loss.cut
    evidence = {"cut": loss.cut, "parts": loss.parts, "kind": kind, "of_kind": count, "strongest": top.height}
    if strongest < BRIDGE_TIMES * usual:
        return Text("Nobody stands between others much more than others do."), evidence
    if top.height == 1:
        said = Text("One of us stands between others more than anybody else: {share:.0%} of the shortest ways between "
                    "others lead there.", share=strongest)  # fmt: skip
    elif enough(count, "enterprises"):
        said = Text(
            "Many ways between others lead through few: {kind} most often ({count} of the {top} strongest). Through "
            "the strongest alone go {share:.0%} of the shortest ways between others.",
            kind=_kind(kind), count=count, top=top.height, share=strongest,
        )  # fmt: skip
    else:
        said = Text("Many ways between others lead through few: through the strongest alone go {share:.0%} of the "
                    "shortest ways between others.", share=strongest)  # fmt: skip
    if cut < 0.005:
        return said, evidence
    return Text("{said} If the strongest left, {cut:.0%} of the other pairs would lose their way to each other.",
                said=said, cut=cut), evidence  # fmt: skip


def _closed_in(layers: Layers, talk: Sparse | None) -> Finding | None:
    if talk is None:
        return None
    here = layers.here["actor"].to_numpy()
    apart = effective_size(talk)[here]
    known = apart[~np.isnan(apart)]
    if len(known) < BRIDGE_LEAST:
        return None
    closed = int((known < HOLES_LEAST).sum())
    value, few = closed / len(known), one_sided(closed, len(known))
    return Finding(
        code="network.holes",
        title=Text("Some talk with people who do not talk with one another, others do not; either side is a few.")
        if few
        else Text(
            "{share:.0%} of those who talk do so with one person only, or with people who all talk with one another.",
            share=value,
        ),
        value=value,
        unit="share",
        n=len(known),
        missing=len(here) - len(known),
        method=Text(
            "Local actors whose partners in talk, less those who talk with one another, come to fewer than {n:.1f}.",
            n=HOLES_LEAST,
        ),
        source="Burt 1992; Borgatti 1997",
        question=Text("Of which two people that you know would both gain if they talked?"),
        sign="hinders" if value >= 0.5 else "mixed",
        evidence={"few": few, "few_missing": a_few(len(here) - len(known)), "middle": float(np.median(known))},
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
    return Finding(
        code="network.cut_off",
        title=_cut_off_said(alone, known.height),
        value=alone.height / known.height,
        unit="share",
        n=known.height,
        missing=local.height - known.height,
        method=Text("Counted: no relation named by or with them, and no membership, in this round."),
        source="Wasserman & Faust 1994",
        question=Text("Do they stay apart by their own wish, or did nobody ask them?"),
        sign="hinders" if alone.height else "helps",
        evidence={"enterprises": tuple(alone["enterprise"]), "few": one_sided(alone.height, known.height),
                  "few_missing": a_few(local.height - known.height)},
    )  # fmt: skip


def _cut_off_said(alone: pl.DataFrame, n: int) -> Text:
    kinds = alone["kind"].value_counts().sort(["count", "kind"], descending=[True, False])
    if alone.is_empty():
        return (
            Text("Each of those that answered has some tie beside trade.")
            if a_few(n)
            else Text("Each of the {n} that answered has some tie beside trade.", n=n)
        )
    if a_few(alone.height):
        return Text("A few of those that answered have no tie beside trade.")
    if a_few(n - alone.height):
        return Text("All but a few of those that answered have no tie beside trade.")
    if not enough(int(kinds["count"][0]), "enterprises"):
        return Text("{alone} of the {n} that answered have no tie beside trade.", alone=alone.height, n=n)
    kind = _kind(kinds["kind"][0])
    if kinds["count"][0] * 2 > alone.height:
        return Text("{alone} of the {n} that answered have no tie beside trade; most of them: {kind}.",
                    alone=alone.height, n=n, kind=kind)  # fmt: skip
    return Text("{alone} of the {n} that answered have no tie beside trade; most often: {kind}.",
                alone=alone.height, n=n, kind=kind)  # fmt: skip


def _returned(rows: pl.DataFrame) -> Finding | None:
    held = {row["layer"]: row for row in rows.iter_rows(named=True)}
    help_, trade = held.get("help"), held.get("trade")
    if help_ is None or trade is None or help_["reciprocity"] is None or trade["reciprocity"] is None:
        return None
    few = a_few(help_["nodes"]) or a_few(trade["nodes"])
    corrected = help_["reciprocity_corrected"]
    return Finding(
        code="network.returned",
        title=Text("Too few named help to say in public how much of it is returned.")
        if few
        else Text(
            "{help:.0%} of the help that was named is returned; of the trade ties {trade:.0%} go both ways.",
            help=help_["reciprocity"],
            trade=trade["reciprocity"],
        ),
        value=help_["reciprocity"],
        unit="share",
        n=help_["ties"],
        method=Text("Share of directed ties that are returned, beside what as many ties at random would give."),
        source="Garlaschelli & Loffredo 2004",
        question=Text("Who gives help without getting any, and is that as it should be?"),
        sign="unknown" if few else "helps" if corrected is not None and corrected > 0 else "mixed",
        evidence={
            "help": corrected,
            "trade": trade["reciprocity_corrected"],
            "few": few,
        },
    )


def _groups(rows: pl.DataFrame, groups: Communities) -> Finding | None:
    if math.isnan(groups.stability):
        return None
    steady = groups.stability >= STABLE and rows.height > 1
    title = (
        _groups_said(rows)
        if steady
        else Text("There are no stable groups: each time they are sought, others come out.")
    )
    return Finding(
        code="network.groups",
        title=title,
        value=groups.modularity if steady else None,
        unit="modularity",
        n=int(rows["members"].sum()),
        method=Text("Groups with more ties inside than by chance, sought 20 times in another order and compared."),
        source="Blondel et al. 2008; Lancichinetti & Fortunato 2012; Hubert & Arabie 1985",
        question=Text("Do you see yourselves in these groups, and what would a tie across them bring?"),
        evidence={"stability": groups.stability, "modularity": groups.modularity},
    )


def _groups_said(rows: pl.DataFrame) -> Text:
    """How many groups, and the largest where one is larger than all others; its kind where it is most of it."""
    first, count = rows.sort("members", descending=True).row(0, named=True), rows.height
    if a_few(first["members"]):
        return Text("The ties form {count} small groups that come back each time they are sought.", count=count)
    if (rows["members"] == first["members"]).sum() > 1:
        return Text("The ties form {count} groups that come back each time they are sought; the largest have {members} "
                    "each.", count=count, members=first["members"])  # fmt: skip
    share = first["main_kind_share"]
    if share > 0.5 and enough(round(share * first["members"]), "enterprises"):
        return Text(
            "The ties form {count} groups that come back each time they are sought; the largest has {members}, "
            "most of them: {kind} ({share:.0%}).",
            count=count, members=first["members"], kind=_kind(first["main_kind"]), share=share,
        )  # fmt: skip
    return Text("The ties form {count} groups that come back each time they are sought; the largest has {members}.",
                count=count, members=first["members"])  # fmt: skip


def _hidden(layers: Layers, hidden: float) -> Finding:
    asked = layers.actors.filter(pl.col("answered").is_not_null())
    silent = asked.filter(~pl.col("answered")).height
    known = not math.isnan(hidden)
    if not known:
        title = Text("Nobody noted who was asked and who answered, so we cannot say how many ties are unseen.")
    elif silent == 0:
        title = Text("All {n} that were asked answered: no tie is hidden by silence.", n=asked.height)
    elif a_few(silent):
        title = Text(
            "A few of those asked did not answer: up to {hidden:.0%} of the ties between people could be unseen.",
            hidden=hidden,
        )
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
        source="Stork & Richards 1992",
        question=Text("Who is missing from this picture, and who could ask them how they see it?"),
        evidence={"returned_naming": True, "few_missing": a_few(silent)},
    )
