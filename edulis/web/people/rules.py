"""Who may enter, invite, and end roles."""

from __future__ import annotations

from typing import Any

from edulis.web.kit.rules import ANYBODY, CIRCLE, COORDINATORS, MEMBERS, rule
from edulis.web.kit.visit import Visit


def _mine_or_by_office(visit: Visit, membership: Any) -> bool:
    return membership.cluster_id == visit.cluster.pk and (
        membership.person_id == visit.number or "coordinator" in visit.roles
    )


def _here(visit: Visit, thing: Any) -> bool:
    return bool(thing.cluster_id == visit.cluster.pk)


ENTER = rule("people.enter", ANYBODY, when_open=False)
LEAVE = rule("people.leave", ANYBODY, when_open=False)
ACCEPT = rule("people.card_accept", ANYBODY, when_open=False)
SEE_PEOPLE = rule("people.list_see", CIRCLE)
INVITE = rule("people.card_make", COORDINATORS)
PRINT = rule("people.card_print", COORDINATORS, own=_here)
REVOKE = rule("people.card_take_back", COORDINATORS, own=_here)
REISSUE = rule("people.card_make_anew", COORDINATORS, own=_here)
END_ROLE = rule("people.role_end", CIRCLE | MEMBERS, own=_mine_or_by_office)
FOUND = rule("people.cluster_found", ANYBODY, when_open=False)
DRAFT = rule("people.cluster_draft", frozenset({"operator"}), when_open=False)  # by `edulis init`
STEP = rule("people.step_into", ANYBODY, when_open=False)  # in the demo only
