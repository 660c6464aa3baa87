"""Places for the nodes of a flow picture: columns from source to market, and an order in which few bands cross."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A flow from one node to another."""

    source: str
    target: str
    value: float


def forward(links: Iterable[Link]) -> tuple[list[Link], list[Link]]:
    """The links that can all point the same way, the heaviest kept first, and those that go back or stay within."""
    onward: dict[str, set[str]] = {}
    kept: list[Link] = []
    back: list[Link] = []
    for link in sorted(links, key=lambda each: (-each.value, each.source, each.target)):
        if link.value <= 0:
            continue
        if link.source == link.target or _reaches(onward, link.target, link.source):
            back.append(link)
        else:
            onward.setdefault(link.source, set()).add(link.target)
            kept.append(link)
    return kept, back


def _reaches(onward: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if at == goal:
            return True
        for following in onward.get(at, ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return False


def columns(links: Sequence[Link]) -> dict[str, int]:
    """The column of each node: as many steps as its longest way from a source; sources stand just before their first
    buyer and end users in the last column.
    """
    names = sorted({name for link in links for name in (link.source, link.target)})
    column = dict.fromkeys(names, 0)
    for _ in names:
        for link in links:
            column[link.target] = max(column[link.target], column[link.source] + 1)
    last = max(column.values(), default=0)
    sells = {link.source for link in links}
    buys = {link.target for link in links}
    for name in names:
        if name not in buys:
            column[name] = min(column[link.target] for link in links if link.source == name) - 1
        if name not in sells:
            column[name] = last
    return column


def order(links: Sequence[Link], column: Mapping[str, int], sweeps: int = 24) -> list[list[str]]:
    """The nodes of each column from top to bottom: each sweep sorts a column by the middle of its neighbours."""
    weight: dict[str, float] = dict.fromkeys(column, 0.0)
    near: dict[str, list[tuple[str, float]]] = {name: [] for name in column}
    for link in links:
        weight[link.source] += link.value
        weight[link.target] += link.value
        near[link.source].append((link.target, link.value))
        near[link.target].append((link.source, link.value))
    ranks: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name in sorted(column, key=lambda each: (-weight[each], each)):
        ranks[column[name]].append(name)
    best, least = [list(rank) for rank in ranks], crossing(links, ranks, column)
    for sweep in range(sweeps):
        for rank in ranks if sweep % 2 == 0 else reversed(ranks):
            at = {name: (row + 0.5) / len(one) for one in ranks for row, name in enumerate(one)}
            rank.sort(key=lambda name: (_middle(near[name], at), at[name]))
        now = crossing(links, ranks, column)
        if now < least:
            best, least = [list(rank) for rank in ranks], now
    return best


def _middle(near: Sequence[tuple[str, float]], at: Mapping[str, float]) -> float:
    total = sum(value for _, value in near)
    return sum(at[name] * value for name, value in near) / total if total else 0.5


def crossing(links: Sequence[Link], ranks: Sequence[Sequence[str]], column: Mapping[str, int]) -> float:
    """How much flow crosses other flow: Σ of the smaller of each two links that cross."""
    at = {name: (row + 0.5) / len(rank) for rank in ranks for row, name in enumerate(rank)}
    total = 0.0
    for number, one in enumerate(links):
        for other in links[number + 1 :]:
            left = max(column[one.source], column[other.source])
            right = min(column[one.target], column[other.target])
            if left < right and (at[one.source] - at[other.source]) * (at[one.target] - at[other.target]) < 0:
                total += min(one.value, other.value)
    return total
