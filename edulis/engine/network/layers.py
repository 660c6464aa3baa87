"""Layers of ties over the same nodes: who trades, talks, helps, shares, lends, is kin, belongs together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network.deliveries import pair_values, product_values
from edulis.engine.network.structure import Ints, Sparse, adjacency, binary, undirected
from edulis.schema.words import RELATION, SYMMETRIC_RELATIONS

NOBODY = frozenset({"consumers", "unknown"})  # stand for many, or for someone nobody can name: they bridge nothing
AGAINST = frozenset({"conflict"})  # a tie that parts people


@dataclass(frozen=True, slots=True)
class Layers:
    """Ties of one round over actors: a household with all its enterprises is one actor, any other enterprise another.

    `enterprises`: enterprise, kind, place, local, actor. `actors`: actor (its number), enterprise (its largest in
    trade), kind, place, local, somebody (not a stand-in for many), answered (empty: was not asked), managed_by (of that
    enterprise, else who heads the household), area (the widest local place that its place lies in).
    `trade`: source, target (enterprises), weight (money a year, 1 where no amount is known), one, other (actors).
    `goods`: the same by product, with quantity (base units a year, empty where it is not known).
    `social`: for each kind of relation with ties, the actors' n × n matrix, symmetric where the kind is.
    `membership`: actor, institution. `taught`: learner, teacher (actors), once for each pair in which one took up
    something new from the other.
    """

    enterprises: pl.DataFrame
    actors: pl.DataFrame
    trade: pl.DataFrame
    goods: pl.DataFrame
    valued: bool
    social: Mapping[str, Sparse]
    membership: pl.DataFrame
    taught: pl.DataFrame

    @property
    def here(self) -> pl.DataFrame:
        """The actors that are of the cluster and somebody; all that are somebody where nobody said who is local."""
        return self.actors.filter(pl.col("somebody") & pl.col("local").fill_null(True))

    @property
    def n(self) -> int:
        """How many actors there are."""
        return self.actors.height

    @property
    def somebody(self) -> NDArray[np.bool_]:
        """Which actors are somebody, not a stand-in for many."""
        return self.actors["somebody"].to_numpy()

    def traded(self) -> Sparse:
        """Trade between actors, seller to buyer, n × n, weighted."""
        one, other = (self.trade[name].to_numpy() for name in ("one", "other"))
        return adjacency(one, other, self.n, self.trade["weight"].to_numpy())

    def talk(self) -> Sparse | None:
        """Who talks with whom, whoever named it, n × n of 0 and 1; None where nobody was asked."""
        return undirected(self.social["information"]) if "information" in self.social else None

    def contact(self) -> Sparse:
        """In how many layers two actors are tied, n × n, symmetric; conflicts and stand-ins left out."""
        total = undirected(self.traded())
        for kind, matrix in self.social.items():
            if kind not in AGAINST:
                total = total + undirected(matrix)
        coo, real = total.tocoo(), self.somebody
        kept = real[coo.row] & real[coo.col]
        return adjacency(coo.row[kept].astype(np.int64), coo.col[kept].astype(np.int64), self.n, coo.data[kept])


def layers_of(cluster: Cluster, flows: Flows | None = None) -> Layers:
    """The layers of a cluster of one round; ties to codes that no enterprise or household has fall away."""
    products = product_values(cluster, flows)
    values = pair_values(products)
    valued = values["value"].count() > 0
    enterprises = _enterprises(cluster)
    actors = _actors(cluster, enterprises, values)
    number = dict(enterprises.select("enterprise", "actor").iter_rows())
    trade, goods = _ties(values, number, valued), _ties(products, number, valued)
    who = number | dict(
        _homes(cluster, enterprises).select("household", "actor").unique().sort("household").iter_rows()
    )
    social = _social(cluster, who, actors.height)
    return Layers(enterprises, actors, trade, goods, valued, social, _membership(cluster, who), _taught(cluster, who))


def _ties(values: pl.DataFrame, number: Mapping[str, int], valued: bool) -> pl.DataFrame:
    """Trade with the actors at both ends; what an enterprise sells to itself and partners that are no row fall away."""
    kept = [name for name in ("product", "quantity") if name in values.columns]
    return (
        values.with_columns(
            one=pl.col("seller").replace_strict(number, default=None, return_dtype=pl.Int64),
            other=pl.col("buyer").replace_strict(number, default=None, return_dtype=pl.Int64),
        )
        .drop_nulls(["one", "other"])
        .filter(pl.col("seller") != pl.col("buyer"))
        .select(
            pl.col("seller").alias("source"),
            pl.col("buyer").alias("target"),
            *kept,
            pl.col("value").fill_null(0.0 if valued else 1.0).clip(lower_bound=1.0).alias("weight"),
            "one",
            "other",
        )
    )


def _enterprises(cluster: Cluster) -> pl.DataFrame:
    """Each enterprise with the number of its actor, by code, so that the order of rows never matters."""
    table = cluster["enterprise"].unique("code", keep="first", maintain_order=True).sort("code")
    if cluster["round"].height:
        year = cluster["round"].select(pl.col("first_month").min().dt.year()).item()
        table = table.filter(pl.col("ended").is_null() | (pl.col("ended") >= year))
    home = pl.coalesce(pl.lit("h:") + pl.col("household"), pl.lit("e:") + pl.col("code"))
    return table.select(
        pl.col("code").alias("enterprise"), "kind", "place", "local", actor=home.rank("dense").cast(pl.Int64) - 1
    )


def _homes(cluster: Cluster, enterprises: pl.DataFrame) -> pl.DataFrame:
    owner = cluster["enterprise"].select(pl.col("code").alias("enterprise"), "household").drop_nulls()
    return owner.join(enterprises.select("enterprise", "actor"), on="enterprise")


def _actors(cluster: Cluster, enterprises: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    size = pl.concat(
        [
            values.select(pl.col("seller").alias("enterprise"), pl.col("value").fill_null(1.0)),
            values.select(pl.col("buyer").alias("enterprise"), pl.col("value").fill_null(1.0)),
        ]
    )
    size = size.group_by("enterprise").agg(pl.col("value").sum().alias("size"))
    ranked = enterprises.join(size, on="enterprise", how="left").sort(
        ["actor", "size", "enterprise"], descending=[False, True, False], nulls_last=True
    )
    main = ranked.group_by("actor", maintain_order=True).first().drop("size")
    return (
        main.join(_answers(cluster, enterprises), on="actor", how="left")
        .join(_managers(cluster), on="enterprise", how="left")
        .join(_areas(cluster), on="place", how="left")
        .with_columns(somebody=~pl.col("kind").is_in(list(NOBODY)), area=pl.coalesce("area", "place"))
        .sort("actor")
    )


def _managers(cluster: Cluster) -> pl.DataFrame:
    """Who runs each enterprise: women, men or both; else who heads its household."""
    seen = cluster["enterprise_round"].select("enterprise", "managed_by").unique("enterprise", keep="none")
    heads = cluster["household_round"].select("household", "head").unique("household", keep="none")
    whole = cluster["enterprise"].select(pl.col("code").alias("enterprise"), "household").unique("enterprise")
    whole = whole.join(seen, on="enterprise", how="left").join(heads, on="household", how="left")
    return whole.select("enterprise", managed_by=pl.coalesce("managed_by", "head"))


def _areas(cluster: Cluster) -> pl.DataFrame:
    """Each place with the widest local place that it lies in: a hamlet's village or commune."""
    places = cluster["place"].unique("code", keep="first", maintain_order=True)
    local = {code for code, here in places.select("code", "local").iter_rows() if here}
    within = dict(places.select("code", "within").iter_rows())
    area = {}
    for code in within:
        widest, passed = code, {code}
        while (above := within.get(widest)) in local and above not in passed:
            widest = above
            passed.add(above)
        area[code] = widest
    return pl.DataFrame(
        {"place": list(area), "area": list(area.values())}, schema=dict.fromkeys(("place", "area"), pl.String)
    )


def _answers(cluster: Cluster, enterprises: pl.DataFrame) -> pl.DataFrame:
    """Whether somebody of the actor answered; actors that were not asked have no row."""
    by_enterprise = cluster["enterprise_round"].join(enterprises.select("enterprise", "actor"), on="enterprise")
    by_home = cluster["household_round"].join(_homes(cluster, enterprises), on="household")
    said = pl.concat([by_enterprise.select("actor", "answer"), by_home.select("actor", "answer")]).drop_nulls()
    return said.group_by("actor").agg((pl.col("answer") == "answered").any().alias("answered"))


def _social(cluster: Cluster, who: Mapping[str, int], n: int) -> dict[str, Sparse]:
    ties = cluster["relation"].filter(pl.col("strength").is_null() | (pl.col("strength") > 0))
    ties = ties.with_columns(
        pl.col(end).replace_strict(who, default=None, return_dtype=pl.Int64) for end in ("one", "other")
    ).drop_nulls(["one", "other"])
    layers = {}
    for kind, _ in RELATION:
        rows = ties.filter(pl.col("kind") == kind)
        if rows.height:
            one: Ints = rows["one"].to_numpy()
            other: Ints = rows["other"].to_numpy()
            matrix = binary(adjacency(one, other, n))
            layers[kind] = undirected(matrix) if kind in SYMMETRIC_RELATIONS else matrix
    return layers


def _membership(cluster: Cluster, who: Mapping[str, int]) -> pl.DataFrame:
    actor = pl.col("member").replace_strict(who, default=None, return_dtype=pl.Int64).alias("actor")
    return cluster["membership"].select(actor, "institution").drop_nulls().unique().sort("actor", "institution")


def _taught(cluster: Cluster, who: Mapping[str, int]) -> pl.DataFrame:
    ends = {"learner": "enterprise", "teacher": "learned_from"}
    rows = cluster["adoption"].select(
        pl.col(column).replace_strict(who, default=None, return_dtype=pl.Int64).alias(end)
        for end, column in ends.items()
    )
    return rows.drop_nulls().filter(pl.col("learner") != pl.col("teacher")).unique().sort("learner", "teacher")
