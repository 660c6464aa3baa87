"""Who speaks, who hides, who decides: outsiders write marked and never decide; guests see one dialogue only."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import ANYBODY, CIRCLE, COORDINATORS, MEMBERS, VOICES, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit

WRITERS = VOICES | {"facilitator", "support"}
CARRIERS = MEMBERS | {"facilitator"}


def _here(visit: Visit, topic: Any) -> bool:
    return bool(topic.cluster_id == visit.cluster.pk)


def _in_here(visit: Visit, thing: Any) -> bool:
    return bool(thing.topic.cluster_id == visit.cluster.pk)


def _on_here(visit: Visit, thing: Any) -> bool:
    return bool(thing.post.topic.cluster_id == visit.cluster.pk)


def _mine(visit: Visit, post: Any) -> bool:
    return bool(_in_here(visit, post) and visit.person is not None and post.by_id == visit.person.pk)


def moderates(visit: Visit) -> bool:
    """Whether the members chose this person to moderate: their elected coordinators do."""
    return "coordinator" in visit.roles


def _mine_or_moderated(visit: Visit, thing: Any) -> bool:
    return _on_here(visit, thing) and (thing.post.by_id == visit.number or moderates(visit))


def _moderated(visit: Visit, post: Any) -> bool:
    return _in_here(visit, post) and moderates(visit)


def _proposal(visit: Visit, post: Any) -> bool:
    return _in_here(visit, post) and post.part == "proposal"


SEE = rule("forum.topics_see", CIRCLE, own=_here)
SEE_WORDS = rule("forum.versions_see", CIRCLE, own=_in_here)
SEE_MEDIA = rule("forum.media_see", CIRCLE, own=_on_here)
SEE_HIDDEN = rule("forum.hidden_see", VOICES)
OPEN = rule("forum.topic_open", WRITERS)
SAY = rule("forum.reply_write", WRITERS, own=_here)
CHANGE = rule("forum.words_change", WRITERS, own=_mine)
TAKE_DOWN = rule("forum.media_take_down", WRITERS, own=_mine_or_moderated)
TRANSLATE = rule("forum.translation_write", VOICES | {"facilitator"}, own=_in_here)
OBJECT = rule("forum.hiding_propose", WRITERS, own=_in_here)
HIDE = rule("forum.post_hide", MEMBERS, own=_moderated)
UNHIDE = rule("forum.post_show", MEMBERS, own=_moderated)
DECIDE = rule("forum.topic_decide", MEMBERS, own=_here)
PUT_TO_VOTE = rule("forum.question_decide", MEMBERS, own=_here)
STRIKE = rule("forum.struck_decide", MEMBERS, own=_in_here)
CAME = rule("forum.outcome_write", VOICES | {"facilitator"}, own=_here)
REMIND = rule("forum.reminder_write", CARRIERS, own=_here)
FORGET = rule("forum.reminder_take_away", CARRIERS, own=_in_here)
PAIR = rule("forum.dialogue_open", CARRIERS)
TRY = rule("forum.trial_write", VOICES | {"facilitator"}, own=_proposal)
INVITE = rule("forum.guest_invite", CARRIERS, own=_here)
UNINVITE = rule("forum.guest_end", CARRIERS, own=_in_here)
BE_GUEST = rule("forum.guest_say", ANYBODY, when_open=False)  # by a link that names one dialogue; its view asks again
LEAVE_SLIP = rule("forum.slip_leave", VOICES, own=_here)
OPEN_BOX = rule("forum.box_open", COORDINATORS | {"facilitator"})
RELAY = rule("forum.statement_relay", COORDINATORS | {"facilitator"}, own=_here)
CARRY = rule("forum.slip_carry", COORDINATORS | {"facilitator"}, own=_in_here)
TYPE_IN = rule("forum.paper_type", CARRIERS, own=_here)
BALANCE = rule("forum.balance_see", CIRCLE)
BE_COUNTED = rule("forum.oneself_count", VOICES)
FIRST = rule("forum.thought_keep", ANYBODY, when_open=False)  # by a card that nobody has used yet

tells(OPEN.verb, Text("{who} opened a topic"))
tells(SAY.verb, Text("{who} spoke in a topic"))
tells(CHANGE.verb, Text("{who} changed what they had said"))
tells(TAKE_DOWN.verb, Text("{who} took a picture or voice note out of the forum"))
tells(TRANSLATE.verb, Text("{who} translated what somebody said"))
tells(OBJECT.verb, Text("{who} asked that something be hidden"))
tells(HIDE.verb, Text("{who} hid what somebody said, and said why"))
tells(UNHIDE.verb, Text("{who} showed again what was hidden"))
tells(DECIDE.verb, Text("{who} wrote down a decision of a topic"))
tells(PUT_TO_VOTE.verb, Text("{who} put a question to the vote"))
tells(STRIKE.verb, Text("{who} struck out a decision of a topic"))
tells(CAME.verb, Text("{who} wrote what came of it"))
tells(REMIND.verb, Text("{who} set a reminder"))
tells(FORGET.verb, Text("{who} took a reminder away"))
tells(PAIR.verb, Text("{who} opened a dialogue"))
tells(TRY.verb, Text("{who} wrote what was tried"))
tells(INVITE.verb, Text("{who} invited somebody from elsewhere into a dialogue"))
tells(UNINVITE.verb, Text("{who} ended the link of a guest"))
tells(BE_GUEST.verb, Text("{who}: a guest spoke in a dialogue by their link"))
tells(OPEN_BOX.verb, Text("{who} opened the box of slips without names"))
tells(RELAY.verb, Text("{who} carried a statement over without a name"))
tells(CARRY.verb, Text("{who} carried a slip over, or laid it aside"))
tells(TYPE_IN.verb, Text("{who} typed in what somebody said aloud, with a witness"))
tells(BE_COUNTED.verb, Text("{who} said how they want to be counted"))
