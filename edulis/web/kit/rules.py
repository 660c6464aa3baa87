"""Who may do what, when. Each room declares its verbs in its own `rules.py`; nothing else asks for roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from edulis.web.kit.models import OpenRoom
from edulis.web.kit.visit import Visit

ROLES = (
    "visitor", "member", "coordinator", "ally", "facilitator", "support", "researcher", "operator", "former",
)  # fmt: skip
ANYBODY = frozenset(ROLES)
MEMBERS = frozenset({"member", "coordinator"})
COORDINATORS = frozenset({"coordinator"})
VOICES = MEMBERS | {"ally"}  # those whose figures, votes and means count
OUTSIDERS = frozenset({"facilitator", "support", "researcher"})  # they facilitate; they never decide
CIRCLE = VOICES | OUTSIDERS  # all who belong to a cluster in some way
NEVER_OUTSIDERS = ("decide", "elect", "sanction", "pledge", "spend", "sign", "adopt", "close", "erase_other", "vote")
Own = Callable[[Visit, Any], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb of a room: which roles may, whether only on what is their own, and whether the room must be open.

    `own(visit, thing)` says whether a thing is the person's own (or one they may speak for).
    """

    verb: str  # room.noun_verb
    roles: frozenset[str]
    own: Own | None = None
    when_open: bool = True

    @property
    def room(self) -> str:
        """The room the verb belongs to."""
        return self.verb.partition(".")[0]

    @property
    def decides(self) -> bool:
        """Whether it decides something for all: never for outsiders, and not before the cluster is founded."""
        return self.verb.rpartition(".")[2].rpartition("_")[2] in NEVER_OUTSIDERS


VERBS: dict[str, Rule] = {}


def rule(verb: str, roles: frozenset[str], *, own: Own | None = None, when_open: bool = True) -> Rule:
    """Declare a verb. Raises ValueError where it was declared before, or would let an outsider decide."""
    if verb in VERBS:
        raise ValueError(f"{verb} is declared twice")
    made = Rule(verb, roles, own, when_open)
    if made.decides and roles & (OUTSIDERS | {"operator", "visitor"}):
        raise ValueError(f"{verb}: outsiders facilitate, members decide")
    VERBS[verb] = made
    return made


def may(visit: Visit, asked: Rule, thing: Any = None) -> bool:
    """Whether this person may do that now, to this thing."""
    if not visit.roles & asked.roles:
        return False
    if asked.when_open and visit.cluster is not None and not is_open(visit.cluster, asked.room):
        return False
    if asked.decides and is_draft(visit.cluster):
        return False
    return asked.own is None or thing is None or asked.own(visit, thing)


def is_draft(cluster: Any) -> bool:
    """Whether a cluster waits for its members to found it."""
    return cluster is not None and getattr(cluster, "founded", True) is None


def is_open(cluster: Any, room: str) -> bool:
    """Whether the members have switched the room on. Front door and people are always open."""
    if room in {"home", "people", "kit"}:
        return True
    opened: frozenset[str] | None = getattr(cluster, "_open_rooms", None)
    if opened is None:
        opened = frozenset(OpenRoom.objects.filter(cluster=cluster).values_list("room", flat=True))
        cluster._open_rooms = opened
    return room in opened
