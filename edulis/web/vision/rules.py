"""Who does what on the way to a vision: all voices answer, members adopt, outsiders only put words in."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.rules import CIRCLE, COORDINATORS, MEMBERS, VOICES, rule
from edulis.web.kit.telling import tells
from edulis.web.kit.visit import Visit


def _here(visit: Visit, thing: Any) -> bool:
    return bool(thing.cluster_id == visit.cluster.pk)


def _in_round(visit: Visit, thing: Any) -> bool:
    return bool(thing.round.cluster_id == visit.cluster.pk)


def _piece(visit: Visit, piece: Any) -> bool:
    return bool(piece.statement.round.cluster_id == visit.cluster.pk)


def _of_draft(visit: Visit, thing: Any) -> bool:
    return bool(thing.draft.cluster_id == visit.cluster.pk)


SEE = rule("vision.rounds_see", CIRCLE, own=_here)
SEE_PIECE = rule("vision.piece_see", CIRCLE, own=_piece)
OPEN = rule("vision.round_open", COORDINATORS)
SAY = rule("vision.statement_write", VOICES | {"facilitator", "support"}, own=_here)
ANSWER = rule("vision.statement_vote", VOICES, own=_in_round)
SPEAK_AS = rule("vision.voice_choose", VOICES, own=_here)
TAKE_OUT = rule("vision.statement_take_out", COORDINATORS, own=_in_round)
PRINT = rule("vision.sheets_print", MEMBERS | {"facilitator"}, own=_here)
PAPER = rule("vision.paper_vote", MEMBERS, own=_here)
MISS = rule("vision.witness_miss", MEMBERS)
COUNT = rule("vision.round_close", MEMBERS)  # the site itself, when the time is over; nobody closes one by hand
EXPORT = rule("vision.votes_export", frozenset({"researcher"}), own=_here)

tells(OPEN.verb, Text("{who} opened a round of statements"))
tells(SAY.verb, Text("{who} wrote a statement"))
tells(ANSWER.verb, Text("{who} answered a statement"))
tells(SPEAK_AS.verb, Text("{who} chose as what to answer"))
tells(TAKE_OUT.verb, Text("{who} took a statement out, with a reason"))
tells(PAPER.verb, Text("{who} entered answers from paper, before a witness"))
tells(COUNT.verb, Text("{who} counted a round of statements"))

SEE_TEXT = rule("vision.text_see", CIRCLE, own=_here)
WRITE_TEXT = rule("vision.text_write", VOICES | {"facilitator"}, own=_here)
STEP = rule("vision.backstep_write", VOICES | {"facilitator"}, own=_here)
STRIKE = rule("vision.backstep_strike", VOICES | {"facilitator"}, own=_of_draft)
ASK_CONSENT = rule("vision.consent_open", COORDINATORS, own=_here)
ASK_YES = rule("vision.adoption_open", COORDINATORS, own=_here)
LOOK = rule("vision.look_write", VOICES, own=_here)

tells(WRITE_TEXT.verb, Text("{who} wrote on the vision"))
tells(STEP.verb, Text("{who} wrote what must be so before"))
tells(STRIKE.verb, Text("{who} struck out what must be so before"))
tells(ASK_CONSENT.verb, Text("{who} opened a consent round on the vision"))
tells(ASK_YES.verb, Text("{who} put the vision to the vote"))
tells(LOOK.verb, Text("{who} looked back at the vision"))
