"""What households live from, and who decides over it."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.reports.amounts import share
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Stack, stacks
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.schema import Text, columns, translate
from edulis.schema.household import Income

CHOICES = {column.name: dict(column.choices) for column in columns(Income)}
CODES = (
    "livelihoods.poverty",
    "livelihoods.control",
    "livelihoods.reliance",
    "livelihoods.returns",
    "livelihoods.diversity",
    "livelihoods.income",
)
DECIDES = ("women", "both", "men", "")
KEY = (
    Text("women decide alone"),
    Text("both together"),
    Text("men decide alone"),
    Text("not told, or not shown"),
)


def what_we_live_from(material: Material) -> Section | None:
    """The section; none where no income is known."""
    picture = _sources(material)
    blocks: list[Block] = [picture] if picture else []
    if told := statements(material, CODES, most=4):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="living", title=material.say(Text("What we live from")), blocks=tuple(blocks))


def _sources(material: Material) -> Figure | None:
    """What each source brings, split by who decides what the money is used for."""
    told = (
        material.cluster["income"]
        .with_columns(pl.col("control").fill_null(""))
        .group_by("household", "source", "control")
        .agg(pl.col("amount").sum().cast(pl.Float64))
        .filter(pl.col("amount") > 0)
    )
    if told.is_empty():
        return None
    sums = material.cross(told, "source", None, "household", "amount").filter(~pl.col("hidden"))
    cells = material.cross(told, "source", "control", "household", "amount").filter(~pl.col("hidden"))
    total = float(told["amount"].sum())
    rows = sums.sort("amount", descending=True).to_dicts()
    if not rows:
        return None
    split = {(row["row"], row["column"]): row["amount"] for row in cells.to_dicts()}
    drawn, table = [], []
    for row in rows:
        parts = [split.get((row["row"], who), 0.0) for who in DECIDES[:3]]
        parts.append(max(row["amount"] - sum(parts), 0.0))
        label = translate(CHOICES["source"][row["row"]], material.language)
        whole = share(row["amount"] / total, material.language)
        drawn.append(Stack(label, tuple(part / total for part in parts), whole))
        table.append((label, whole, *(_part(material, part / row["amount"]) for part in parts)))
    title = _title(material, drawn, table, split, total)
    described = material.say(
        Text("Each bar is a source of income, as long as its share of the whole; its parts say who decides over it.")
    )
    axis = material.say(Text("share of all income told; months with a loss are left out"))
    key = [material.say(words) for words in KEY]

    def draw(width: float) -> str:
        return stacks(
            drawn, key, lambda value: share(value, material.language), title=title, description=described, axis=axis,
            width=width,
        )  # fmt: skip

    homes = told["household"].n_unique()
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} households", n=homes))),
        table=Table(
            title=title,
            head=(material.say(Text("Source")), material.say(Text("Of all")), *key),
            rows=tuple(table),
            numeric=frozenset(range(1, 6)),
            widths=(2.4, 0.8, 1.2, 1.2, 1.2, 1.2),
        ),
    )


def _part(material: Material, part: float) -> str:
    return share(part, material.language) if part > 1e-9 else "–"


def _title(
    material: Material, drawn: list[Stack], table: list[tuple[str, ...]], split: dict[Any, float], total: float
) -> str:
    women = sum(amount for (_, who), amount in split.items() if who == "women")
    asked = any(who for _, who in split)
    if asked and women:
        return material.say(
            Text(
                "{share} of all income comes from {source}; women decide alone over {women} of the whole",
                share=table[0][1],
                source=drawn[0].label.lower(),
                women=share(women / total, material.language),
            )
        )
    return material.say(
        Text("{share} of all income comes from {source}", share=table[0][1], source=drawn[0].label.lower())
    )
