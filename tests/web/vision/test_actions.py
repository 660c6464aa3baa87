"""Statements and answers: one a person, the last one holds, a sharp end, and paper before a witness."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.enterprises.models import ROWS
from edulis.web.kit.models import Line, Saying
from edulis.web.kit.pictures import Drawn
from edulis.web.vision import actions
from edulis.web.vision.models import Piece, Round, Statement, Voice, Vote
from tests.web.conftest import Cast
from tests.web.vision.conftest import over


def test_answering_again_replaces_and_the_trail_never_says_what(cast: Cast, asked: Round) -> None:
    first = asked.statements.get(number=1)
    for says in ("agree", "disagree"):
        with transaction.atomic():
            actions.answer(cast.visit("binh"), first, says)
    assert list(Vote.objects.values_list("person", "says")) == [(cast.binh.pk, "disagree")]
    assert Line.objects.filter(verb="vision.statement_vote", person=cast.binh.pk).count() == 2
    assert not any("agree" in str(saying.facts) for saying in Saying.objects.all())
    assert {line.subject for line in Line.objects.all()} == {f"vision.round:{asked.pk}"}


def test_what_comes_after_hand_in_counts_no_more_and_what_comes_before_it_does(cast: Cast, asked: Round) -> None:
    first, now = asked.statements.get(number=1), timezone.now()
    Round.objects.filter(pk=asked.pk).update(cast_until=now - dt.timedelta(hours=1))
    with transaction.atomic():
        actions.answer(cast.visit("binh"), first, "agree")  # told to end, but phones still hand in
    over(asked)
    with pytest.raises(actions.Refused) as refused, transaction.atomic():
        actions.answer(cast.visit("dao"), first, "agree")
    assert refused.value.reason == actions.LATE
    assert Vote.objects.count() == 1


def test_before_it_begins_nothing_is_taken(cast: Cast, asked: Round) -> None:
    Round.objects.filter(pk=asked.pk).update(opens=timezone.now() + dt.timedelta(days=1))
    with pytest.raises(actions.Refused), transaction.atomic():
        actions.put_in(cast.visit("binh"), asked, "Sớm quá", None, None)


def test_what_is_none_of_the_three_answers_is_refused(cast: Cast, asked: Round) -> None:
    with pytest.raises(actions.Refused), transaction.atomic():
        actions.answer(cast.visit("binh"), asked.statements.get(number=1), "maybe")


def test_a_statement_gets_the_next_number_and_says_when_it_comes_from_outside(cast: Cast, asked: Round) -> None:
    with transaction.atomic():
        made = actions.put_in(cast.visit("minh"), asked, "Có cân chung", Drawn("abc", b"\xff", 2, 3), None)
    assert (made.number, made.outsider) == (4, True)
    assert Piece.objects.get().is_picture


def test_what_is_taken_out_stays_with_its_reason_and_takes_no_answers(cast: Cast, asked: Round) -> None:
    first = asked.statements.get(number=1)
    with transaction.atomic():
        actions.take_out(cast.visit("hoa"), first, "Nêu tên người")
    first.refresh_from_db()
    assert first.why_out == "Nêu tên người"
    for act in (lambda: actions.answer(cast.visit("binh"), first, "agree"),
                lambda: actions.take_out(cast.visit("hoa"), first, "x")):  # fmt: skip
        with pytest.raises(actions.Refused), transaction.atomic():
            act()


def test_paper_is_that_persons_own_and_never_replaces_what_they_answered_themselves(cast: Cast, asked: Round) -> None:
    with transaction.atomic():
        actions.answer(cast.visit("dao"), asked.statements.get(number=1), "agree")
    said = {1: "disagree", 2: "pass", 3: "agree"}
    with transaction.atomic():
        assert actions.enter_paper(cast.visit("hoa"), asked, cast.dao.pk, said, cast.binh.pk) == 2
    found = dict(Vote.objects.filter(person=cast.dao).values_list("statement__number", "says"))
    assert found == {1: "agree", 2: "pass", 3: "agree"}
    with transaction.atomic():
        actions.enter_paper(cast.visit("hoa"), asked, cast.dao.pk, {2: "agree"}, cast.binh.pk)
        actions.answer(cast.visit("dao"), asked.statements.get(number=2), "disagree")  # its owner changes it
    vote = Vote.objects.get(person=cast.dao, statement__number=2)
    assert (vote.says, vote.on_paper, vote.by, vote.witness) == ("disagree", False, None, None)
    assert Vote.objects.get(person=cast.dao, statement__number=3).witness == cast.binh.pk


def test_one_answers_as_what_stands_on_the_map_until_one_says_otherwise(cast: Cast, asked: Round) -> None:
    rows = ROWS["enterprise"]._default_manager
    rows.create(of=cast.village, code="e1", household="h_binh", kind="starch", local=True)
    rows.create(of=cast.village, code="shop", kind="retailer", local=False)
    for code, kind in (("a_field", "crop_farm"), ("a_sty", "pigs")):
        rows.create(of=cast.village, code=code, household="h_binh", kind=kind, local=True)
    rows.create(of=cast.village, code="sty", household="h_hoa", kind="pigs", local=True)
    assert actions.kind_of(asked, cast.binh.pk) == "starch"  # not the field and the pigs that they have beside it
    assert actions.kind_of(asked, cast.hoa.pk) == "pigs"
    assert actions.kind_of(asked, cast.an.pk) == "retailer"
    assert actions.kind_of(asked, cast.dao.pk) == "unknown"
    with transaction.atomic():
        actions.speak_as(cast.visit("dao"), asked, "noodles", kept_back=True)
        actions.speak_as(cast.visit("binh"), asked, "no such kind", kept_back=False)
    assert Voice.objects.get(person=cast.dao).kind == "noodles"
    assert Voice.objects.get(person=cast.binh).kind == "starch"
    names = set(Voice.objects.values_list("pseudonym", flat=True))
    assert len(names) == 2
    assert all(len(name) == 16 for name in names)


def test_a_full_round_takes_no_more(cast: Cast, asked: Round) -> None:
    Statement.objects.create(round=asked, number=actions.MOST_STATEMENTS, words="x", at=timezone.now())
    with pytest.raises(actions.Refused), transaction.atomic():
        actions.put_in(cast.visit("binh"), asked, "y", None, None)
