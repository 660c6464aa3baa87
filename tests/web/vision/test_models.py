"""What the room keeps."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from edulis.web.vision.models import NEARER, SAYS, STATES, Draft, Round, Vote
from tests.web.conftest import Cast


def test_one_person_has_one_answer_to_a_statement(cast: Cast, asked: Round) -> None:
    first = asked.statements.get(number=1)
    Vote.objects.create(statement=first, person=cast.binh, says="agree", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(statement=first, person=cast.binh, says="pass", at=timezone.now())


def test_a_round_ends_after_it_began(cast: Cast, asked: Round) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=asked.pk).update(opens=asked.hand_in_until, cast_until=asked.opens)


def test_every_word_of_a_choice_is_told(draft: Draft) -> None:
    assert all(text.say("vi") != text.say("en") for of in (SAYS, STATES, NEARER) for text in of.values())
    assert draft.open
    assert draft.standing.say("en") == "being written"
