"""Who talks with whom, who helps or shares with whom, and who belongs to how many bodies: by household."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.network import Network


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties between actors (an enterprise's household, else itself), as they are told today.

    `talk`: one, other, both ways round, each pair once. `cooperating`: actors with a tie of help or sharing.
    `bodies`: actor, bodies (how many institutions it or an enterprise of it belongs to). `asked`: which were asked at
    all (talk, cooperation, membership): where nobody named one, nothing can be said of it.
    """

    talk: pl.DataFrame
    cooperating: frozenset[str]
    bodies: pl.DataFrame
    asked: frozenset[str]


def ties_of(cluster: Cluster, network: Network | None = None) -> Ties:
    """The ties of one round: those of the network where it is given, else the relations as they were told."""
    if network is not None:
        told = network.ties.select(
            kind=pl.col("layer").replace({"talk": "information"}), one="source", other="target", weight="weight"
        ).filter(network.ties["layer"] != "information")
    else:
        told = cluster["relation"].select("kind", "one", "other", pl.col("strength").fill_null(1.0).alias("weight"))
    homes = cluster["enterprise"].select(pl.col("code"), actor=pl.coalesce("household", "code")).unique("code")
    who = dict(homes.sort("code").iter_rows())
    member = cluster["membership"].select(pl.col("member"), "institution")
    named = told.filter(pl.col("weight") > 0).with_columns(
        pl.col(end).replace_strict(who, default=pl.col(end), return_dtype=pl.String) for end in ("one", "other")
    )
    named = named.filter(pl.col("one") != pl.col("other"))
    pairs = named.filter(pl.col("kind") == "information").select("one", "other")
    talk = pl.concat([pairs, pairs.select(one="other", other="one")]).unique().sort("one", "other")
    joint = named.filter(pl.col("kind").is_in(["help", "sharing"]))
    bodies = (
        member.with_columns(
            actor=pl.col("member").replace_strict(who, default=pl.col("member"), return_dtype=pl.String)
        )
        .group_by("actor")
        .agg(pl.col("institution").n_unique().alias("bodies"))
        .sort("actor")
    )
    held = {"talk": talk.height, "cooperation": joint.height, "membership": bodies.height}
    return Ties(
        talk, frozenset(joint["one"]) | frozenset(joint["other"]), bodies, frozenset(k for k, n in held.items() if n)
    )
