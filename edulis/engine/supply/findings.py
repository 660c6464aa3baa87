"""What a cluster's supply says, in sentences that betray nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.disclosure import enough
from edulis.engine.finding import Finding
from edulis.engine.supply.harvest import BadHarvest
from edulis.engine.telling import betrays
from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND

KIND = dict(ENTERPRISE_KIND)
Tables = Mapping[str, pl.DataFrame]


def findings(cluster: Cluster, material: pl.DataFrame, tables: Tables, harvest: BadHarvest) -> tuple[Finding, ...]:
    """Swings, dependence, content, place and the bad harvest; `material` are the deliveries of raw material."""
    name = product_name(cluster, harvest.product)
    bought = material.filter(pl.col("product") == harvest.product)
    return (
        _swing(tables["variability"], harvest.product, name, "volume", bought),
        _swing(tables["variability"], harvest.product, name, "price", bought),
        _places(cluster, tables["sources"], bought, harvest.product, name),
        _one_source(tables["buyers"], harvest.product, name),
        _content(tables["content"]),
        _location(tables["location"]),
        *_harvest(tables, harvest, name),
    )


def product_name(cluster: Cluster, product: str) -> str:
    """What the product is called; its code where it has no name."""
    names = cluster["product"].filter(pl.col("code") == product)["name"]
    return str(names[0]) if names.len() and names[0] else product


def _swing(table: pl.DataFrame, product: str, name: str, measure: str, bought: pl.DataFrame) -> Finding:
    rows = table.filter((pl.col("product") == product) & (pl.col("measure") == measure)).to_dicts()
    amount = measure == "volume"
    method = Text(
        "Standard deviation over mean; split by means of months, of calendar months and of years, one after the other. "
        "Slips of price are left out."
    )
    question = (
        Text("What do you do in the months when little comes?")
        if amount
        else Text("What makes the price go up: the month, the year, or who one is?")
    )
    base: dict[str, Any] = {
        "code": f"supply.{measure}", "unit": "share", "method": method, "source": "Fisher 1925", "question": question,
    }  # fmt: skip
    if not rows or rows[0]["cv"] is None:
        title = Text("How much raw material comes, and at what price, was not told by month.")
        return Finding(title=title, value=None, missing=bought.height, **base)
    row = rows[0]
    few = not enough(row["enterprises"], "enterprises")
    told = {"name": name, "cv": row["between"], "season": row["season"], "shock": row["shock"], "year": row["year"]}
    if few:
        title = Text("So few buy {name} that nothing can be told of how it swings.", name=name)
    elif row["shock"] is None and amount:
        title = Text("From month to month the amount of {name} bought swings by {cv:.0%}; with one year season and "
                     "chance cannot be told apart.", **_only(told, "name", "cv"))  # fmt: skip
    elif row["shock"] is None:
        title = Text("The price of {name} swings by {cv:.1%} from month to month, and by {within:.1%} between buyers "
                     "of one month.", **_only(told, "name", "cv"), within=row["within"])  # fmt: skip
    elif amount:
        title = Text("The amount of {name} bought swings by {season:.0%} with the season, {year:.0%} from year to year "
                     "and {shock:.0%} by chance.", **_only(told, "name", "season", "year", "shock"))  # fmt: skip
    else:
        title = Text("The price of {name} swings by {season:.1%} with the season, {year:.1%} from year to year and "
                     "{shock:.1%} by chance.", **_only(told, "name", "season", "year", "shock"))  # fmt: skip
    return Finding(
        title=title, value=row["cv"], n=row["n"], missing=row["left_out"], evidence={"few": few, "product": product},
        **base,
    )  # fmt: skip


def _only(held: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: held[name] for name in names}


def _places(cluster: Cluster, sources: pl.DataFrame, bought: pl.DataFrame, product: str, name: str) -> Finding:
    rows = sources.filter(
        (pl.col("product") == product) & (pl.col("by") == "place") & (pl.col("sources") > 0)
    ).to_dicts()
    base: dict[str, Any] = {
        "code": "supply.places",
        "unit": "share",
        "method": Text("Share of the value bought at first hand that comes from the place most comes from."),
        "source": "Hirschman 1964",
        "question": Text("If that place had a bad year, from where else could it come?"),
    }
    if not rows:
        title = Text("From which places the raw material comes was not told.")
        return Finding(title=title, value=None, missing=bought.height, **base)
    row = rows[0]
    named = cluster["place"].filter(pl.col("code") == row["largest"])["name"]
    place = str(named[0]) if named.len() and named[0] else str(row["largest"])
    first = bought.filter("origin" if "origin" in bought.columns else pl.lit(True))
    inside = first.filter((pl.col("seller_place") == row["largest"]) & pl.col("buyer_local"))
    few = any(betrays(_sums(inside, side)) for side in ("seller", "buyer"))
    title = (
        Text("Too few bring {name} from the place most comes from to say how much it is.", name=name)
        if few
        else Text("{share:.0%} of the {name} comes from one place: {place}.",
                  share=row["largest_share"], name=name, place=place)
    )  # fmt: skip
    return Finding(
        title=title, value=row["largest_share"], n=row["sources"], sign="hinders" if row["hhi"] > 0.25 else "mixed",
        evidence={"few": few, "hhi": row["hhi"], "hhi_low": row["hhi_low"], "hhi_high": row["hhi_high"]}, **base,
    )  # fmt: skip


def _sums(rows: pl.DataFrame, side: str) -> list[float]:
    return [float(x) for x in rows.group_by(side).agg(pl.col("worth").sum())["worth"].to_list()]


def _one_source(buyers: pl.DataFrame, product: str, name: str) -> Finding:
    rows = buyers.filter((pl.col("product") == product) & (pl.col("sources") > 0))
    base: dict[str, Any] = {
        "code": "supply.one_source",
        "unit": "share",
        "method": Text("Median over buyers of the share that each buys from the seller it buys most from."),
        "source": "Hirschman 1964",
        "question": Text("Do you stay with your seller by trust, by debt, or for want of another?"),
    }
    if not enough(rows.height, "enterprises"):
        title = Text("Too few are known to buy raw material to say on how many sellers they hang.")
        return Finding(title=title, value=None, n=rows.height, evidence={"few": rows.height > 0}, **base)
    share = rows["largest_share"].quantile(0.5, "linear")
    title = Text("A usual buyer of {name} gets {share:.0%} of it from one seller.", name=name, share=share)
    return Finding(
        title=title, value=share, n=rows.height, sign="mixed", evidence={"hhi": rows["hhi"].median()}, **base
    )  # fmt: skip


def _content(content: pl.DataFrame) -> Finding:
    base: dict[str, Any] = {
        "code": "supply.content",
        "unit": "share",
        "method": Text(
            "Of what local enterprises pay for goods and services bought: what goes to sellers here, and what ends as "
            "somebody's income here once their sellers' purchases are followed up."
        ),
        "source": "Leontief 1936; Miller & Blair 2022",
        "question": Text("What that comes from far away could be made or grown here, and by whom?"),
    }
    amounts = content["bought"].to_list()
    if not amounts:
        title = Text("How much of what is bought comes from here cannot be said: no purchases are told.")
        return Finding(title=title, value=None, **base)
    if betrays(amounts):
        title = Text("So few buy that nothing can be told of how much comes from here.")
        return Finding(title=title, value=None, n=len(amounts), evidence={"few": True}, **base)
    weight = content["bought"] / content["bought"].sum()
    direct = float((content["direct"] * weight).sum())
    chain = float((content["chain"] * weight).sum())
    title = Text("{direct:.0%} of what enterprises here buy is sold by enterprises here; {chain:.0%} of it ends as "
                 "income here.", direct=direct, chain=chain)  # fmt: skip
    return Finding(title=title, value=chain, n=len(amounts), sign="mixed", evidence={"direct": direct}, **base)


def _location(location: pl.DataFrame) -> Finding:
    base: dict[str, Any] = {
        "code": "supply.location",
        "unit": "ratio",
        "method": Text("Share of a kind among the enterprises here over its share in the region or country."),
        "source": "Florence 1939; Isserman 1977",
        "question": Text("What do outsiders know this place for, and is it what you want to be known for?"),
    }
    rows = location.filter((pl.col("quotient") > 1) & (pl.col("here") >= 3))
    if location.is_empty():
        title = Text("What there is more of here than elsewhere cannot be said: no totals of the region are given.")
        return Finding(title=title, value=None, **base)
    if rows.is_empty():
        return Finding(title=Text("No kind of enterprise is more frequent here than elsewhere."), value=None,
                       n=int(location["here"].sum()), **base)  # fmt: skip
    top = rows.sort(["quotient", "sector"], descending=[True, False]).head(3)
    kinds = tuple(Text(KIND[kind]) for kind in top["sector"].unique(maintain_order=True))
    title = Text("More frequent here than elsewhere: {kinds}; the first {times:.0f} times.",
                 kinds=kinds, times=top["quotient"][0])  # fmt: skip
    return Finding(
        title=title, value=float(top["quotient"][0]), n=int(location["here"].sum()), sign="helps",
        evidence={"quotients": dict(zip(top["sector"], top["quotient"], strict=True))}, **base,
    )  # fmt: skip


def _harvest(tables: Tables, harvest: BadHarvest, name: str) -> list[Finding]:
    rows = tables["harvest"].filter(pl.col("sales") > 0)
    base: dict[str, Any] = {
        "unit": "share",
        "method": Text(
            "The missing material is rationed in proportion, stocks help first, and the shortage runs on by recipes; "
            "then what is no longer needed is no longer ordered. Prices stay as they are and nobody catches up."
        ),
        "source": "Leontief 1936; Hallegatte 2008",
    }
    who = Text("Who would be hit first, who could hold out, and what could you agree on before it happens?")
    if not harvest.product or rows.is_empty():
        title = Text("What a bad harvest would do cannot be said: no raw material is bought, or nothing is sold.")
        return [Finding(code="supply.harvest", title=title, value=None, question=who, **base)]
    share = float(rows.select(pl.col("lost").sum() / pl.col("sales").sum()).item())
    few = betrays(rows["sales"].to_list())
    title = (
        Text("So few sell here that nothing can be told of what a bad harvest would do.")
        if few
        else Text("If {loss:.0%} of the {name} were missing, enterprises here would lose {share:.0%} of their sales.",
                  loss=harvest.loss, name=name, share=share)
    )  # fmt: skip
    told = [Finding(code="supply.harvest", title=title, value=share, n=rows.height, sign="hinders" if share > 0 else
                    "unknown", question=who, evidence={"few": few, "loss": harvest.loss}, **base)]  # fmt: skip
    kinds = tables["harvest_kinds"].filter((pl.col("hit") >= 3) & (pl.col("share") >= 0.01))
    fair = [row for row in kinds.to_dicts() if not betrays(_losses(rows, row["kind"]))]
    if fair:
        hard = Text("The hardest hit kinds: {kinds}; the first would lose {share:.0%} of its sales.",
                    kinds=tuple(Text(KIND[row["kind"]]) for row in fair[:3]), share=fair[0]["share"])  # fmt: skip
        ask = Text("Which of these live from hand to mouth, and who could carry them through a month?")
        told.append(
            Finding(code="supply.harvest_kinds", title=hard, value=fair[0]["share"], n=fair[0]["enterprises"],
                    sign="hinders", question=ask, **base)
        )  # fmt: skip
    return told


def _losses(rows: pl.DataFrame, kind: str) -> list[float]:
    return [float(x) for x in rows.filter(pl.col("kind") == kind)["sales"].to_list()]
