"""Who keeps the journal: members and facilitators write, members decide, researchers keep to their own layer."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import CIRCLE, MEMBERS, VOICES, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit

WRITERS = MEMBERS | {"facilitator"}


def _here(visit: Visit, thing: Any) -> bool:
    return bool(thing.cluster_id == visit.cluster.pk)


def _mine(visit: Visit, photo: Any) -> bool:
    here = photo.meeting.cluster_id == visit.cluster.pk
    return bool(here and (photo.by_id == visit.number or "coordinator" in visit.roles))


def _in_here(visit: Visit, thing: Any) -> bool:
    return bool(thing.meeting.cluster_id == visit.cluster.pk)


SEE = rule("journal.meetings_see", CIRCLE, own=_here)
SEE_PHOTO = rule("journal.photo_see", CIRCLE, own=_in_here)
SEE_TRAIL = rule("journal.trail_see", VOICES | {"facilitator"})
PLAN = rule("journal.meeting_plan", WRITERS)
CHANGE = rule("journal.meeting_change", WRITERS, own=_here)
CALL_OFF = rule("journal.meeting_call_off", WRITERS, own=_here)
ATTEND = rule("journal.attendance_write", WRITERS, own=_here)
WRITE = rule("journal.minutes_write", WRITERS, own=_here)
DECIDE = rule("journal.line_decide", MEMBERS, own=_here)
STRIKE = rule("journal.struck_decide", MEMBERS, own=_in_here)
SHOW = rule("journal.photo_add", WRITERS, own=_here)
TAKE_DOWN = rule("journal.photo_take_down", WRITERS, own=_mine)
NOTE = rule("journal.note_write", frozenset({"facilitator"}), own=_here)
RESEARCH = rule("journal.research_write", frozenset({"researcher"}))
READ_RESEARCH = rule("journal.research_see", CIRCLE)

tells(PLAN.verb, Text("{who} planned a meeting"))
tells(CHANGE.verb, Text("{who} changed the plan of a meeting"))
tells(CALL_OFF.verb, Text("{who} called a meeting off"))
tells(ATTEND.verb, Text("{who} wrote down who came to a meeting"))
tells(WRITE.verb, Text("{who} wrote minutes"))
tells(DECIDE.verb, Text("{who} wrote down what we decided"))
tells(STRIKE.verb, Text("{who} struck out a decision"))
tells(SHOW.verb, Text("{who} added a picture"))
tells(TAKE_DOWN.verb, Text("{who} took a picture down"))
tells(NOTE.verb, Text("{who} wrote a note from outside"))
tells(RESEARCH.verb, Text("{who} wrote in the researchers' layer"))
