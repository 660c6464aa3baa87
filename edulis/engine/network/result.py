"""What the network's reading gives back: layers, positions, groups and the gaps in talk."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from edulis.engine.finding import Finding


@dataclass(frozen=True, slots=True)
class Network:
    """The ties of one round, in layers.

    `ties`: layer (trade, or a kind of `relation`, membership, talk), source, target, weight (money a year in the trade
    layer where amounts are known, else 1); enterprises stand for their households, so that layers share their nodes.
    `nodes`, one row for each enterprise: enterprise, kind, place, local, degree and strength in the trade layer,
    partners (distinct, all layers), talk_degree, betweenness, constraint (Burt; empty where isolated), effective_size,
    participation (over layers), community, component, diffusion (diffusion centrality along talk; empty where nobody
    was asked who talks). A household's enterprises share what is measured between actors. Stand-ins for many
    (consumers, a trader nobody can name) bridge nothing: betweenness and what follows is empty for them.
    `betweenness` is the share of all other pairs whose shortest way leads through; `betweenness_error` its largest
    standard error over nodes (0 where it is exact).
    `layers`: layer, nodes, ties, density, reciprocity, reciprocity_corrected (Garlaschelli–Loffredo), transitivity,
    components, largest (share of nodes in the largest component), overlap (share of its ties that are also trades).
    `brokers`, strongest first: enterprise, kind, betweenness, and the five roles of Gould & Fernandez over kinds of
    actor (coordinator, gatekeeper, representative, consultant, liaison).
    `kind_ties`: seller_kind, buyer_kind, ties, value, talk (share of those ties along which people talk).
    `gaps`, widest first, one row for each pair of kinds that trade: one, other, gap (Σ v (1 − talk) / Σ v over trading
    dyads), low, high (bootstrap over enterprises), dyads, enterprises, value.
    `communities`: community, members, main_kind, main_kind_share, main_place; `stability` (mean adjusted Rand index of
    repeated runs) says whether they mean anything, and `modularity` how sharp they are.
    `hidden_share`: the share of social ties that refusals could hide; nan where nobody noted who was asked.
    `overlaps`, one row for each ordered pair of layers: layer, other, share (of the layer's ties that the other has
    too), correlation. `round` is empty where the cluster has no rounds.
    """

    round: str
    ties: pl.DataFrame
    nodes: pl.DataFrame
    layers: pl.DataFrame
    brokers: pl.DataFrame
    kind_ties: pl.DataFrame
    gaps: pl.DataFrame
    communities: pl.DataFrame
    modularity: float
    stability: float
    hidden_share: float
    findings: tuple[Finding, ...]
    overlaps: pl.DataFrame = field(default_factory=pl.DataFrame)
    betweenness_error: float = 0.0
