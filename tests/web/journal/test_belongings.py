"""Notes and pictures go with their writer; minutes and decisions stay with the members, without the name."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from edulis.web.journal.models import Decided, Meeting, Minutes, Note, Photo, Presence, Wording
from edulis.web.people.forgetting import forget
from tests.web.conftest import Cast


def meeting(cast: Cast) -> Meeting:
    made = Meeting.objects.create(cluster=cast.village, title="Họp", day=dt.date(2003, 5, 6), by=cast.binh)
    now = timezone.now()
    minutes = Minutes.objects.create(meeting=made, words="Mới")
    for number, words, by in ((1, "Cũ", cast.hoa), (2, "Mới", cast.binh)):
        Wording.objects.create(minutes=minutes, number=number, words=words, by=by, at=now)
    Decided.objects.create(meeting=made, words="Đào mương với Nguyễn Văn Bình", by=cast.binh, at=now)
    Note.objects.create(cluster=cast.village, layer="facilitation", words="Của tôi", by=cast.binh, at=now)
    Photo.objects.create(meeting=made, name="p", picture=b"\xff", width=1, height=1, by=cast.binh, at=now)
    Presence.objects.create(meeting=made, person=cast.binh)
    return made


def test_the_meeting_keeps_its_record_without_the_name(cast: Cast) -> None:
    made = meeting(cast)
    with transaction.atomic():
        forget(cast.binh)
    made.refresh_from_db()
    assert made.minutes.words == "Mới"
    assert made.decided.get().words == f"Đào mương với № {cast.binh.pk}"
    assert str(made.presences.get().person) == f"№ {cast.binh.pk}"
    assert not Note.objects.exists()
    assert not Photo.objects.exists()


def test_who_wants_that_takes_out_what_they_wrote_too(cast: Cast) -> None:
    made = meeting(cast)
    with transaction.atomic():
        forget(cast.binh, words=True)
    made.minutes.refresh_from_db()
    assert made.minutes.words == "Cũ"
    assert made.decided.get().words == "—"
