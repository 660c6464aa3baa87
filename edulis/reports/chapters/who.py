"""Who we are: kinds, places, who manages, what owners want and what troubles them."""

from __future__ import annotations

from typing import Any

import polars as pl

from edulis.engine.disclosure import enough
from edulis.reports.amounts import plain, share
from edulis.reports.figures import Row, Spot, bars, map_of
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Block, Figure, Grid, Section, Table, Tiles
from edulis.reports.words import capital
from edulis.schema import Text, columns, translate
from edulis.schema.enterprise import EnterpriseRound

SHOWN = 13
WISHES = 7
MANY = 10  # places on one map; beyond it they are summed up by the larger place they lie in
CHOICES = {column.name: dict(column.choices) for column in columns(EnterpriseRound)}


def who_we_are(material: Material) -> Section | None:
    """The section; none where no enterprise is known."""
    if material.kind_of.is_empty():
        return None
    blocks: list[Block] = [_tiles(material)]
    if kinds := _kinds(material):
        blocks.append(kinds)
    halves = (_wishes(material, "goal_kind"), _wishes(material, "concern"), _map(material))
    if small := tuple(picture for picture in halves if picture)[:2]:  # what owners say comes before where they live
        blocks.append(Grid(blocks=small, shares=(1.0,) * len(small)))
    return Section(key="who", title=material.say(Text("Who we are")), blocks=tuple(blocks))


def _tiles(material: Material) -> Tiles:
    language = material.language
    local = material.kind_of.filter("local")
    seen = material.cluster["enterprise_round"]
    tiles = [
        (plain(local.height, language), material.say(Text("enterprises of the place"))),
        (plain(material.kind_of.height - local.height, language), material.say(Text("partners from elsewhere"))),
    ]
    if households := material.cluster["household"].height:
        tiles.append((plain(households, language), material.say(Text("households"))))
    managed = seen["managed_by"].drop_nulls()
    if enough(len(managed), "people"):
        women = managed.is_in(["women", "both"]).sum() / len(managed)
        tiles.append((share(float(women), language), material.say(Text("run by women, alone or with men"))))
    elif (answers := seen["answer"].drop_nulls()).len():
        part = float((answers == "answered").sum()) / len(answers)
        tiles.append((share(part, language), material.say(Text("of those asked answered"))))
    return Tiles(items=tuple(tile for tile in tiles if tile[0] != "0"))


def _kinds(material: Material) -> Figure | None:
    language = material.language
    cells = material.cross(material.kind_of, "kind", None, "code").sort("count", descending=True, nulls_last=True)
    shown = cells.filter(~pl.col("hidden")).to_dicts()
    women = _women(material)
    rows = [
        Row(
            material.kind(row["row"]),
            float(row["count"]),
            remark=material.say(Text("{n}; women {share}", n=plain(row["count"], language), share=women[row["row"]]))
            if row["row"] in women
            else plain(row["count"], language),
            marked=number == 0 and (len(shown) < 2 or row["count"] > shown[1]["count"]),
        )
        for number, row in enumerate(shown[:SHOWN])
    ]
    if not rows:
        return None
    title = capital(material.say(_largest(material, shown)))
    described = material.say(
        Text("How many enterprises there are of each kind, and the share that women run alone or with men.")
    )
    axis = material.say(Text("enterprises"))

    def draw(width: float) -> str:
        return bars(
            rows, lambda value: plain(value, language), title=title, description=described, axis=axis, width=width
        )

    return Figure(
        title=title,
        svg=draw(680.0),
        narrow=draw(340.0),
        summary=described,
        source=material.source(material.say(Text("n = {n:,} enterprises", n=material.kind_of.height))),
        note=not_shown(material, cells),
        table=Table(
            title=title,
            head=tuple(material.say(text) for text in (Text("Kind"), Text("Enterprises"), Text("Women run"))),
            rows=tuple(
                (material.kind(row["row"]), plain(row["count"], language), women.get(row["row"], "–")) for row in shown
            ),
            numeric=frozenset({1, 2}),
        ),
    )


def _largest(material: Material, shown: list[dict[str, Any]]) -> Text:
    """Which kind is the largest group, where one is, and its number may be seen."""
    counts = material.kind_of["kind"].value_counts(sort=True)["count"].to_list()
    alone = len(counts) < 2 or counts[0] > counts[1]
    if len(shown) > 1 and alone and shown[0]["count"] == counts[0]:
        return Text("{kind} are the largest group", kind=material.kind_inside(shown[0]["row"]))
    return Text("How many there are of each kind")


def not_shown(material: Material, cells: pl.DataFrame) -> str:
    """Why kinds are not shown: too few of them, or hidden so that those cannot be worked out."""
    hidden = cells.filter("hidden")
    if hidden.is_empty():
        return ""
    other = hidden.filter(pl.col("reason") == "other").height
    few = hidden.height - other
    parts = []
    if few == 1:
        parts.append(material.say(Text("One kind with too few enterprises is not shown.")))
    elif few:
        parts.append(material.say(Text("{n} kinds with too few enterprises are not shown.", n=few)))
    if other == 1:
        parts.append(material.say(Text("One kind is not shown so that no hidden number can be worked out.")))
    elif other:
        parts.append(material.say(Text("{n} kinds are not shown so that no hidden number can be worked out.", n=other)))
    return " ".join(parts)


def _women(material: Material) -> dict[str, str]:
    """The share run by women, of kinds where enough said who manages."""
    seen = material.cluster["enterprise_round"].select("enterprise", "managed_by").drop_nulls()
    joined = seen.join(material.kind_of, left_on="enterprise", right_on="code")
    counted = joined.group_by("kind").agg(
        n=pl.len(), women=pl.col("managed_by").is_in(["women", "both"]).sum(), men=(pl.col("managed_by") == "men").sum()
    )
    return {
        row["kind"]: share(row["women"] / row["n"], material.language)
        for row in counted.to_dicts()
        if material.edition == "annex" or (enough(row["n"], "people") and _mixed(row))
    }


def _mixed(row: dict[str, int]) -> bool:
    """Whether the share leaves open what a single enterprise said: a few on either side, or none to tell apart."""
    return min(row["women"], row["men"]) >= 3


def _map(material: Material) -> Figure | None:
    places = material.cluster["place"].filter(
        pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null() & pl.col("local").fill_null(True)
    )
    local = material.kind_of.filter("local")
    if local["place"].n_unique() > MANY:
        within = material.cluster["place"].select(pl.col("code").alias("place"), "within")
        local = local.join(within, on="place", how="left").with_columns(place=pl.coalesce("within", "place"))
    cells = material.cross(local, "place", None, "code").filter(~pl.col("hidden"))
    counts = {row["row"]: row["count"] for row in cells.to_dicts()}
    here = [row for row in places.to_dicts() if row["code"] in counts]
    if len(here) < 3:
        return None
    language = material.language
    spots = [
        Spot(
            shortened(row["name"]), row["latitude"], row["longitude"], float(counts[row["code"]]),
            material.say(Text("{n} enterprises", n=plain(counts[row["code"]], language))),
        )
        for row in here
    ]  # fmt: skip
    most = max(spots, key=lambda spot: spot.size)
    part = share(most.size / sum(spot.size for spot in spots), language)
    title = material.say(Text("{share} of the enterprises are in {place}", share=part, place=most.label))
    described = material.say(
        Text("The places of the cluster where they lie; the larger the dot, the more enterprises.")
    )
    return Figure(
        title=title,
        svg=map_of(spots, title=title, description=described, scale="km", width=340.0),
        half=True,
        summary="",
        source=material.source(material.say(Text("n = {n:,} enterprises", n=int(sum(spot.size for spot in spots))))),
        table=Table(
            title=title,
            head=(material.say(Text("Place")), material.say(Text("Enterprises"))),
            rows=tuple((spot.label, plain(spot.size, language)) for spot in spots),
            numeric=frozenset({1}),
        ),
    )


def _wishes(material: Material, column: str) -> Figure | None:
    """What owners answered to a question with fixed answers, as bars."""
    told = material.cluster["enterprise_round"].select("enterprise", column).drop_nulls()
    if told.height < 5:
        return None
    cells = material.cross(told, column, None, "enterprise").sort("count", descending=True, nulls_last=True)
    shown = cells.filter(~pl.col("hidden")).to_dicts()
    if not shown:
        return None
    language = material.language
    words = {row["row"]: translate(CHOICES[column][row["row"]], language) for row in shown}
    parts = {row["row"]: row["count"] / told.height for row in shown}
    first = shown[0]["row"]
    tied = len(shown) > 1 and shown[1]["count"] == shown[0]["count"]
    title = material.say(
        (Text("What owners want first") if column == "goal_kind" else Text("What troubles owners most"))
        if tied
        else Text(
            "Owners' first goal: {answer} ({share})", answer=words[first].lower(), share=share(parts[first], language)
        )
        if column == "goal_kind"
        else Text(
            "What troubles most: {answer} ({share})", answer=words[first].lower(), share=share(parts[first], language)
        )
    )
    rows = [
        Row(
            words[row["row"]],
            parts[row["row"]],
            remark=plain(row["count"], language),
            marked=row["row"] == first and not tied,
        )
        for row in shown[:WISHES]
    ]
    axis = material.say(Text("share of those who answered"))

    def draw(width: float) -> str:
        return bars(rows, lambda value: share(value, language), title=title, description=axis, axis=axis, width=width)

    return Figure(
        title=title,
        svg=draw(340.0),
        half=True,
        summary="",
        source=material.source(material.say(Text("n = {n:,} answers", n=told.height))),
        table=Table(
            title=title,
            head=tuple(material.say(text) for text in (Text("Answer"), Text("Answers"), Text("Share"))),
            rows=tuple((row.label, row.remark, share(row.value, language)) for row in rows),
            numeric=frozenset({1, 2}),
        ),
    )
