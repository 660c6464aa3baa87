"""The chain between two sides: from the kinds that make to the kind that uses, along what they sell to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations, product

import polars as pl

MOST = 4  # kinds of makers that one chain leads through
STAND_INS = frozenset({"consumers", "unknown"})  # no chain leads through those who stand for many


@dataclass(frozen=True, slots=True)
class Hop:
    """One sale of the chain: who sells to whom, over how many ties, and which share of them talk (None: not asked)."""

    seller: str
    buyer: str
    ties: int
    talk: float | None


def chain_between(ties: pl.DataFrame, makers: Sequence[str], user: str) -> tuple[Hop, ...]:
    """The way of the goods through all of the makers to the user, by kinds.

    `ties`: seller_kind, buyer_kind, ties, value, talk, as `kind_ties` gives them. The makers are put into the order
    that needs the fewest sales; between two of them goes the way of fewest sales, of those the one whose narrowest sale
    is the widest: max over ways of min over sales of value (Pollack 1960). Ties are broken by name. No hop where some
    part of the way is not there. Raises ValueError for more than four makers.
    """
    kinds = sorted(set(makers) - {user})
    if len(kinds) > MOST:
        raise ValueError(f"a chain leads through at most {MOST} kinds of makers")
    value = {(one, other): float(worth) for one, other, worth in
             ties.select("seller_kind", "buyer_kind", "value").iter_rows() if one != other}  # fmt: skip
    best: tuple[tuple[int, float, tuple[str, ...]], tuple[str, ...]] | None = None
    for order in permutations(kinds):
        way = _through(value, (*order, user))
        if way is None:
            continue
        narrowest = min((value[step] for step in pairwise(way)), default=0.0)
        rank = (len(way), -narrowest, way)
        if best is None or rank < best[0]:
            best = rank, way
    if best is None or len(best[1]) < 2:
        return ()
    told = {(row["seller_kind"], row["buyer_kind"]): row for row in ties.iter_rows(named=True)}
    steps = pairwise(best[1])
    return tuple(Hop(*step, int(told[step]["ties"]), told[step]["talk"]) for step in steps)


def _through(value: dict[tuple[str, str], float], stops: tuple[str, ...]) -> tuple[str, ...] | None:
    """The way from stop to stop; None where one cannot be reached, or the way would come to a kind twice."""
    whole: tuple[str, ...] = stops[:1]
    for one, other in pairwise(stops):
        leg = _leg(value, one, other)
        if leg is None:
            return None
        whole += leg[1:]
    return whole if len(set(whole)) == len(whole) else None


def _leg(value: dict[tuple[str, str], float], first: str, last: str) -> tuple[str, ...] | None:
    """The shortest way, of those the widest; reached layer by layer, each kind with the best way to it so far."""
    reached: dict[str, tuple[float, tuple[str, ...]]] = {first: (float("inf"), (first,))}
    front = dict(reached)
    while front and last not in front:
        fresh: dict[str, tuple[float, tuple[str, ...]]] = {}
        for (one, (wide, way)), (step, worth) in product(sorted(front.items()), sorted(value.items())):
            if step[0] != one or step[1] in reached or (step[1] in STAND_INS and step[1] != last):
                continue
            found = (min(wide, worth), (*way, step[1]))
            known = fresh.get(step[1])
            if known is None or (-found[0], found[1]) < (-known[0], known[1]):
                fresh[step[1]] = found
        reached |= fresh
        front = fresh
    return front[last][1] if last in front else None
