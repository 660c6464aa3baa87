"""A vote stays under a number, its reasons go."""

import datetime as dt

from django.utils import timezone

from edulis.web.kit.ballot.models import Ballot, Urn, Voice
from edulis.web.kit.belongings import NOTHING, OWN, Leaver
from tests.web.conftest import Cast


def test_a_voice_stays_counted_without_its_words(cast: Cast) -> None:
    now = timezone.now()
    ballot = Ballot.objects.create(
        cluster=cast.village, room="projects", thing="a", question="Nguyễn Văn Bình nhé?", form="yes_no", secret=False,
        rule={}, electorate="members", opens=now, cast_until=now, hand_in_until=now + dt.timedelta(days=1), seed="s",
    )  # fmt: skip
    Voice.objects.create(ballot=ballot, person=cast.binh, choices=["yes"], reason="Vì tôi", at=now)
    leaver = Leaver(cast.binh, {cast.village.pk: frozenset()}, frozenset({"Nguyễn Văn Bình"}))
    assert OWN[Voice].rows(leaver).count() == 1
    for model in (Voice, Ballot):
        OWN[model].shred(leaver)
    voice = Voice.objects.get()
    assert (voice.choices, voice.reason) == (["yes"], "")
    ballot.refresh_from_db()
    assert ballot.question == f"{leaver.sign} nhé?"
    assert Urn in NOTHING
