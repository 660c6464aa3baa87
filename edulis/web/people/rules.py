"""Who may enter, invite, and end roles."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import ANYBODY, CIRCLE, COORDINATORS, MEMBERS, rule
from edulis.web.kit.telling import tells
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

tells(ACCEPT.verb, Text("{who} came in by a card"))
tells(INVITE.verb, Text("{who} made a card for somebody"))
tells(REVOKE.verb, Text("{who} took a card back"))
tells(REISSUE.verb, Text("{who} made a new card for a lost one, with a second coordinator"))
tells(END_ROLE.verb, Text("{who} ended a role"))
tells(FOUND.verb, Text("{who} signed the founding"))
tells(DRAFT.verb, Text("{who} began the draft of this cluster"))
