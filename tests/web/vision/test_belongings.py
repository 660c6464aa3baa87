"""Statements lose their words, answers stay counted; the members' text stays without a name."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from edulis.web.people.forgetting import forget
from edulis.web.vision.models import Draft, Look, Piece, Round, Statement, Voice, Vote, Wording
from tests.web.conftest import Cast


def written(cast: Cast) -> Draft:
    now = timezone.now()
    until = now + dt.timedelta(days=1)
    asked = Round.objects.create(
        cluster=cast.village, question="Đi đâu?", opens=now, cast_until=until, hand_in_until=until, by=cast.binh
    )
    said = Statement.objects.create(round=asked, number=1, words="Tôi muốn nước sạch", by=cast.binh, at=now)
    Piece.objects.create(statement=said, name="p", kind="image/jpeg", content=b"\xff")
    Voice.objects.create(round=asked, person=cast.binh, kind="starch", pseudonym="a1")
    for who in (cast.binh, cast.hoa):
        Vote.objects.create(statement=said, person=who, says="agree", at=now)
    draft = Draft.objects.create(cluster=cast.village, words="Nước sạch, theo Nguyễn Văn Bình", made=now)
    for number, by in ((1, cast.hoa), (2, cast.binh)):
        Wording.objects.create(draft=draft, number=number, words=f"Bản {number}", by=by, at=now)
    Look.objects.create(draft=draft, person=cast.binh, year=2003, nearer="nearer", words="Theo tôi", at=now)
    return draft


def test_words_go_and_answers_stay(cast: Cast) -> None:
    draft = written(cast)
    with transaction.atomic():
        forget(cast.binh)
    draft.refresh_from_db()
    assert draft.words == f"Nước sạch, theo № {cast.binh.pk}"
    assert Statement.objects.get().words == "—"
    assert (Vote.objects.count(), Piece.objects.count()) == (2, 0)
    assert Look.objects.get().words == ""
    assert Voice.objects.get().kept_back


def test_who_takes_out_their_versions_gives_the_text_back_to_the_last_that_stands(cast: Cast) -> None:
    draft = written(cast)
    with transaction.atomic():
        forget(cast.binh, words=True)
    draft.refresh_from_db()
    assert draft.words == "Bản 1"
