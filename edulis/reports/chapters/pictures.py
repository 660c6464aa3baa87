"""The two pictures of the whole: bands of what flows, and kinds with their ties."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from edulis.engine.disclosure import enough
from edulis.reports.amounts import mass, plain, rounded, share
from edulis.reports.figures import Cell, Dot, Link, Tie, forward, kind_network, matrix, sankey
from edulis.reports.material import Material
from edulis.reports.tree import Figure, Table
from edulis.reports.words import capital
from edulis.schema import Text

BANDS = 22  # more of them would hide each other
LEAST = 0.01  # of all that flows: thinner bands would be lines among labels
SHOWN_SELLERS = 9
HAIR = 0.03  # of one tie: the weight of a way of which no more is told


def value_bands(material: Material) -> Figure | None:
    """Money between kinds, as a Sankey diagram."""
    trades = material.trades.filter((pl.col("value") > 0) & pl.col("value").is_finite())

    def title(one: str, other: str, part: str) -> Text:
        return Text(
            "{seller} to {buyer}: the widest stream, {share} of all money",
            seller=material.kind_inside(one),
            buyer=material.kind_inside(other),
            share=part,
        )

    summary = Text("Each band is money that one kind of actor pays another in the round, as wide as the sum.")
    return _bands(material, trades, material.kind_values, "value", material.money, title, summary)


def mass_bands(material: Material) -> Figure | None:
    """Dry matter between kinds, as a Sankey diagram: what flows when water and prices are left out."""
    trades = material.trades.filter((pl.col("dry_mass") > 0) & pl.col("dry_mass").is_finite())
    if trades.is_empty():
        return None
    cells = material.cross(trades, "seller_kind", "buyer_kind", ("seller", "buyer"), "dry_mass")

    def title(one: str, other: str, part: str) -> Text:
        return Text(
            "By weight without water, {share} goes from {seller} to {buyer}",
            seller=material.kind_inside(one),
            buyer=material.kind_inside(other),
            share=part,
        )

    summary = Text(
        "The same trade weighed without its water: so that raw material, goods and residue can be "
        "compared. What is cheap shows here as wide as it is."
    )
    return _bands(
        material, trades, cells, "dry_mass", lambda kg: mass(kg, material.language), title, summary
    )  # fmt: skip


def _bands(
    material: Material,
    trades: pl.DataFrame,
    cells: pl.DataFrame,
    amount: str,
    say: Callable[[float], str],
    title: Callable[[str, str, str], Text],
    summary: Text,
) -> Figure | None:
    total = float(trades[amount].sum())
    shown = cells.filter(~pl.col("hidden") & (pl.col("amount") > 0))
    links = [Link(row["row"], row["column"], row["amount"]) for row in shown.to_dicts()]
    onward, _ = forward(links)
    drawn = [link for link in onward if link.value >= LEAST * total][:BANDS]
    if not drawn:
        return None
    widest = drawn[0]
    names = {code: material.kind(code) for link in drawn for code in (link.source, link.target)}
    sentence = capital(
        material.say(title(widest.source, widest.target, share(widest.value / total, material.language)))
    )
    described = material.say(summary)
    picture = sankey(
        drawn,
        names,
        say,
        title=sentence,
        description=described,
        marked={(widest.source, widest.target)},
        height=330.0 if amount == "value" else 300.0,
    )
    left = total - sum(link.value for link in drawn)
    n = material.say(Text("n = {n:,} monthly flows", n=trades.height))
    return Figure(
        title=sentence,
        svg=picture,
        summary=described,
        source=material.source(n),
        note=_left_out(material, left / total, cells),
        table=_table(material, shown, sentence, _errors(trades, amount), say),
    )


def _left_out(material: Material, left: float, cells: pl.DataFrame) -> str:
    hidden = cells.filter("hidden").height
    if left < 0.005:
        return ""
    part = share(left, material.language)
    if hidden:
        return material.say(
            Text(
                "Not drawn: {share} of the whole, which stays within a kind, flows back, is very small, or rests on so "
                "few that it would show somebody's own figures.",
                share=part,
            )
        )
    return material.say(
        Text("Not drawn: {share} of the whole, which stays within a kind, flows back, or is very small.", share=part)
    )


def _errors(trades: pl.DataFrame, amount: str) -> dict[tuple[str, str], float]:
    error = {"value": "value_error", "dry_mass": "dry_error"}[amount]
    squared = (
        trades.filter(pl.col(error).is_finite())
        .group_by("seller_kind", "buyer_kind")
        .agg((pl.col(error) ** 2).sum().sqrt().alias("error"))
    )
    return {(row["seller_kind"], row["buyer_kind"]): row["error"] for row in squared.to_dicts()}


def _table(
    material: Material,
    shown: pl.DataFrame,
    title: str,
    errors: dict[tuple[str, str], float],
    say: Callable[[float], str],
    most: int = 30,
) -> Table:
    rows = []
    ordered = shown.sort("amount", descending=True).to_dicts()
    for row in ordered[:most]:
        error = errors.get((row["row"], row["column"]), 0.0)
        value = rounded(row["amount"], error)
        half = rounded(1.96 * error, figures=1)
        rows.append(
            (material.kind(row["row"]), material.kind(row["column"]), say(value), f"± {say(half)}" if half else "–")
        )
    note = ""
    if len(ordered) > most:
        note = material.say(Text("and {n} smaller ones", n=len(ordered) - most))
    return Table(
        title=title,
        head=tuple(
            material.say(text) for text in (Text("Seller"), Text("Buyer"), Text("Amount"), Text("95 % interval"))
        ),
        rows=tuple(rows),
        numeric=frozenset({2, 3}),
        widths=(1.7, 1.7, 1.5, 1.5),
        note=note,
    )


def kinds_picture(material: Material) -> Figure | None:
    """Kinds of actor and their ties of trade, dashed where most of it goes on without talk."""
    shown = material.kind_ties.filter("shown").to_dicts()
    rows = [*shown, *_bare(material)]
    if not rows:
        return None
    usual = usual_talk(material) if shown else None
    ties = _both_ways(rows, usual or 0.0)
    counts = _counts(material)
    codes = sorted({code for tie in ties for code in (tie.one, tie.other)})
    dots = [
        Dot(code, material.kind(code), counts.get(code, 0), _how_many(material, counts.get(code, 0))) for code in codes
    ]
    silent = [tie for tie in ties if tie.silent]
    sentence = material.say(_ways(len(ties), len(silent), usual is not None))
    described = material.say(
        Text(
            "Dots are kinds of actor, larger where there are more of them; lines are trade, thicker "
            "where there is more."
        )
    )
    legend = (
        (
            material.say(Text("as many talk as usual here ({share}), or more", share=share(usual, material.language))),
            material.say(Text("fewer talk")),
        )
        if usual is not None
        else (material.say(Text("they trade")), "")
    )
    picture = kind_network(dots, ties, title=sentence, description=described, legend=legend)
    n = int(material.kind_ties["ties"].sum()) if len(rows) > len(shown) else sum(row["ties"] for row in shown)
    return Figure(
        title=sentence,
        svg=picture,
        summary=described,
        source=material.source(material.say(Text("n = {n:,} ties of trade", n=n))),
        note=_unseen(material, len(rows) > len(shown)),
        table=_ties_table(material, rows, sentence),
    )


def _ways(ties: int, silent: int, asked: bool) -> Text:
    """Along how many ways there is trade, and along how many of them few talk."""
    if ties == 1:
        return Text("We trade along one way between kinds of actor")
    if not asked:
        return Text("We trade along {ties} ways between kinds of actor", ties=ties)
    if silent == 0:
        return Text("We trade along {ties} ways; nowhere do fewer talk with each other than usual here", ties=ties)
    if silent == 1:
        return Text(
            "We trade along {ties} ways; along one of them fewer talk with each other than usual here", ties=ties
        )
    return Text(
        "We trade along {ties} ways; along {silent} of them fewer talk with each other than usual here",
        ties=ties,
        silent=silent,
    )


def _bare(material: Material) -> list[dict[str, object]]:
    """Of a sketch, the ways along which too few trade to say more than that they do: no count, no talk."""
    if material.has_amounts:
        return []
    hidden = material.kind_ties.filter(~pl.col("shown") & (pl.col("seller_kind") != pl.col("buyer_kind")))
    named = hidden.filter((pl.col("seller_kind") != "unknown") & (pl.col("buyer_kind") != "unknown"))
    return [{**row, "ties": None, "talk": None} for row in named.to_dicts()]


def _how_many(material: Material, n: int) -> str:
    if material.edition == "public" and not enough(n, "enterprises"):
        return material.say(Text("few"))
    return material.say(Text("{n:,} of them", n=n))


def usual_talk(material: Material) -> float | None:
    """The share of all ties of trade along which people talk; None where nobody asked."""
    known = material.kind_ties.filter(pl.col("talk").is_not_null())
    return float((known["talk"] * known["ties"]).sum()) / float(known["ties"].sum()) if known.height else None


def _both_ways(rows: list[dict[str, object]], usual: float) -> list[Tie]:
    """One tie for each pair of different kinds, whichever way they sell."""
    weight: dict[tuple[str, str], float] = {}
    told: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in rows:
        seller, buyer = str(row["seller_kind"]), str(row["buyer_kind"])
        if seller == buyer:
            continue
        pair = (min(seller, buyer), max(seller, buyer))
        ties = HAIR if row["ties"] is None else float(str(row["ties"]))
        weight[pair] = weight.get(pair, 0.0) + ties
        if row["talk"] is not None:
            told.setdefault(pair, []).append((ties, float(str(row["talk"]))))
    made = []
    for pair, total in weight.items():
        known = told.get(pair)
        silent = None
        if known:
            silent = sum(n * talk for n, talk in known) / sum(n for n, _ in known) < usual
        made.append(Tie(*pair, total, silent))
    return made


def _counts(material: Material) -> dict[str, int]:
    counted = {row["kind"]: row["len"] for row in material.network.nodes.group_by("kind").len().to_dicts()}
    return {kind: n if material.edition == "annex" or enough(n, "enterprises") else 1 for kind, n in counted.items()}


def _unseen(material: Material, bare: bool) -> str:
    if bare:
        return material.say(
            Text("Where too few go along a way to say more without telling on somebody, its line is thin and plain.")
        )
    hidden = material.kind_ties.filter(~pl.col("shown")).height
    if not hidden:
        return ""
    if hidden == 1:
        return material.say(
            Text("One further way is not shown, so that nobody's own figures can be seen or worked out.")
        )
    return material.say(
        Text("{n} further ways are not shown, so that nobody's own figures can be seen or worked out.", n=hidden)
    )


def _ties_table(material: Material, rows: list[dict[str, object]], title: str, most: int = 30) -> Table:
    few = material.say(Text("few"))
    ordered = sorted(rows, key=lambda row: -float(str(row["ties"] or 0)))
    told = [
        (
            material.kind(str(row["seller_kind"])),
            material.kind(str(row["buyer_kind"])),
            few if row["ties"] is None else plain(float(str(row["ties"])), material.language),
            "–" if row["talk"] is None else share(float(str(row["talk"])), material.language),
        )
        for row in ordered[:most]
    ]
    return Table(
        title=title,
        head=tuple(material.say(text) for text in (Text("Seller"), Text("Buyer"), Text("Ties"), Text("Who talk"))),
        widths=(2.0, 2.0, 0.7, 0.9),
        rows=tuple(told),
        numeric=frozenset({2, 3}),
        note=material.say(Text("and {n} smaller ones", n=len(ordered) - most)) if len(ordered) > most else "",
    )


def trade_matrix(material: Material) -> Figure | None:
    """Who sells to whom as a table of squares, with a dot for talk."""
    rows = material.kind_ties.filter("shown").to_dicts()
    if len(rows) < 3:
        return None
    sellers = _by_weight(rows, "seller_kind")[:SHOWN_SELLERS]
    rows = [row for row in rows if row["seller_kind"] in sellers]
    usual = usual_talk(material) or 0.0
    buyers = _by_weight(rows, "buyer_kind")
    cells = {
        (row["seller_kind"], row["buyer_kind"]): Cell(
            float(row["ties"]), None if row["talk"] is None else row["talk"] >= usual
        )
        for row in rows
    }
    hidden = material.kind_ties.filter(~pl.col("shown")).to_dicts()
    for row in hidden:
        if row["seller_kind"] in sellers and row["buyer_kind"] in buyers:
            cells[row["seller_kind"], row["buyer_kind"]] = Cell(None, None)
    names = {code: material.kind(code) for code in (*sellers, *buyers)}
    many = max(sellers, key=lambda code: sum(1 for row in rows if row["seller_kind"] == code))
    title = capital(
        material.say(
            Text(
                "{kind} sell to the most kinds: {n}",
                kind=material.kind_inside(many),
                n=sum(1 for row in rows if row["seller_kind"] == many),
            )
        )
    )
    described = material.say(
        Text("Each row sells, each column buys; the darker the square, the more pairs trade. The dot says who talks.")
    )
    legend = tuple(
        material.say(text)
        for text in (Text("rows sell"), Text("they trade"), Text("as many talk as usual here"), Text("fewer talk"))
    )
    picture = matrix(
        sellers, buyers, cells, names, title=title, description=described,
        legend=(legend[0], legend[1], legend[2], legend[3]),
    )  # fmt: skip
    n = material.say(Text("n = {n:,} ties of trade", n=sum(row["ties"] for row in rows)))
    return Figure(
        title=title, svg=picture, summary=described, source=material.source(n),
        table=_ties_table(material, rows, title),
    )  # fmt: skip


def _by_weight(rows: list[dict[str, object]], side: str) -> list[str]:
    total: dict[str, float] = {}
    for row in rows:
        total[str(row[side])] = total.get(str(row[side]), 0.0) + float(str(row["ties"]))
    return sorted(total, key=lambda code: (-total[code], code))
