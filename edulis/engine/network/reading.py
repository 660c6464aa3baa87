"""Reading a cluster as a network: its layers, everybody's position, the groups and the gaps in talk."""

from __future__ import annotations

import numpy as np
import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.flows.result import Flows
from edulis.engine.network import tables
from edulis.engine.network.betweenness import betweenness
from edulis.engine.network.brokerage import brokerage
from edulis.engine.network.communities import communities
from edulis.engine.network.findings import findings
from edulis.engine.network.hidden import hidden_share
from edulis.engine.network.layers import Layers, layers_of
from edulis.engine.network.result import Network
from edulis.engine.network.structure import Floats, reciprocity


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
    layers = layers_of(cluster.at(round) if round else cluster, flows)
    contact = layers.contact()
    between = betweenness((contact > 0).astype(float), seed=seed)
    others = int(layers.somebody.sum()) - 1
    pairs = max(others * (others - 1) / 2, 1)
    groups = communities(contact, seed=seed)
    talk = layers.talk()
    nodes = tables.nodes(layers, contact, talk, between.value / pairs, groups.label)
    roles = brokerage(_among_somebody(layers), tables.kind_numbers(layers))
    hidden = _hidden(layers)
    parts = {
        "ties": tables.ties(layers, talk),
        "nodes": nodes,
        "layers": tables.layer_rows(layers, talk),
        "brokers": tables.brokers(layers, between.value / pairs, roles),
        "kind_ties": tables.kind_ties(layers, talk),
        "gaps": tables.gaps(layers, talk, seed=seed, resamples=resamples),
        "communities": tables.community_rows(layers, contact, groups.label),
        "overlaps": tables.overlaps(layers),
    }
    error = float(between.error.max(initial=0.0)) / pairs
    return Network(
        round=round,
        **parts,
        modularity=groups.modularity,
        stability=groups.stability,
        hidden_share=hidden,
        findings=findings(layers, contact, parts, groups, hidden, error),
        betweenness_error=error,
    )


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
