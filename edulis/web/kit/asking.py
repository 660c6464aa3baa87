"""Where the question of a finding is asked. A room above the map says it here; the map offers the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from edulis.schema import Text
from edulis.web.kit.rules import is_open
from edulis.web.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a finding into talk: what it is called, its address, and where it is talked about already."""

    words: Text
    address: str  # takes `ask` (the question) and `about` (the code of the finding)
    already: tuple[tuple[str, str], ...] = ()  # titles and addresses


Asker = Callable[[Visit, frozenset[str]], Mapping[str, Way]]
_ASKERS: dict[str, Asker] = {}


def asks(room: str) -> Callable[[Asker], Asker]:
    """Declare the function that says, for codes of findings, where each is asked; one a room."""

    def keep(asker: Asker) -> Asker:
        if room in _ASKERS and _ASKERS[room].__module__ != asker.__module__:
            raise ValueError(f"{room} says twice where questions are asked")
        _ASKERS[room] = asker
        return asker

    return keep


def ways(visit: Visit, codes: Iterable[str]) -> dict[str, Way]:
    """For each finding where this visitor may ask its question; nothing where no open room takes it."""
    found: dict[str, Way] = {}
    wanted = frozenset(codes)
    for room, asker in sorted(_ASKERS.items()):
        if visit.cluster is not None and is_open(visit.cluster, room):
            found |= {code: way for code, way in asker(visit, wanted).items() if code not in found}
    return found
