"""Markets: whose growth reaches whom, how crowded they are, what they ask for, and which to try."""

from __future__ import annotations

from edulis.engine.markets.acceptability import Acceptability, acceptability, firmness
from edulis.engine.markets.assumptions import SCALES, Assumptions, Scale
from edulis.engine.markets.chain import Exposure, absorb, chain, exposure, trapped
from edulis.engine.markets.demand import market_growth, matched
from edulis.engine.markets.mcda import additive, dominated, on_scale, promethee, ranks, topsis
from edulis.engine.markets.needs import NEEDS
from edulis.engine.markets.reading import read_markets
from edulis.engine.markets.result import Markets

__all__ = [
    "NEEDS",
    "SCALES",
    "Acceptability",
    "Assumptions",
    "Exposure",
    "Markets",
    "Scale",
    "absorb",
    "acceptability",
    "additive",
    "chain",
    "dominated",
    "exposure",
    "firmness",
    "market_growth",
    "matched",
    "on_scale",
    "promethee",
    "ranks",
    "read_markets",
    "topsis",
    "trapped",
]
