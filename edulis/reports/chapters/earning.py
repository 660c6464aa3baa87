"""Where money from outside goes, and who of us earns by it."""

from __future__ import annotations

import polars as pl

from edulis.engine.disclosure import enough
from edulis.engine.economy import Economy
from edulis.engine.economy.earning import LEAKS
from edulis.reports.amounts import coin, plain
from edulis.reports.chapters.talking import statements
from edulis.reports.figures import Row, Step, dots, steps
from edulis.reports.material import Material
from edulis.reports.tree import Block, Figure, Section, Table
from edulis.reports.words import capital
from edulis.schema import Text

CODES = (
    "economy.bottleneck",
    "economy.women",
    "economy.prices",
    "economy.kinds",
    "economy.poor",
    "economy.hours",
    "economy.multiplier",
)
SHOWN = 8
LEAST = 0.01  # smaller leaks are drawn as one


def who_earns(material: Material) -> Section | None:
    """The section; none where no sale to outside is known."""
    economy = material.answer("economy", Economy)
    if economy is None:
        return None
    pictures = [picture for picture in (_where_it_goes(material, economy), _kinds(material, economy)) if picture]
    blocks: list[Block] = [*pictures]
    if told := statements(material, CODES, most=2):
        blocks.append(told)
    if not blocks:
        return None
    return Section(key="earning", title=material.say(Text("Who earns when outsiders buy")), blocks=tuple(blocks))


def _where_it_goes(material: Material, economy: Economy) -> Figure | None:
    """A hundred that outside buyers spend, until all of it has left again."""
    told = material.finding("economy.leak")
    earned = material.finding("economy.multiplier")
    if told is None or told.value is None or earned is None or earned.value is None:
        return None
    language, name = material.language, coin(material.currency)
    leaks = economy.leaks.filter(pl.col("share") > 0).sort(["share", "to"], descending=[True, False]).to_dicts()
    large = [row for row in leaks if row["share"] >= LEAST and row["to"] in LEAKS]
    rest = sum(row["share"] for row in leaks) - sum(row["share"] for row in large)
    drawn = [
        Step(capital(material.say(LEAKS[row["to"]])), row["share"], plain(100 * row["share"], language),
             row["to"] in ("suppliers", "elsewhere"))
        for row in large
    ]  # fmt: skip
    if rest >= 0.0005:
        drawn.append(Step(material.say(Text("All else")), rest, plain(100 * rest, language)))
    title = material.say(
        Text(
            "Of 100 {currency} that outsiders spend here, people here earn {income:.0f}; in the end {out:.0f} go to "
            "what is bought elsewhere",
            currency=name,
            income=100 * earned.value,
            out=100 * sum(row["share"] for row in large if row["to"] in ("suppliers", "elsewhere")),
        )
    )
    described = material.say(
        Text(
            "The same money is paid on from hand to hand until all of it has left; each bar is where that much leaves. "
            "In red what is bought elsewhere."
        )
    )
    whole = (
        material.say(Text("Outsiders buy from us")), sum(step.value for step in drawn),
        material.say(Text("100 {currency}", currency=name)),
    )  # fmt: skip
    spans = {row["to"]: f"{plain(100 * row['low'], language)}–{plain(100 * row['high'], language)}" for row in large}
    rows = [(step.label, step.remark, spans[row["to"]]) for step, row in zip(drawn, large, strict=False)]
    rows += [(step.label, step.remark, "–") for step in drawn[len(large) :]]
    return Figure(
        title=title,
        svg=steps(whole, drawn, title=title, description=described),
        narrow=steps(whole, drawn, title=title, description=described, width=340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} enterprises", n=told.n))),
        table=Table(
            title=title,
            head=(
                material.say(Text("Where it leaves")),
                material.say(Text("Of 100 {currency}", currency=name)),
                material.say(Text("95 % interval")),
            ),
            rows=tuple(rows),
            numeric=frozenset({1, 2}),
        ),
    )


def _kinds(material: Material, economy: Economy) -> Figure | None:
    """What people here earn of a hundred, by the kind that outsiders buy from."""
    name, language = coin(material.currency), material.language
    shown = _sellers(material)
    rows = [
        row
        for row in economy.kinds.sort(["income", "kind"], descending=[True, False]).to_dicts()
        if row["kind"] in shown and enough(row["enterprises"], "people")
    ]
    if len(rows) < 2:
        return None
    if len(rows) > SHOWN:
        rows = sorted(rows, key=lambda row: -row["demand"])[:SHOWN]
        rows = sorted(rows, key=lambda row: -row["income"])
    drawn = [
        Row(material.kind(row["kind"]), 100 * row["income"], 100 * row["income_low"], 100 * row["income_high"],
            material.say(Text("n = {n}", n=plain(row["enterprises"], language))), number == 0)
        for number, row in enumerate(rows)
    ]  # fmt: skip
    title = material.say(
        Text(
            "Most stays here when outsiders buy from {most}, least when from {least}",
            most=material.kind_inside(rows[0]["kind"]),
            least=material.kind_inside(rows[-1]["kind"]),
        )
    )
    axis = material.say(Text("{currency} that people here earn of 100 spent", currency=name))
    described = material.say(
        Text("All that people here earn of it, at first hand and through others; the line shows how sure it is (95 %).")
    )

    def draw(width: float) -> str:
        return dots(
            drawn, lambda value: plain(value, language), title=title, description=described, axis=axis, width=width,
            top=max(row.high or row.value for row in drawn),
        )  # fmt: skip

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary="",
        source=material.source(material.say(Text("n = {n:,} enterprises", n=sum(row["enterprises"] for row in rows)))),
        table=Table(
            title=title,
            head=(
                material.say(Text("Kind")),
                material.say(Text("Of 100 {currency}", currency=name)),
                material.say(Text("95 % interval")),
            ),
            rows=tuple(
                (row.label, plain(row.value, language),
                 f"{plain(row.low or 0.0, language)}–{plain(row.high or 0.0, language)}")
                for row in drawn
            ),
            numeric=frozenset({1, 2}),
        ),
    )  # fmt: skip


def _sellers(material: Material) -> set[str]:
    """The kinds whose sales to outside may be seen."""
    local = set(material.kind_of.filter("local")["code"])
    out = material.trades.filter(
        pl.col("seller").is_in(list(local)) & ~pl.col("buyer").is_in(list(local)) & (pl.col("value") > 0)
    )
    if out.is_empty():
        return set()
    return set(material.cross(out, "seller_kind", None, "seller", "value").filter(~pl.col("hidden"))["row"])
