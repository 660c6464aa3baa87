"""From answers to what is shown: once, after hand-in, the same as the engine says, and nobody betrayed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from edulis.engine.vision import read_vision
from edulis.web.kit.models import Line
from edulis.web.people.models import Person
from edulis.web.vision.models import Round, Statement, Voice, Vote
from edulis.web.vision.reckoning import frame_of, next_for, settle, told, weights_of, work_out
from tests.web.conftest import Cast
from tests.web.vision.conftest import over

TRADES = ("starch", "noodles", "trader")


def answered(one: Round, crowd: list[Person], more: int = 9) -> None:
    """Everybody answers by their trade: three camps on nine more statements."""
    now = timezone.now()
    for number in range(4, 4 + more):
        Statement.objects.create(round=one, number=number, words=f"Câu {number}", at=now)
    statements = list(one.statements.all())
    for place, who in enumerate(crowd):
        Voice.objects.create(round=one, person=who, kind=TRADES[place % 3], pseudonym=f"{place:016x}")
        Vote.objects.bulk_create(
            Vote(statement=one_, person=who, at=now,
                 says="agree" if one_.number == 1 or one_.number % 3 == place % 3 else "disagree")
            for one_ in statements
        )  # fmt: skip


@pytest.mark.parametrize("again", [1, 2])
def test_a_round_is_counted_once_when_hand_in_is_over(
    cast: Cast, asked: Round, crowd: list[Person], again: int
) -> None:
    answered(asked, crowd)
    assert settle(asked).counted is None
    over(asked)
    for _ in range(again):
        counted = settle(Round.objects.get(pk=asked.pk))
    assert counted.counted is not None
    assert counted.result["voters"] == 30
    assert counted.result["stable"]
    assert Line.objects.filter(verb="vision.round_close").count() == 1


def test_what_is_kept_is_what_the_engine_says_of_the_same_answers(
    cast: Cast, asked: Round, crowd: list[Person]
) -> None:
    answered(asked, crowd)
    kinds = {f"{voice.person_id:012d}": voice.kind for voice in Voice.objects.all()}
    held, mine = told(asked, work_out(asked)), read_vision(frame_of(asked), kinds)
    first = held["statements"][0]
    assert first["across_roles"] == pytest.approx(mine.statements["across_roles"][0], abs=1e-4)
    assert (first["votes"], first["agree"]) == (30, 30)
    assert held["kinds"] == sorted(TRADES)
    assert {place["people"] for place in held["places"]["role"]} == {10}
    assert held["findings"]["vi"][1]["code"] == "vision.groups"


def test_no_place_or_count_of_a_few_is_kept(cast: Cast, asked: Round, crowd: list[Person]) -> None:
    answered(asked, crowd)
    Voice.objects.filter(kind="trader", person__in=[who.pk for who in crowd[:21]]).update(kind="pigs")
    held = told(asked, work_out(asked))
    assert "trader" not in held["kinds"]
    assert all(place["people"] >= 5 for of in held["places"].values() for place in of)
    assert all(cell["votes"] is None or cell["votes"] >= 5 for of in ("roles", "groups") for cell in held[of])
    assert "person" not in str(held).replace("vision.", "")


def test_statements_come_one_by_one_each_once_and_the_same_until_it_is_answered(cast: Cast, asked: Round) -> None:
    seen = set()
    for _ in range(3):
        card = next_for(asked, cast.binh.pk)
        assert card is not None
        assert next_for(asked, cast.binh.pk) == card
        assert card.number not in seen
        seen.add(card.number)
        Vote.objects.create(statement=card, person=cast.binh, says="pass", at=timezone.now())
    assert next_for(asked, cast.binh.pk) is None
    assert next_for(asked, cast.dao.pk) is not None


def test_a_statement_that_was_just_written_is_among_those_that_may_come(cast: Cast, asked: Round) -> None:
    weights_of(asked)  # kept for a minute, without the new one
    Statement.objects.filter(round=asked).delete()
    Statement.objects.create(round=asked, number=9, words="Mới", at=timezone.now())
    card = next_for(asked, cast.binh.pk)
    assert card is not None
    assert card.number == 9


def test_a_round_in_which_nobody_answered_is_counted_too(cast: Cast, asked: Round) -> None:
    over(asked)
    asked.hand_in_until = timezone.now() - timedelta(seconds=1)
    counted = settle(asked)
    assert counted.result["voters"] == 0
    assert "Nobody has voted" in counted.result["findings"]["en"][0]["title"]
