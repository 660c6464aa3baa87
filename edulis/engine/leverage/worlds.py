"""Possible worlds in which proposals are weighed: matrices and beliefs drawn from what is uncertain of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.economy import Economy, assemble
from edulis.engine.economy.summary import redrawn
from edulis.engine.leverage.assumptions import LeverageAssumptions
from edulis.engine.leverage.chain import Reach, first_round, reach_of
from edulis.engine.leverage.market import Market


@dataclass(frozen=True, slots=True)
class Worlds:
    """The world as told (`reach`), drawn ones, that with the least and the most supply of farms, and `room`: the share
    of more outside demand that bottlenecks let through (1 where none is known).
    """

    beliefs: LeverageAssumptions
    reach: Reach
    drawn: tuple[tuple[LeverageAssumptions, Reach], ...]
    supply: tuple[Reach, Reach]
    room: float


def worlds_of(
    market: Market, economy: Economy | None, beliefs: LeverageAssumptions, *, draws: int, seed: int
) -> Worlds:
    """Draws of the economy's deliveries and assumptions and of leverage's own, from `seed`.

    A draw in which no multiplier exists is left out. Without an economy the first round alone is known.
    """
    random = np.random.default_rng(seed)
    chances = [beliefs.drawn(random) for _ in range(draws)]
    if economy is None:
        reach = first_round(market)
        return Worlds(beliefs, reach, tuple((one, reach) for one in chances), (reach, reach), 1.0)
    ground = beliefs.grounds()["farm_supply"]
    told, low, high = (
        reach_of(market, economy.matrix, share) for share in (beliefs.farm_supply, ground.low, ground.high)
    )
    held = []
    for (values, drawn), chance in zip(redrawn(economy.books, economy.beliefs, draws, seed), chances, strict=True):
        try:
            matrix = assemble(economy.books, drawn, values).matrix
            held.append((chance, reach_of(market, matrix, chance.farm_supply)))
        except (ValueError, ArithmeticError):
            continue
    room = 1.0 if economy.served is None else float(np.clip(economy.served, 0.0, 1.0))
    return Worlds(beliefs, told, tuple(held), (low, high), room)
