"""How sure the raw material is, and what becomes of what is left over."""

from __future__ import annotations

import polars as pl

from edulis.engine.environment import Environment
from edulis.engine.supply import Supply
from edulis.reports.amounts import mass, plain, share
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Row, Stack, bars, stacks
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.schema import Text

CODES = (
    "environment.load",
    "supply.places",
    "environment.treatment",
    "environment.technique",
    "supply.volume",
    "supply.content",
    "supply.price",
    "environment.peak",
)
SHOWN = 8
KEY = (Text("used now"), Text("could find a user"), Text("no user in sight"))
USERS = {
    "animals": Text("animals"),
    "fields": Text("fields"),
    "own": Text("own use"),
    "buyer": Text("buyers"),
    "processing": Text("drying and processing"),
    "mushrooms": Text("mushrooms"),
    "biogas": Text("biogas"),
    "dryer": Text("dryers"),
}


def what_is_left_over(material: Material) -> Section | None:
    """The section; none where neither raw material nor residues are known."""
    pictures = [picture for picture in (_residues(material), _harvest(material)) if picture]
    blocks: list[Block] = [*pictures]
    if told := statements(material, CODES, most=5 - len(pictures)):
        blocks.append(told)
    if not blocks:
        return None
    title = Text("Our raw material, and what is left over")
    return Section(key="leftovers", title=material.say(title), blocks=tuple(blocks))


def _residues(material: Material) -> Figure | None:
    """Each by-product and waste: used now, usable by users there are, and the rest."""
    environment = material.answer("environment", Environment)
    if environment is None or environment.residues.is_empty():
        return None
    seen = _makers(material)
    rows = [
        row
        for row in environment.residues.sort(["made", "product"], descending=[True, False]).to_dicts()
        if row["product"] in seen and row["reuse_now"] is not None and row["attainable"] is not None
    ]
    if not rows:
        return None
    language = material.language
    users = _users(material, environment)
    drawn, table = [], []
    for row in rows[:SHOWN]:
        now = min(max(row["reuse_now"], 0.0), 1.0)
        more = min(max(row["attainable"] - now, 0.0), 1.0 - now)
        parts = (now, more, 1.0 - now - more)
        made = mass(row["made"], language) if row["unit"] == "kg" else plain(row["made"], language)
        drawn.append(Stack(material.product(row["product"]), parts, made))
        told = (share(part, language) for part in parts)
        table.append((material.product(row["product"]), made, *told, users.get(row["product"], "–")))
    open_end = max(rows[:SHOWN], key=lambda row: row["made"] * (1 - max(row["attainable"], row["reuse_now"])))
    left = 1 - max(open_end["attainable"], open_end["reuse_now"])
    title = material.say(
        Text(
            "{part} of the {product} has no user in sight: {amount}",
            part=share(left, language),
            product=material.product(open_end["product"]).lower(),
            amount=mass(left * open_end["made"], language) if open_end["unit"] == "kg" else "",
        )
        if left >= 0.005
        else Text("Everything that is left over could find a user")
    )
    described = material.say(
        Text(
            "Each bar is all that is made of it in the round (its amount at the right). What could find a user is "
            "worked out for the users there are, near enough and in the right month."
        )
    )
    key, axis = [material.say(words) for words in KEY], material.say(Text("share of what is made"))

    def draw(width: float) -> str:
        return stacks(
            drawn, key, lambda value: share(value, language), title=title, description=described, axis=axis,
            width=width,
        )  # fmt: skip

    head = (Text("By-product or waste"), Text("Made"), *KEY, Text("Users there are"))
    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} enterprises that make them", n=seen["n"]))),
        table=Table(
            title=title,
            head=tuple(material.say(words) for words in head),
            rows=tuple(table),
            numeric=frozenset({1, 2, 3, 4}),
            widths=(2.2, 1.4, 0.9, 0.9, 0.9, 2.0),
        ),
    )


def _makers(material: Material) -> dict[str, int]:
    """The by-products whose makers nobody could tell apart, and under `n` how many make any."""
    lines = (
        material.cluster["process_line"].filter(pl.col("direction") == "out").select("process", "product", "quantity")
    )
    made = (
        material.flows.activities.select("enterprise", "process", "level")
        .join(lines, on="process")
        .with_columns(amount=pl.col("level") * pl.col("quantity"))
        .filter(pl.col("amount").is_finite() & (pl.col("amount") > 0))
    )
    if made.is_empty():
        return {"n": 0}
    cells = material.cross(made, "product", None, "enterprise", "amount").filter(~pl.col("hidden"))
    shown = {row["row"]: int(row["count"]) for row in cells.to_dicts()}
    return {**shown, "n": made.filter(pl.col("product").is_in(list(shown)))["enterprise"].n_unique()}


def _users(material: Material, environment: Environment) -> dict[str, str]:
    """Who could take each by-product, the largest user first."""
    taken = (
        environment.matches.group_by("product", "user")
        .agg(pl.col("quantity").sum())
        .filter((pl.col("quantity") > 0) & pl.col("user").is_in(list(USERS)))
        .sort(["quantity", "user"], descending=[True, False])
    )
    found: dict[str, list[str]] = {}
    for row in taken.to_dicts():
        found.setdefault(row["product"], []).append(material.say(USERS[row["user"]]))
    return {product: ", ".join(words) for product, words in found.items()}


def _harvest(material: Material) -> Figure | None:
    """What one bad harvest of the main raw material takes from each kind."""
    supply, told = material.answer("supply", Supply), material.finding("supply.harvest")
    if supply is None or supply.harvest.is_empty() or told is None or told.value is None:
        return None
    kinds = supply.harvest.filter((pl.col("sales") > 0) & pl.col("kind").is_not_null())
    cells = material.cross(kinds, "kind", None, "enterprise", "sales").filter(~pl.col("hidden"))
    shown = set(cells["row"])
    hit = supply.harvest_kinds.filter(pl.col("share") >= 0.005).sort(["share", "kind"], descending=[True, False])
    rows = [row for row in hit.to_dicts() if row["kind"] in shown]
    if len(rows) < 2:
        return None
    language = material.language
    drawn = [
        Row(material.kind(row["kind"]), row["share"],
            remark=material.say(Text("n = {n}", n=plain(row["enterprises"], language))), marked=number == 0)
        for number, row in enumerate(rows[:SHOWN])
    ]  # fmt: skip
    title = material.say(told.title).rstrip(".")
    axis = material.say(Text("share of the year's sales that would be lost"))

    def draw(width: float) -> str:
        return bars(drawn, lambda value: share(value, language), title=title, description=axis, axis=axis, width=width)

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary="",
        source=material.source(material.say(Text("n = {n:,} enterprises", n=told.n))),
        table=Table(
            title=title,
            head=tuple(material.say(words) for words in (Text("Kind"), Text("Sales lost"), Text("Enterprises"))),
            rows=tuple((row.label, share(row.value, language), plain(one["enterprises"], language))
                       for row, one in zip(drawn, rows, strict=False)),
            numeric=frozenset({1, 2}),
        ),
    )  # fmt: skip
