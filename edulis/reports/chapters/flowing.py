"""What flows: dry matter between kinds, and what each product is worth, with how sure that is."""

from __future__ import annotations

import polars as pl

from edulis.engine.disclosure import LEAST
from edulis.reports.amounts import coin, mass, plain, share
from edulis.reports.chapters.pictures import mass_bands
from edulis.reports.figures import Row, bars
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Paragraph, Section, Table
from edulis.schema import Text

SHOWN = 9


def what_flows(material: Material) -> Section | None:
    """The section; none where no amounts are known."""
    if not material.has_amounts:
        return None
    blocks: list[Block] = [
        Paragraph(
            text=material.say(
                Text(
                    "Sellers and buyers each told what they delivered. Where they differ, these are the "
                    "amounts that fit "
                    "all reports best."
                )
            ),
        )
    ]
    pictures = [picture for picture in (mass_bands(material), _products(material)) if picture]
    if not pictures:
        why = Text(
            "Each product is sold or bought by so few that its figures would be somebody's own, so none stands here. "
            "With at least {least} sellers and {least} buyers of a product, none of them much larger than the others, "
            "it could be shown. Among yourselves, with everybody's yes, the facilitator's annex shows more.",
            least=LEAST["enterprises"],
        )
        blocks.append(Paragraph(text=material.say(why)))
    blocks += pictures
    return Section(key="flows", title=material.say(Text("What flows between us")), blocks=tuple(blocks))


def _products(material: Material) -> Figure | None:
    """What each product brought its sellers in the round, with its interval."""
    trades = material.trades.filter((pl.col("value") > 0) & pl.col("value").is_finite())
    cells = material.cross(trades, "product", None, ("seller", "buyer"), "value")
    shown = cells.filter(~pl.col("hidden")).sort("amount", descending=True)
    if shown.is_empty():
        return None
    sums = trades.group_by("product").agg(
        error=(pl.col("value_error").filter(pl.col("value_error").is_finite()) ** 2).sum().sqrt(),
        quantity=pl.col("quantity").sum(),
        loose=(pl.col("error").filter(pl.col("error").is_finite()) ** 2).sum().sqrt(),
    )
    rows = shown.join(sums, left_on="row", right_on="product").sort("amount", descending=True).to_dicts()
    total, language = float(trades["value"].sum()), material.language
    drawn = [
        Row(
            material.product(row["row"]),
            row["amount"] / material.minor,
            max(row["amount"] - 1.96 * row["error"], 0.0) / material.minor,
            (row["amount"] + 1.96 * row["error"]) / material.minor,
            remark=material.money(row["amount"], row["error"]),
            marked=number == 0,
        )
        for number, row in enumerate(rows[:SHOWN])
    ]
    part = share(rows[0]["amount"] / total, language)
    title = material.say(
        Text("{product} makes up {share} of the money that changes hands", product=drawn[0].label, share=part)
    )
    described = material.say(
        Text("Money paid for each product in the round; the line across the end shows how sure it is (95 %).")
    )
    scale, word = _scale(max(row.high or row.value for row in drawn), material)

    def draw(width: float) -> str:
        return bars(
            drawn,
            lambda value: plain(value / scale, language),
            title=title,
            description=described,
            axis=word,
            width=width,
        )

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} monthly flows", n=trades.height))),
        note=_rest(material, len(rows), cells.filter("hidden").height),
        table=_table(material, rows, title),
    )


def _rest(material: Material, known: int, hidden: int) -> str:
    parts = []
    if known == SHOWN + 1:
        parts.append(material.say(Text("One smaller product stands in the table only.")))
    elif known > SHOWN:
        parts.append(material.say(Text("{n} smaller products stand in the table only.", n=known - SHOWN)))
    if hidden == 1:
        parts.append(
            material.say(Text("One product is not shown, so that nobody's own figures can be seen or worked out."))
        )
    elif hidden:
        text = Text("{n} products are not shown, so that nobody's own figures can be seen or worked out.", n=hidden)
        parts.append(material.say(text))
    return " ".join(parts)


def _scale(largest: float, material: Material) -> tuple[float, str]:
    name = coin(material.currency)
    if largest >= 1e9:
        return 1e9, material.say(Text("billion {currency}", currency=name))
    if largest >= 1e6:
        return 1e6, material.say(Text("million {currency}", currency=name))
    return 1.0, name


def _table(material: Material, rows: list[dict[str, object]], title: str) -> Table:
    told = []
    for row in rows[:30]:
        product = material.products[str(row["row"])]
        quantity, loose = float(str(row["quantity"])), float(str(row["loose"]))
        unit = (
            mass(quantity, material.language, loose)
            if product["unit"] == "kg"
            else f"{plain(quantity, material.language, loose)} {material.unit(product['unit'])}"
        )
        amount, error = float(str(row["amount"])), float(str(row["error"]))
        told.append(
            (
                material.product(str(row["row"])),
                unit,
                material.money(amount, error),
                f"± {material.money(1.96 * error, error)}" if error > 0 else "–",
            )
        )
    return Table(
        title=title,
        head=tuple(
            material.say(text) for text in (Text("Product"), Text("Amount"), Text("Worth"), Text("95 % interval"))
        ),
        rows=tuple(told),
        numeric=frozenset({1, 2, 3}),
        widths=(2.2, 1.5, 1.7, 1.7),
    )
