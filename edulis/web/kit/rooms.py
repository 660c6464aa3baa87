"""The rooms of a cluster: what each is for, its sign, and where its door is. Members open those they want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, resolve, reverse

from edulis.schema import Text
from edulis.web.kit.rules import ANYBODY, Rule, is_open, may
from edulis.web.kit.visit import Visit

ALWAYS = frozenset({"home", "people", "kit"})  # these cannot be shut
_ANYBODY = Rule("kit.room_enter", ANYBODY, when_open=False)
SHOWN = 3  # rooms in the bar at the bottom, beside the path and all rooms: five fit a hand


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its name is that of its Django app and of its verbs."""

    name: str
    title: Text
    purpose: Text
    sign: str  # a symbol of icons.svg


ROOMS: tuple[Room, ...] = (
    Room("enterprises", Text("The map"), Text("See who sells to whom, who helps whom, and when."), "draw"),
    Room("forum", Text("Forum"), Text("Say what hurts, and hear the other side."), "forum"),
    Room("vision", Text("Vision"), Text("Agree where we want to go."), "vision"),
    Room("markets", Text("Markets"), Text("Find who buys more, and what they ask for."), "market"),
    Room("projects", Text("Small steps"), Text("Try something small together, with our own means."), "step"),
    Room("outcomes", Text("What changed"), Text("See what became of it, and for whom."), "outcomes"),
    Room("agreements", Text("Agreements"), Text("Keep to what we promised each other."), "agreements"),
    Room("journal", Text("Journal"), Text("Meetings, minutes, and who did what."), "journal"),
    Room("survey", Text("Survey"), Text("Ask everybody the same questions."), "survey"),
    Room("foresight", Text("What if"), Text("Try a change on a model before trying it on ourselves."), "foresight"),
)
ROOM: dict[str, Room] = {room.name: room for room in ROOMS}


def address_of(name: str, cluster: Any) -> str:
    """Where the room is entered in this cluster; empty where this site has no such room.

    A room's app may say so with `door = "enterprises:map"`; else it is the address named `door`.
    """
    if not apps.is_installed(f"edulis.web.{name}"):
        return ""
    door = getattr(apps.get_app_config(name), "door", f"{name}:door")
    try:
        return reverse(door, kwargs={"cluster": cluster.code})
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A room as it stands in one cluster: open or shut, and its address (empty where this site has none yet)."""

    room: Room
    open: bool
    address: str

    @property
    def ready(self) -> bool:
        """Whether one can go in now."""
        return self.open and bool(self.address)


def standings(cluster: Any) -> list[Standing]:
    """All rooms as they stand in a cluster."""
    return [Standing(room, is_open(cluster, room.name), address_of(room.name, cluster)) for room in ROOMS]


def enterable(visit: Visit) -> list[Standing]:
    """The rooms that stand open to this visitor: open, there, and with a door that lets them in."""
    there = [one for one in standings(visit.cluster) if one.ready]
    return [one for one in there if may(visit, getattr(resolve(one.address).func, "rule", _ANYBODY))]


def bar(visit: Visit | None) -> list[Standing]:
    """The rooms of the bar at the bottom: the first that are open to those who belong to the cluster."""
    if visit is None or visit.cluster is None or not visit.inside:
        return []
    return enterable(visit)[:SHOWN]
