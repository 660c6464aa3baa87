"""Who may enter, invite, and end roles."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import ANYBODY, CIRCLE, COORDINATORS, MEMBERS, VOICES, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit
from edulis.web.people.models import GroupMember


def _mine_or_by_office(visit: Visit, membership: Any) -> bool:
    return membership.cluster_id == visit.cluster.pk and (
        membership.person_id == visit.number or "coordinator" in visit.roles
    )


def _here(visit: Visit, thing: Any) -> bool:
    return bool(thing.cluster_id == visit.cluster.pk)


def _an_end(visit: Visit, link: Any) -> bool:
    return visit.cluster.pk in {link.one_id, link.other_id}


def _own_paper(visit: Visit, word: Any) -> bool:
    mine = word.who in visit.households or "coordinator" in visit.roles
    return bool(word.cluster_id == visit.cluster.pk and mine)


def _named(visit: Visit, candidate: Any) -> bool:
    return bool(candidate.election.cluster_id == visit.cluster.pk and candidate.person_id == visit.number)


def _of_group(visit: Visit, thing: Any) -> bool:
    group = getattr(thing, "group", thing)
    inside = GroupMember.objects.filter(group=group, person=visit.person, until=None).exclude(since=None)
    return bool(group.cluster_id == visit.cluster.pk and visit.person is not None and inside.exists())


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
SAY_WORD = rule("people.word_say", VOICES | {"former"})  # on one's own purposes; who left can still take a yes back
SEE_PAPER = rule("people.paper_see", VOICES, own=_own_paper)  # the photograph of what was signed
HEAR_WORD = rule("people.word_hear", COORDINATORS)  # what others said aloud or signed, with a witness
SEE_LINKS = rule("people.links_see", CIRCLE)
PROPOSE_LINK = rule("people.link_propose", COORDINATORS)  # puts it to the members' vote
ANSWER_LINK = rule("people.link_answer", COORDINATORS, own=_an_end)  # the same on the other side
CUT_LINK = rule("people.link_cut", COORDINATORS, own=_an_end)  # at once: to show less needs no vote
ABOUT_ME = rule("people.own_see", ANYBODY, when_open=False)  # what is kept about oneself, on the whole site
TAKE_ALONG = rule("people.own_take_along", ANYBODY, when_open=False)
FORGET = rule("people.own_forget", ANYBODY, when_open=False)
STEP = rule("people.step_into", ANYBODY, when_open=False)  # in the demo only
SEE_OFFICE = rule("people.office_see", CIRCLE, own=_here)
PROPOSE = rule("people.rule_decide", MEMBERS)  # puts a rule to the members' vote
CALL = rule("people.coordinators_elect", MEMBERS)
NOMINATE = rule("people.candidate_elect", MEMBERS, own=_here)
ANSWER = rule("people.candidacy_elect", MEMBERS, own=_named)
RECALL_PUT = rule("people.recall_elect", MEMBERS, own=_here)
PUT = rule("people.candidates_put", MEMBERS)  # the site itself, when the time for names is over
SEE_GROUPS = rule("people.groups_see", CIRCLE, own=_here)
MAKE_GROUP = rule("people.group_make", MEMBERS)
CHANGE_GROUP = rule("people.group_change", MEMBERS, own=_of_group)
JOIN = rule("people.group_join", MEMBERS, own=_here)
ADMIT = rule("people.group_admit", MEMBERS, own=_of_group)
QUIT = rule("people.group_quit", MEMBERS, own=_here)
ASK_GROUP = rule("people.group_decide", MEMBERS, own=_of_group)

tells(ACCEPT.verb, Text("{who} came in by a card"))
tells(INVITE.verb, Text("{who} made a card for somebody"))
tells(REVOKE.verb, Text("{who} took a card back"))
tells(REISSUE.verb, Text("{who} made a new card for a lost one, with a second coordinator"))
tells(END_ROLE.verb, Text("{who} ended a role"))
tells(FOUND.verb, Text("{who} signed the founding"))
tells(DRAFT.verb, Text("{who} began the draft of this cluster"))
tells(SAY_WORD.verb, Text("{who} said for what their own may be used"))
tells(HEAR_WORD.verb, Text("{who} wrote down, with a witness, what somebody agreed to"))
tells(PROPOSE_LINK.verb, Text("{who} put a link with another cluster to the members' vote"))
tells(ANSWER_LINK.verb, Text("{who} put another cluster's wish for a link to the members' vote"))
tells(CUT_LINK.verb, Text("{who} cut the link with another cluster"))
tells(FORGET.verb, Text("{who} left and was forgotten"))
tells(PROPOSE.verb, Text("{who} put a rule of ours to the vote"))
tells(CALL.verb, Text("{who} called an election of coordinators"))
tells(NOMINATE.verb, Text("{who} named somebody for coordinator"))
tells(ANSWER.verb, Text("{who} said whether they stand for coordinator"))
tells(RECALL_PUT.verb, Text("{who} asked the members whether a coordinator shall go on"))
tells(PUT.verb, Text("{who} opened the ballot of an election"))
tells(MAKE_GROUP.verb, Text("{who} made a local group"))
tells(CHANGE_GROUP.verb, Text("{who} changed what a local group says of itself"))
tells(JOIN.verb, Text("{who} asked to join a local group"))
tells(ADMIT.verb, Text("{who} let somebody into a local group"))
tells(QUIT.verb, Text("{who} left a local group"))
tells(ASK_GROUP.verb, Text("{who} put a question to a local group"))
