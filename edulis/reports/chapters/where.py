"""Where we are: the places of the cluster and what goes between them, and near and far where goods come from and go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from edulis.reports.amounts import plain, share
from edulis.reports.figures import Spot, Way, around, map_of
from edulis.reports.material import Material, shortened
from edulis.reports.tree import Figure, Table
from edulis.schema import Text

MANY = 10  # places of the cluster on one map; beyond it they are summed up by the larger place they lie in
HERE = ":here"
NARROW, WIDE = 340.0, 560.0
ROWS = 30


@dataclass(frozen=True)
class Ground:
    """Where the enterprises of a cluster lie, as one map can show it."""

    material: Material

    @cached_property
    def places(self) -> dict[str, dict[str, Any]]:
        """Each declared place by its code."""
        return {row["code"]: row for row in self.material.cluster["place"].to_dicts()}

    def known(self, code: str) -> bool:
        """Whether it was told where this place lies."""
        row = self.places.get(code)
        return row is not None and row["latitude"] is not None and row["longitude"] is not None

    @cached_property
    def seats(self) -> pl.DataFrame:
        """Each enterprise with the place that stands for it on the map: code, local, place."""
        seen = self.material.kind_of.select("code", "local", "place")
        if seen.filter("local")["place"].n_unique() > MANY:
            within = self.material.cluster["place"].select(pl.col("code").alias("place"), "within")
            larger = pl.when("local").then(pl.coalesce("within", "place")).otherwise("place")
            seen = seen.join(within, on="place", how="left").with_columns(place=larger).drop("within")
        return seen

    @cached_property
    def trades(self) -> pl.DataFrame:
        """The trades of known sides with the place and the side of the edge of both, as far as they are told."""
        seats = self.seats
        one = seats.rename({"code": "seller", "local": "seller_local", "place": "seller_place"})
        other = seats.rename({"code": "buyer", "local": "buyer_local", "place": "buyer_place"})
        rows = self.material.trades.join(one, on="seller", how="left").join(other, on="buyer", how="left")
        return rows.with_columns(
            direction=pl.when(pl.col("seller_local") & pl.col("buyer_local")).then(pl.lit("inside"))
            .when(pl.col("seller_local") & ~pl.col("buyer_local")).then(pl.lit("out"))
            .when(~pl.col("seller_local") & pl.col("buyer_local")).then(pl.lit("in")),
            seller_area=pl.when("seller_local").then(pl.lit(HERE)).otherwise("seller_place"),
            buyer_area=pl.when("buyer_local").then(pl.lit(HERE)).otherwise("buyer_place"),
        )  # fmt: skip

    def ways(self, rows: pl.DataFrame, one: str, other: str) -> list[dict[str, Any]]:
        """What goes between places: row, column, amount (empty where only the way may be told), widest first."""
        paid = self.material.has_amounts
        cells = self.material.cross(rows, one, other, ("seller", "buyer"), "value" if paid else None)
        told = cells.filter(pl.col("row") != pl.col("column")).to_dicts()
        return sorted(told, key=lambda way: (-(way["amount"] or way["count"] or 0.0), way["row"], way["column"]))

    def spot(self, code: str, count: int | None, *, local: bool) -> Spot:
        """A place on the map with how many enterprises it has; `few` where that would tell on somebody."""
        row, say = self.places[code], self.material.say
        told = Text("{n} enterprises", n=plain(count, self.material.language)) if count else Text("few")
        name = shortened(self.material.wording(row["name"]))
        return Spot(name, row["latitude"], row["longitude"], float(count or 1), say(told), local)

    def counts(self, *, local: bool) -> dict[str, int | None]:
        """How many enterprises lie in each place whose whereabouts are known; nothing where they are too few to say."""
        rows = self.seats.filter(pl.col("local") if local else ~pl.col("local"))
        cells = self.material.cross(rows, "place", None, "code").to_dicts()
        return {row["row"]: None if row["hidden"] else row["count"] for row in cells if self.known(row["row"])}


def near(material: Material) -> Figure | None:
    """The places of the cluster, as large as what they hold, and what goes between them."""
    ground = Ground(material)
    counts = ground.counts(local=True)
    if len(counts) < 2:
        return None
    codes = sorted(counts)
    spots = [ground.spot(code, counts[code], local=True) for code in codes]
    at = {code: number for number, code in enumerate(codes)}
    inside = ground.trades.filter((pl.col("direction") == "inside") & (pl.col("seller_place").is_in(codes)))
    ways = ground.ways(inside, "seller_place", "buyer_place")
    drawn = [
        Way(at[w["row"]], at[w["column"]], w["amount"] or 0.0) for w in ways if w["row"] in at and w["column"] in at
    ]
    known = {code: n for code, n in counts.items() if n}
    if known:
        most = max(sorted(known), key=lambda code: known[code])
        part = share(known[most] / sum(known.values()), material.language)
        title = Text("{share} of the enterprises are in {place}", share=part, place=spots[at[most]].label)
    else:
        title = Text("Our places, and what goes between them")
    said = Text(
        "Where the places of the cluster lie, north above; the larger the dot, the more enterprises. Lines are trade, "
        "as wide as the money; thin where no more can be told without telling on somebody."
    )
    return _figure(ground, title, said, map_of, spots, drawn, ways, codes)


def far(material: Material) -> Figure | None:
    """The cluster in the middle, and the places elsewhere that it buys from and sells to."""
    ground = Ground(material)
    homes = list(ground.counts(local=True))
    counts = ground.counts(local=False)
    if not homes or not counts:
        return None
    codes = sorted(counts)
    rows = [ground.places[code] for code in sorted(homes)]
    middle = [sum(row[axis] for row in rows) / len(rows) for axis in ("latitude", "longitude")]
    spots = [Spot(material.say(Text("we")), middle[0], middle[1], 1.0, "", True)]
    spots += [ground.spot(code, counts[code], local=False) for code in codes]
    at = {HERE: 0} | {code: number for number, code in enumerate(codes, start=1)}
    crossing = ground.trades.filter(pl.col("direction").is_in(["in", "out"]))
    ways = ground.ways(crossing, "seller_area", "buyer_area")
    drawn = [
        Way(at[w["row"]], at[w["column"]], w["amount"] or 0.0) for w in ways if w["row"] in at and w["column"] in at
    ]
    said = Text(
        "We are in the middle; the others lie in their direction, north above, on rings of ten, a hundred, a thousand "
        "kilometres. Lines are trade, as wide as the money; thin where no more can be told without telling on somebody."
    )
    return _figure(ground, _crossing(ground), said, around, spots, drawn, ways, codes)


def _crossing(ground: Ground) -> Text:
    """How much of the money crosses the edge of the cluster, if that may be said."""
    cells = ground.material.cross(ground.trades, "direction", None, ("seller", "buyer"), "value").to_dicts()
    paid = {row["row"]: row["amount"] for row in cells if not row["hidden"] and row["amount"]}
    if len(paid) < 3:
        return Text("Where our goods come from, and where they go")
    total, language = sum(paid.values()), ground.material.language
    return Text(
        "Of 100 paid in trade, {inside} stay among ourselves, {out} come from buyers elsewhere, {into} go to sellers "
        "elsewhere",
        inside=plain(round(100 * paid["inside"] / total), language),
        out=plain(round(100 * paid["out"] / total), language),
        into=plain(round(100 * paid["in"] / total), language),
    )  # fmt: skip


def _drawn(ways: list[dict[str, Any]], at: dict[str, int]) -> list[Way]:
    """The ways between places that the map shows."""
    shown = (way for way in ways if way["row"] in at and way["column"] in at)
    return [Way(at[way["row"]], at[way["column"]], way["amount"] or 0.0) for way in shown]


def _figure(
    ground: Ground, title: Text, said: Text, draw: Any, spots: list[Spot], drawn: list[Way], ways: list[dict[str, Any]],
    codes: list[str],
) -> Figure:  # fmt: skip
    material = ground.material
    words, described = material.say(title), material.say(said)
    pictures = [
        draw(spots, title=words, description=described, scale="km", width=width, ways=drawn) for width in (WIDE, NARROW)
    ]
    count = sum(int(spot.size) for spot in spots[-len(codes) :])
    return Figure(
        title=words, svg=pictures[0], narrow=pictures[1], summary=described,
        source=material.source(material.say(Text("n = {n:,} enterprises", n=count))), table=_table(ground, ways, words),
        note="",
    )  # fmt: skip


def _table(ground: Ground, ways: list[dict[str, Any]], title: str) -> Table:
    material, few = ground.material, ground.material.say(Text("few"))

    def name(code: str) -> str:
        if code == HERE:
            return material.say(Text("we"))
        return shortened(material.wording(ground.places[code]["name"])) if code in ground.places else code

    def amount(way: dict[str, Any]) -> str:
        if way["hidden"]:
            return few
        return material.money(way["amount"]) if way["amount"] else plain(way["count"], material.language)

    rows = tuple((name(way["row"]), name(way["column"]), amount(way)) for way in ways[:ROWS])
    heads = (Text("From"), Text("To"), Text("Amount") if material.has_amounts else Text("Ties"))
    left = len(ways) - ROWS
    return Table(
        title=title, head=tuple(material.say(head) for head in heads), rows=rows, numeric=frozenset({2}),
        note=material.say(Text("and {n} smaller ones", n=left)) if left > 0 else "",
    )  # fmt: skip
