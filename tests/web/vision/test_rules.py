"""Outsiders put words in and facilitate; they answer nothing, open nothing, adopt nothing."""

from edulis.web.kit.rules import OUTSIDERS, VERBS, may
from edulis.web.vision import rules
from edulis.web.vision.models import Round
from tests.web.conftest import Cast


def test_those_from_outside_answer_and_open_nothing() -> None:
    closed = (
        rules.OPEN,
        rules.ANSWER,
        rules.SPEAK_AS,
        rules.TAKE_OUT,
        rules.PAPER,
        rules.ASK_CONSENT,
        rules.ASK_YES,
        rules.LOOK,
    )
    assert not any(one.roles & (OUTSIDERS | {"operator", "visitor", "former"}) for one in closed)
    assert rules.EXPORT.roles == {"researcher"}
    assert all(verb in VERBS for verb in ("vision.statement_vote", "vision.round_close"))


def test_what_is_next_door_is_not_there(cast: Cast, asked: Round, theirs: Round) -> None:
    visit = cast.visit("hoa")
    assert may(visit, rules.SEE, asked)
    assert not may(visit, rules.SEE, theirs)
    assert not may(visit, rules.ANSWER, theirs.statements.get(number=1))
