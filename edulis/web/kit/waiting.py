"""What waits for a person. Rooms say it here; the front door tells it. Nothing is ever overdue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edulis.schema import Text
from edulis.web.kit.rules import is_open
from edulis.web.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something a person may do: in words, and where."""

    text: Text
    address: str
    sign: str = "next"  # a symbol of icons.svg


Looker = Callable[[Visit], Iterable[Waiting]]
_LOOKERS: dict[str, Looker] = {}


def waits(room: str) -> Callable[[Looker], Looker]:
    """Declare the function that says what waits for a visitor in a room; one a room."""

    def keep(looker: Looker) -> Looker:
        if room in _LOOKERS and _LOOKERS[room].__module__ != looker.__module__:
            raise ValueError(f"{room} says twice what waits in it")
        _LOOKERS[room] = looker
        return looker

    return keep


def waiting_for(visit: Visit) -> Iterator[Waiting]:
    """All that waits for this person in the open rooms of this cluster, room by room."""
    for room, looker in _LOOKERS.items():
        if visit.cluster is not None and is_open(visit.cluster, room):
            yield from looker(visit)
