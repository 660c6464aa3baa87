"""How the report was made: method, sources, what is missing, and what it cannot say."""

from __future__ import annotations

import polars as pl

from edulis.engine.disclosure import LEAST
from edulis.engine.telling import a_few
from edulis.reports.amounts import plain, share
from edulis.reports.material import Material
from edulis.reports.tree import Block, Points, Section, Subheading, Table
from edulis.schema import Text, translate
from edulis.schema.words import CONFIDENCE


def how_it_was_made(material: Material) -> Section:
    """The last section of words."""
    blocks: list[Block] = [
        Subheading(text=material.say(Text("How it was worked out"))),
        Points(items=_methods(material)),
        Subheading(text=material.say(Text("What is missing"))),
        Points(items=_missing(material)),
        Subheading(text=material.say(Text("What this report cannot say"))),
        Points(items=_limits(material)),
    ]
    if table := _sources(material):
        blocks.append(table)
    return Section(key="method", title=material.say(Text("How this was made")), blocks=tuple(blocks), opens_page=False)


def _methods(material: Material) -> tuple[str, ...]:
    told = []
    if material.has_amounts:
        told.append(
            Text(
                "Reports of sellers, buyers and others are weighed by how exact each kind of report is, "
                "so that for each "
                "enterprise, product and month what comes in equals what goes out (weighted least squares: Kuehn & "
                "Davidson 1961; Narasimhan & Jordache 2000)."
            )
        )
        told.append(
            Text(
                "A report is to be talked over where all others make it hard to believe, so that of those named about "
                "one in twenty is named wrongly (Benjamini & Hochberg 1995)."
            )
        )
    told.append(
        Text(
            "A gap in talk between two kinds is the share of their trade between partners who do not "
            "talk with each other."
        )
    )
    if material.edition == "public":
        told.append(
            Text(
                "Only kinds and places are shown. A figure stands here only if at least {people} people or "
                "{enterprises} enterprises are in it, none of them so large that the others could work out its share, "
                "and it cannot be worked out from the other figures.",
                people=LEAST["people"],
                enterprises=LEAST["enterprises"],
            )
        )
    return tuple(material.say(text) for text in told)


def _missing(material: Material) -> tuple[str, ...]:
    language = material.language
    told = []
    answers = material.cluster["enterprise_round"]["answer"].drop_nulls()
    if len(answers):
        silent = int((answers != "answered").sum())
        told.append(_silent(material, len(answers), silent))
    if material.has_amounts:
        trades = material.trades
        both = trades.filter(pl.col("seller_report").is_not_null() & pl.col("buyer_report").is_not_null()).height
        told.append(
            Text("{share} of the deliveries were told by both sides.", share=share(both / trades.height, language))
        )
    elif _zeros(material):
        told.append(Text("Amounts were told, but all of them are 0: nothing was delivered, or 0 stands for not known."))
    else:
        told.append(
            Text(
                "No amounts were told yet. One season's deliveries, told by sellers and buyers for the same months, "
                "would show what flows and how far the two sides agree."
            )
        )
    if material.flows.activities.is_empty():
        told.append(
            Text("What each enterprise made in each month would show the year: when there is slack for joint work.")
        )
    if material.kind_ties["talk"].drop_nulls().is_empty():
        told.append(Text("Who talks with whom was not asked; it would show where trade goes on without talk."))
    if material.cluster["enterprise_round"]["goal_kind"].drop_nulls().is_empty():
        told.append(Text("What each owner wants for the enterprise in five years was not asked."))
    if material.edition == "public" and material.withheld == 1:
        told.append(Text("One finding rests on so few that it is not shown."))
    elif material.edition == "public" and material.withheld:
        told.append(Text("{n} findings rest on so few that they are not shown.", n=material.withheld))
    return tuple(material.say(text) for text in told)


def _silent(material: Material, asked: int, silent: int) -> Text:
    """How many did not answer; in public a few are not counted."""
    if silent == 0:
        return Text("All who were asked answered.")
    if material.edition == "public" and a_few(silent):
        return Text("A few of the enterprises asked did not answer or were not met.")
    return Text(
        "Of {n} enterprises asked, {silent} did not answer or were not met.",
        n=plain(asked, material.language),
        silent=plain(silent, material.language),
    )


def _zeros(material: Material) -> bool:
    """Whether amounts were told, each of them 0."""
    told = material.cluster["trade"].select(pl.any_horizontal(pl.col("quantity", "value").is_not_null()))
    return bool(told.to_series().any())


def _limits(material: Material) -> tuple[str, ...]:
    told = [
        Text("It shows one round. It cannot say what changed, or why."),
        Text(
            "If sellers and buyers both leave out the same deliveries, or all overstate by the same "
            "part, nothing here shows it."
        ),
        Text("That two things go together does not say that one makes the other."),
        Text("It does not say what to do. That is for the members to decide."),
    ]
    if material.has_amounts:
        told.insert(
            2,
            Text(
                "So no interval stands beside the sum of all that changed hands: it would hold only if each report "
                "erred on its own. Too much or too little in all reports alike cannot be seen."
            ),
        )
    return tuple(material.say(text) for text in told)


def _sources(material: Material) -> Table | None:
    """How many figures of the data rest on what kind of source, where the cluster lists its sources."""
    rows = material.cluster["source"]
    if rows.is_empty():
        return None
    counted = dict(rows.group_by("confidence").len().iter_rows())
    known = [(title, counted[code]) for code, title in CONFIDENCE if code in counted]
    return Table(
        title=material.say(Text("Where the {n} figures behind these data come from", n=rows.height)),
        head=tuple(translate(title, material.language) for title, _ in known),
        rows=(tuple(plain(n, material.language) for _, n in known),),
        widths=(1.0,) * len(known),
    )
