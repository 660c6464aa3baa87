"""What water and residues say, in sentences that betray nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.telling import betrays
from edulis.schema import Text

Tables = Mapping[str, pl.DataFrame]
LOADS = "Da et al. 2008"
MATCHING = "Chertow 2000; Ahuja, Magnanti & Orlin 1993"


def findings(cluster: Cluster, tables: Tables, now: pl.DataFrame, makers: pl.DataFrame) -> tuple[Finding, ...]:
    """Loads, techniques, the peak, reuse now and within reach, the missing user, treatment."""
    few = betrays(makers["cod"].fill_null(0.0).to_list())
    return (
        _load(tables, makers, few),
        _technique(cluster, tables["loads"]),
        _peak(tables["months"], few),
        *_reuse(tables["residues"], now),
        _missing(cluster, tables, now),
        _treatment(tables, few),
    )


def _name(cluster: Cluster, record: str, code: str) -> str:
    names = cluster[record].filter(pl.col("code") == code)["name"]
    return str(names[0]) if names.len() and names[0] else code


def _load(tables: Tables, makers: pl.DataFrame, few: bool) -> Finding:
    base: dict[str, Any] = {
        "code": "environment.load",
        "unit": "kg COD",
        "method": Text(
            "What was made times what each technique lets into the water; the range is that of the technique."
        ),
        "source": LOADS,
        "question": Text("Where does this water go, and who lives, washes or grows there?"),
    }
    rows = tables["processes"]
    cod = rows["cod"].sum() if rows.height else 0.0
    if not cod:
        title = Text("What goes into the water cannot be said: no activity has a technique whose load is told.")
        return Finding(title=title, value=None, n=makers.height, **base)
    if few:
        title = Text("So few let waste water go that nothing can be told of it in public.")
        return Finding(title=title, value=float(cod), n=makers.height, evidence={"few": True}, **base)
    people = float(rows["people"].sum())
    tonnes = float(cod) / 1000
    title = (
        Text("The waste water carries {tonnes:,.0f} tonnes of COD; its BOD is that of a town of {people:,.0f} people.",
             tonnes=tonnes, people=people)
        if people > 0
        else Text("The waste water carries {tonnes:,.0f} tonnes of COD.", tonnes=tonnes)
    )  # fmt: skip
    return Finding(
        title=title, value=float(cod), low=float(rows["cod_low"].sum()), high=float(rows["cod_high"].sum()),
        n=makers.height, sign="hinders", evidence={"people": people, "water": float(rows["water"].sum())}, **base,
    )  # fmt: skip


def _technique(cluster: Cluster, loads: pl.DataFrame) -> Finding:
    base: dict[str, Any] = {
        "code": "environment.technique",
        "unit": "ratio",
        "method": Text("COD for each unit made, by technique, among techniques that make the same product."),
        "source": LOADS,
        "question": Text(
            "What does the dirtier technique give that the cleaner one does not, and must it be so dirty?"
        ),
    }
    product = cluster["process"].select(pl.col("code").alias("process"), "product")
    users = loads.group_by("process").agg(pl.col("cod", "level").sum(), who=pl.col("enterprises").max())
    rows = users.filter((pl.col("cod") > 0) & (pl.col("level") > 0)).join(product, on="process")
    rows = rows.with_columns(rate=pl.col("cod") / pl.col("level"))
    pairs = rows.group_by("product").agg(
        n=pl.len(), load=pl.col("cod").sum(), worst=pl.col("process").sort_by("rate", "process").last(),
        best=pl.col("process").sort_by("rate", "process").first(), ratio=pl.col("rate").max() / pl.col("rate").min(),
    )  # fmt: skip
    pairs = pairs.filter((pl.col("n") > 1) & (pl.col("ratio") > 1 + 1e-9))
    pairs = pairs.sort(["load", "product"], descending=[True, False])
    if pairs.is_empty():
        title = Text("No two techniques for the same product differ in what they let into the water, as far as told.")
        return Finding(title=title, value=None, n=rows.height, **base)
    top = pairs.row(0, named=True)
    title = Text("For each unit of {product}, {worst} lets {ratio:.1f} times as much COD go as {best}.",
                 product=_name(cluster, "product", top["product"]), ratio=top["ratio"],
                 worst=_name(cluster, "process", top["worst"]),
                 best=_name(cluster, "process", top["best"]))  # fmt: skip
    return Finding(title=title, value=top["ratio"], n=rows.height, sign="mixed", evidence=top, **base)


def _peak(months: pl.DataFrame, few: bool) -> Finding:
    base: dict[str, Any] = {
        "code": "environment.peak",
        "unit": "m³ per day",
        "method": Text("Water of the fullest month over its days."),
        "source": LOADS,
        "question": Text("What happens to the drains in that month, and what could be moved to another?"),
    }
    rows = months.filter(pl.col("water") > 0)
    if rows.is_empty() or few:
        title = Text("In which month most waste water runs cannot be said in public.")
        return Finding(title=title, value=None, evidence={"few": few}, **base)
    top = rows.sort(["water_a_day", "month"], descending=[True, False]).row(0, named=True)
    title = Text("Most waste water runs in {month:month}: {water:,.0f} m³ a day with {grams:.1f} g of COD a litre.",
                 month=top["month"], water=top["water_a_day"], grams=top["concentration"] or 0.0)  # fmt: skip
    return Finding(
        title=title, value=top["water_a_day"], low=top["water_a_day"] * top["water_low"] / top["water"],
        high=top["water_a_day"] * top["water_high"] / top["water"], n=rows.height, sign="hinders", **base,
    )  # fmt: skip


def _reuse(residues: pl.DataFrame, now: pl.DataFrame) -> list[Finding]:
    base: dict[str, Any] = {"unit": "share", "source": MATCHING}
    ask = Text("Who could use what is thrown away, and what would they need?")
    told = Text(
        "Quantity of by-products and wastes sold, given away or used at home, over the quantity made by recipe; more "
        "than was made counts as all of it."
    )
    reach = Text(
        "The most that users of today and fields could take in the months it falls, within feeding limits, land, "
        "capacity and what keeps; the range is that of these limits."
    )
    rows = residues.filter(pl.col("made") > 0)
    if rows.is_empty():
        title = Text("Whether by-products are used cannot be said: how much of them is made is not known.")
        return [Finding(code="environment.reuse", title=title, value=None, method=told, question=ask, **base)]
    n = now["enterprise"].n_unique()
    names = ("reuse_now", "attainable", "attainable_low", "attainable_high")
    present, attainable, low, high = (float(rows.select(pl.col(name).mean()).item() or 0.0) for name in names)
    if betrays(now.group_by("enterprise").agg(pl.col("made").sum())["made"].to_list()):
        title = Text("So few make by-products that nothing can be told of them in public.")
        return [Finding(code="environment.reuse", title=title, value=present, n=n, method=told, question=ask,
                        evidence={"few": True}, **base)]  # fmt: skip
    return [
        Finding(
            code="environment.reuse", value=present, n=n, method=told, question=ask,
            title=Text("{share:.0%} of the by-products and wastes that are made are sold, given away or used "
                       "(mean of {n} products).", share=present, n=rows.height),
            sign="helps" if present >= 0.75 else "hinders" if present < 0.25 else "mixed",
            evidence={"by_product": dict(zip(rows["product"], rows["reuse_now"], strict=True))}, **base,
        ),
        Finding(
            code="environment.attainable", value=attainable, low=low, high=high, n=n, method=reach,
            title=Text("With the users there are, {share:.0%} could be used (mean of {n} products).",
                       share=attainable, n=rows.height),
            question=Text("What keeps the users there are from taking more: the price, the carrying, the smell?"),
            sign="helps" if attainable > present else "mixed",
            evidence={"by_product": dict(zip(rows["product"], rows["attainable"], strict=True))}, **base,
        ),
    ]  # fmt: skip


def _missing(cluster: Cluster, tables: Tables, now: pl.DataFrame) -> Finding:
    base: dict[str, Any] = {
        "code": "environment.missing",
        "unit": "share",
        "method": Text("What finds no user in the plan of least cost, in the month in which most of it is left."),
        "source": MATCHING,
        "question": Text(
            "Who is missing: more animals, a dryer, a mushroom shed, a biogas plant, or a use nobody tried?"
        ),
    }
    rows = tables["residues"].filter(pl.col("dumped") > 0.01 * pl.col("made"))
    fair = [
        row for row in rows.sort(["dumped", "product"], descending=[True, False]).to_dicts()
        if not betrays(now.filter(pl.col("product") == row["product"])["made"].to_list())
    ]  # fmt: skip
    if not fair:
        title = Text("As far as can be told in public, everything that is made could find a user.")
        return Finding(title=title, value=None, n=tables["residues"].height, evidence={"few": rows.height > 0}, **base)
    top = fair[0]
    months = tables["missing"].filter(pl.col("product") == top["product"])
    peak = months.sort(["dumped", "month"], descending=[True, False]).row(0, named=True)
    title = Text("{share:.0%} of the {name} would find no user even so; most of it in {month:month}.",
                 share=top["dumped"] / top["made"], name=_name(cluster, "product", top["product"]),
                 month=peak["month"])  # fmt: skip
    return Finding(title=title, value=top["dumped"] / top["made"], n=now["enterprise"].n_unique(), sign="hinders",
                   evidence={"product": top["product"], "month": peak["month"].isoformat()}, **base)  # fmt: skip


def _treatment(tables: Tables, few: bool) -> Finding:
    base: dict[str, Any] = {
        "code": "environment.treatment",
        "unit": "money",
        "method": Text("Water times what a cubic metre costs by published studies of this kind of village, in the "
                       "money of the year; the range is assumed."),
        "source": "Nguyen Mau Dung & Tran Thi Thu Ha 2009",
        "question": Text("Who would pay, who would look after it, and what would be gained by letting less into the "
                         "water?"),
    }  # fmt: skip
    rows = tables["treatment"]
    if rows.is_empty() or few:
        title = Text(
            "What treatment would cost cannot be said: costs are known for villages in Vietnam only, with water told."
        )
        return Finding(title=title, value=None, evidence={"few": few}, **base)
    village = rows.filter(pl.col("sharing") == "village").row(0, named=True)
    group = rows.filter(pl.col("sharing") == "group").row(0, named=True)
    title = Text("One plant for all would cost about {cost:,.0f} million a year, {each:,.1f} million for each that "
                 "lets water go; plants for groups {times:.1f} times as much.", cost=village["cost"] / 1e6,
                 each=(village["per_enterprise"] or 0.0) / 1e6, times=group["cost"] / village["cost"])  # fmt: skip
    return Finding(title=title, value=village["cost"], low=village["cost_low"], high=village["cost_high"],
                   sign="mixed", evidence={"per_kg_cod": village["per_kg_cod"]}, **base)  # fmt: skip
