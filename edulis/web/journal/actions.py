"""What people do in the journal; each act leaves one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from edulis.web.journal.models import Decided, Meeting, Minutes, Note, Photo, Presence, Wording
from edulis.web.journal.rules import (
    ATTEND,
    CALL_OFF,
    CHANGE,
    DECIDE,
    NOTE,
    PLAN,
    RESEARCH,
    SHOW,
    STRIKE,
    TAKE_DOWN,
    WRITE,
)
from edulis.web.kit.locks import lock
from edulis.web.kit.pictures import Drawn
from edulis.web.kit.rules import OUTSIDERS
from edulis.web.kit.tongue import current
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import Stale, save_seen
from edulis.web.kit.visit import Visit

MOST_PHOTOS = 24  # of a meeting


class Full(Exception):
    """There is no room for another."""


class Gone(Exception):
    """It was done in the meantime."""


def _from_outside(visit: Visit) -> bool:
    return visit.acting_as in OUTSIDERS


def plan(visit: Visit, values: Mapping[str, Any]) -> Meeting:
    """Plan a meeting."""
    meeting = Meeting.objects.create(
        cluster=visit.cluster, by=visit.person, outsider=_from_outside(visit), language=current(), **values
    )
    record_act(visit, PLAN.verb, meeting, title=meeting.title, day=meeting.day)
    return meeting


def change(visit: Visit, meeting: Meeting, seen: int, values: Mapping[str, Any]) -> None:
    """Change the plan. Raises Stale."""
    save_seen(meeting, seen, **values, changed=timezone.now())
    record_act(visit, CHANGE.verb, meeting, title=meeting.title, day=meeting.day)


def call_off(visit: Visit, meeting: Meeting) -> None:
    """Call a meeting off; it stays to be seen. Raises Gone."""
    (meeting,) = lock(meeting)
    if meeting.called_off is not None:
        raise Gone
    save_seen(meeting, meeting.version, called_off=timezone.now(), changed=timezone.now())
    record_act(visit, CALL_OFF.verb, meeting, title=meeting.title)


def attend(visit: Visit, meeting: Meeting, seen: int, persons: Collection[int], names: Collection[str]) -> None:
    """Write down who came, whole. Raises Stale."""
    save_seen(meeting, seen, changed=timezone.now())
    Presence.objects.filter(meeting=meeting).delete()
    Presence.objects.bulk_create(
        [Presence(meeting=meeting, person_id=number) for number in sorted(set(persons))]
        + [Presence(meeting=meeting, name=name) for name in dict.fromkeys(names)]
    )
    record_act(visit, ATTEND.verb, meeting, title=meeting.title, came=len(set(persons)) + len(set(names)))


def write(visit: Visit, meeting: Meeting, seen: int, words: str) -> Minutes:
    """Save a version of the minutes. Raises Stale where somebody saved in between."""
    lock(meeting)
    minutes, fresh = Minutes.objects.get_or_create(meeting=meeting, defaults={"version": 0, "language": current()})
    if fresh and seen:
        raise Stale(minutes)
    save_seen(minutes, seen, words=words, language=current(), changed=timezone.now())
    Wording.objects.create(
        minutes=minutes, number=minutes.version, words=words, by=visit.person, outsider=_from_outside(visit),
        at=timezone.now(),
    )  # fmt: skip
    record_act(visit, WRITE.verb, meeting, title=meeting.title, version=minutes.version)
    return minutes


def decide(visit: Visit, meeting: Meeting, values: Mapping[str, Any]) -> Decided:
    """Write down a decision."""
    made = Decided.objects.create(meeting=meeting, by=visit.person, at=timezone.now(), language=current(), **values)
    record_act(visit, DECIDE.verb, made, title=made.words)
    return made


def strike(visit: Visit, decided: Decided) -> None:
    """Strike a decision out; it stays readable. Raises Gone."""
    (decided,) = lock(decided)
    if decided.struck is not None:
        raise Gone
    Decided.objects.filter(pk=decided.pk).update(struck=timezone.now())
    record_act(visit, STRIKE.verb, decided, title=decided.words)


def show(visit: Visit, meeting: Meeting, drawn: Drawn, caption: str) -> Photo:
    """Add a picture. Raises Full."""
    lock(meeting)
    if meeting.photos.count() >= MOST_PHOTOS:
        raise Full
    photo = Photo.objects.create(
        meeting=meeting, name=drawn.name, picture=drawn.picture, width=drawn.width, height=drawn.height,
        caption=caption, by=visit.person, at=timezone.now(),
    )  # fmt: skip
    record_act(visit, SHOW.verb, photo, title=meeting.title)
    return photo


def take_down(visit: Visit, photo: Photo) -> None:
    """Take a picture away for good: who is on it may want so."""
    record_act(visit, TAKE_DOWN.verb, photo, title=photo.meeting.title)
    photo.delete()


def note(visit: Visit, meeting: Meeting | None, words: str) -> Note:
    """A note of a facilitator at a meeting, or one in the researchers' layer."""
    layer, verb = ("facilitation", NOTE.verb) if meeting is not None else ("research", RESEARCH.verb)
    made = Note.objects.create(
        cluster=visit.cluster, meeting=meeting, layer=layer, words=words, by=visit.person, at=timezone.now(),
        language=current(),
    )  # fmt: skip
    record_act(visit, verb, made)
    return made


def is_past(meeting: Meeting, today: dt.date) -> bool:
    """Whether its day is over."""
    return meeting.day < today
