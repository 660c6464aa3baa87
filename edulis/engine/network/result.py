"""What the network's reading gives back: layers, positions, groups and the gaps in talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text

YEARLY = "money a year, or ties where no amount is known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Answer):
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
    too), correlation, lift (share over the density of the other: 1 is what chance gives).
    `rivalry`: at (buyers, suppliers, products), one, other, overlap (0 to 1), shared (money a year both deal there).
    `rivals`: enterprise (for its household), kind, local, at, rivals (met in pairs), crowd (others at its fullest
    door), pressure (share of what it does that others at the same doors could do).
    `outside_rivals`: what our buyers take from us and from elsewhere, by product. `markets_served`: our share of each
    noted market.
    `seeds`: rank, way (joint: chosen together; central: of highest diffusion centrality), enterprise, kind, area,
    reach (share of local actors, with those before).
    `late`: who hears late, by kind, managed_by and area. `nodes` has hops, heard and arrival of news from the best
    informed. `leavers`: what breaks without each of the strongest brokers.
    `bodies`: unions and groups with reach, bridges and learning inside; `bridges`: kinds of body that share members;
    `inside`: share of ties inside bodies beside a shuffle within places.
    """

    question: ClassVar[Text] = Text("Who bridges, who is cut off, who trades but does not talk, and who rivals whom?")
    method: ClassVar[Text] = Text(
        "Ties of trade, talk, help and belonging in layers over the same people; who stands between others, whom news "
        "reaches, who meets at the same buyers, and what breaks when somebody leaves."
    )
    source: ClassVar[str] = "Brandes 2001; Burt 1992; Banerjee et al. 2013; Battiston et al. 2014; Krackhardt 1988"
    main: ClassVar[str] = "nodes"
    units: ClassVar[Mapping[str, str]] = {
        "strength": YEARLY,
        "weight": YEARLY,
        "value": YEARLY,
        "shared": YEARLY,
        "ours": f"{YEARLY}; in markets_served base units a year",
        "others": YEARLY,
        "size": "base units a year",
        "betweenness": "share of all other pairs",
        "gap": "share of value",
        "overlap": "share",
        "pressure": "share of value",
        "heard": "chance",
        "hops": "steps of talk",
        "arrival": "rounds of talk",
        "never": "share of actors",
        "reach": "share of local actors",
        "value_share": "share of all trade",
        "alone_share": "share of all trade",
        "cut": "share of connected pairs",
        "chance": "share of ties",
    }

    nodes: pl.DataFrame
    ties: pl.DataFrame
    layers: pl.DataFrame
    brokers: pl.DataFrame
    kind_ties: pl.DataFrame
    gaps: pl.DataFrame
    communities: pl.DataFrame
    overlaps: pl.DataFrame = field(default_factory=pl.DataFrame)
    rivalry: pl.DataFrame = field(default_factory=pl.DataFrame)
    rivals: pl.DataFrame = field(default_factory=pl.DataFrame)
    outside_rivals: pl.DataFrame = field(default_factory=pl.DataFrame)
    markets_served: pl.DataFrame = field(default_factory=pl.DataFrame)
    seeds: pl.DataFrame = field(default_factory=pl.DataFrame)
    late: pl.DataFrame = field(default_factory=pl.DataFrame)
    leavers: pl.DataFrame = field(default_factory=pl.DataFrame)
    bodies: pl.DataFrame = field(default_factory=pl.DataFrame)
    bridges: pl.DataFrame = field(default_factory=pl.DataFrame)
    inside: pl.DataFrame = field(default_factory=pl.DataFrame)
    modularity: float
    stability: float
    hidden_share: float
    betweenness_error: float = 0.0
