"""What waits: statements to answer, what others typed in, and a look back after a year."""

import datetime as dt

from django.utils import timezone

from edulis.web.vision.models import Draft, Look, Round, Vote
from edulis.web.vision.waiting import statements
from tests.web.conftest import Cast
from tests.web.vision.conftest import over


def told(cast: Cast, who: str) -> list[str]:
    return [one.text.say("en") for one in statements(cast.visit(who))]


def test_a_round_waits_for_those_who_may_answer_until_they_have(cast: Cast, asked: Round) -> None:
    assert told(cast, "binh") == ["3 statements to answer: Năm năm nữa, làng mình …"]
    assert told(cast, "minh") == []
    for one in asked.statements.all():
        Vote.objects.create(statement=one, person=cast.binh, says="pass", at=timezone.now(), on_paper=one.number == 2)
    assert told(cast, "binh") == ["Entered for you from paper: Năm năm nữa, làng mình …"]
    over(asked)
    assert told(cast, "an") == []


def test_a_year_after_adoption_a_look_back_waits_once(cast: Cast, draft: Draft) -> None:
    long_ago = timezone.now() - dt.timedelta(days=400)
    Draft.objects.filter(pk=draft.pk).update(state="adopted", adopted=long_ago)
    assert told(cast, "binh") == ["A year has passed: did we come nearer to the vision?"]
    Look.objects.create(draft=draft, person=cast.binh, year=2026, nearer="same", at=timezone.now())
    assert told(cast, "binh") == []
