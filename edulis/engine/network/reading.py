"""Reading a cluster as a network: its layers, everybody's position, the groups and the gaps in talk."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.flows.result import Flows
from edulis.engine.need import Need, unmet
from edulis.engine.network import belonging, competition, leaving, news, tables
from edulis.engine.network.betweenness import betweenness
from edulis.engine.network.brokerage import brokerage
from edulis.engine.network.communities import communities
from edulis.engine.network.findings import findings
from edulis.engine.network.hidden import hidden_share
from edulis.engine.network.layers import Layers, layers_of
from edulis.engine.network.result import Network
from edulis.engine.network.structure import Floats, Sparse, reciprocity
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("enterprise", Text("who is there and what their main work is"), ("kind",)),
    Need("trade", Text("who trades with whom, who rivals whom and who hangs on one partner")),
    Need(
        "relation",
        Text("who talks with whom and where those who trade do not talk"),
        where=(("kind", ("information",)),),
    ),
    Need("relation", Text("whether help is returned"), where=(("kind", ("help",)),)),
    Need("membership", Text("whom unions and groups reach and who belongs to none")),
    Need("enterprise_round", Text("how much silence could hide"), ("answer",)),
    Need("enterprise_round", Text("whether women and men hear of news alike"), ("managed_by",)),
    Need("market", Text("which part of our markets others serve"), ("size",)),
    Need("adoption", Text("who learned something new from whom"), ("learned_from",)),
)


def read_network(
    cluster: Cluster, round: str | None = None, flows: Flows | None = None, *, seed: int = 0, resamples: int = 200
) -> Network:
    """The network of one round: the latest, or that of `flows`, where no round is named.

    A sketch (trades without amounts) is enough: each tie then weighs 1. `seed` draws the pivots of betweenness, the
    orders in which communities are sought and the `resamples` of enterprises behind the intervals of dialogue gaps.
    Raises LookupError where there is no such round. Source: see each measure; docs/network.md.
    """
    if round is None:
        round = flows.round if flows is not None else cluster.latest("trade", "relation", "membership")
    here = cluster.at(round) if round else cluster
    layers = layers_of(here, flows)
    contact = layers.contact()
    between = betweenness((contact > 0).astype(float), seed=seed)
    others = int(layers.somebody.sum()) - 1
    pairs = max(others * (others - 1) / 2, 1)
    groups = communities(contact, seed=seed)
    talk = layers.talk()
    shares = between.value / pairs
    roles = brokerage(_among_somebody(layers), tables.kind_numbers(layers))
    hidden = _hidden(layers)
    parts = {
        "nodes": tables.nodes(layers, contact, talk, shares, groups.label),
        "ties": tables.ties(layers, talk),
        "layers": tables.layer_rows(layers, talk),
        "brokers": tables.brokers(layers, shares, roles),
        "kind_ties": tables.kind_ties(layers, talk),
        "gaps": tables.gaps(layers, talk, seed=seed, resamples=resamples),
        "communities": tables.community_rows(layers, contact, groups.label),
        "overlaps": tables.overlaps(layers),
    }
    error = float(between.error.max(initial=0.0)) / pairs
    told = findings(layers, contact, talk, parts, groups, hidden, error)
    more, added = _more(here, layers, contact, talk, parts, seed=seed, resamples=resamples)
    return Network(
        round=round,
        **parts | more,
        modularity=groups.modularity,
        stability=groups.stability,
        hidden_share=hidden,
        findings=(*told, *added),
        lacks=unmet(here, NEEDS),
        betweenness_error=error,
    )


def _more(
    cluster: Cluster,
    layers: Layers,
    contact: Sparse,
    talk: Sparse | None,
    parts: Mapping[str, pl.DataFrame],
    *,
    seed: int,
    resamples: int,
) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """Rivals, news, what breaks when brokers leave, and unions and groups, with what each says."""
    spread = news.spreading(layers, talk, seed=seed)
    heard = news.arrivals(layers, spread)
    nodes = parts["nodes"].join(heard, on="actor", how="left", maintain_order="left")
    by_actor = nodes.unique("actor", keep="first", maintain_order=True).sort("actor")
    groups = belonging.Belonging.of(cluster, layers)
    found = {
        "nodes": nodes,
        **competition.rivalry_tables(layers),
        "outside_rivals": competition.outside_rivals(layers),
        "markets_served": competition.markets_served(cluster, layers),
        "seeds": news.seed_rows(layers, spread),
        "late": news.late_rows(layers, heard),
        "leavers": leaving.leavers(layers, contact, parts["brokers"]),
        "bodies": belonging.body_rows(cluster, layers, groups, by_actor["diffusion"]),
        "bridges": belonging.bridge_rows(groups),
        "inside": belonging.inside_rows(layers, groups, seed=seed),
    }
    outside, served = found["outside_rivals"], found["markets_served"]
    return found, [
        *competition.findings(cluster, layers, outside, served, seed=seed, resamples=resamples),
        *news.findings(layers, talk, spread, heard, found["late"]),
        *leaving.findings(layers, found["leavers"], seed=seed, resamples=resamples),
        *belonging.findings(layers, groups, found["inside"]),
    ]


def _among_somebody(layers: Layers) -> object:
    """Trade between actors that are somebody, seller to buyer."""
    from scipy.sparse import diags_array

    real = diags_array(layers.somebody.astype(float))
    kept = (real @ layers.traded() @ real).tocsr()
    kept.eliminate_zeros()
    return kept


def _hidden(layers: Layers) -> float:
    asked = layers.actors.filter(pl.col("answered").is_not_null())
    silent = asked.filter(~pl.col("answered")).height
    named = next((layers.social[kind] for kind in ("information", "help") if kind in layers.social), None)
    if named is None or silent == 0:
        return hidden_share(asked.height, silent, float("nan"))
    answered = asked.filter("answered")["actor"].to_numpy()
    among: Floats = named[answered][:, answered]
    return hidden_share(asked.height, silent, reciprocity(among) if np.size(answered) else float("nan"))
