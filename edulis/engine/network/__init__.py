"""Network: who bridges, who is cut off, who trades but does not talk, who rivals whom."""

from __future__ import annotations

from edulis.engine.network.betweenness import Betweenness, betweenness
from edulis.engine.network.bodies import Inside, inside
from edulis.engine.network.brokerage import ROLES, brokerage
from edulis.engine.network.chain import Hop, chain_between
from edulis.engine.network.communities import Communities, adjusted_rand, communities, modularity
from edulis.engine.network.deliveries import deliveries
from edulis.engine.network.dependence import cut_from_market, dependence
from edulis.engine.network.diffusion import diffusion_centrality, first_eigenvalue
from edulis.engine.network.gaps import Dyads, Gaps, dialogue_gaps
from edulis.engine.network.hidden import hidden_share
from edulis.engine.network.holes import constraint, effective_size
from edulis.engine.network.layers import Layers, layers_of
from edulis.engine.network.multiplex import edge_overlap, layer_correlation, participation
from edulis.engine.network.reading import NEEDS, read_network
from edulis.engine.network.result import Network
from edulis.engine.network.rivalry import Rivals, rivalry
from edulis.engine.network.robustness import Loss, without
from edulis.engine.network.spread import Arrival, Seeds, arrival, seeds
from edulis.engine.network.structure import (
    adjacency,
    components,
    degree,
    degree_assortativity,
    density,
    kind_assortativity,
    reciprocity,
    reciprocity_corrected,
    strength,
    transitivity,
    undirected,
)

__all__ = [
    "NEEDS",
    "ROLES",
    "Arrival",
    "Betweenness",
    "Communities",
    "Dyads",
    "Gaps",
    "Hop",
    "Inside",
    "Layers",
    "Loss",
    "Network",
    "Rivals",
    "Seeds",
    "adjacency",
    "adjusted_rand",
    "arrival",
    "betweenness",
    "brokerage",
    "chain_between",
    "communities",
    "components",
    "constraint",
    "cut_from_market",
    "degree",
    "degree_assortativity",
    "deliveries",
    "density",
    "dependence",
    "dialogue_gaps",
    "diffusion_centrality",
    "edge_overlap",
    "effective_size",
    "first_eigenvalue",
    "hidden_share",
    "inside",
    "kind_assortativity",
    "layer_correlation",
    "layers_of",
    "modularity",
    "participation",
    "read_network",
    "reciprocity",
    "reciprocity_corrected",
    "rivalry",
    "seeds",
    "strength",
    "transitivity",
    "undirected",
    "without",
]
