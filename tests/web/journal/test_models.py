"""What the journal keeps."""

import pytest
from django.db import IntegrityError, transaction

from edulis.web.journal.models import Meeting, Presence
from tests.web.conftest import Cast


def test_one_comes_to_a_meeting_once(cast: Cast, meeting: Meeting) -> None:
    Presence.objects.create(meeting=meeting, person=cast.hoa)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(meeting=meeting, person=cast.hoa)
    Presence.objects.create(meeting=meeting, name="Bà Tư")
    Presence.objects.create(meeting=meeting, name="Bà Tư")  # two of one name may come
