"""What is somebody's own in the journal: notes, pictures. Minutes and decisions are the meeting's, without a name."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.journal.models import Decided, Meeting, Minutes, Note, Photo, Presence, Wording
from edulis.web.kit.belongings import Leaver, Rows, belongs, unnamed

GONE = "—"  # stands where somebody took out what they wrote


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Note, Text("Notes you wrote"), _by(Note), _forget_notes)
    belongs(Photo, Text("Pictures you added"), _by(Photo), _forget_photos, hide=("name",), file=("picture", "jpg"))
    belongs(Decided, Text("Decisions you wrote down"), _by(Decided), _forget_decided)
    belongs(Wording, Text("Minutes you wrote"), _by(Wording), _forget_wordings)
    belongs(Minutes, Text("Minutes as they stand, last written by you"), _last, _forget_minutes)
    belongs(Presence, Text("Meetings you came to"), lambda leaver: Presence.objects.filter(person=leaver.number),
            _forget_presence)  # fmt: skip
    belongs(Meeting, Text("Meetings you planned"), _by(Meeting), _forget_plans)


def _by(model: Any) -> Any:
    return lambda leaver: model.objects.filter(by=leaver.number)


def _forget_notes(leaver: Leaver) -> None:
    """Their notes go; in those of others they are a number."""
    Note.objects.filter(by=leaver.number).delete()
    unnamed(Note.objects.filter(cluster__in=leaver.homes), leaver, "words")


def _forget_photos(leaver: Leaver) -> None:
    Photo.objects.filter(by=leaver.number).delete()
    unnamed(Photo.objects.filter(meeting__cluster__in=leaver.homes), leaver, "caption")


def _forget_decided(leaver: Leaver) -> None:
    """What was decided is the members'; its words go only where their writer wants that."""
    if leaver.words:
        Decided.objects.filter(by=leaver.number).update(words=GONE)
    unnamed(Decided.objects.filter(meeting__cluster__in=leaver.homes), leaver, "words")


def _forget_wordings(leaver: Leaver) -> None:
    if leaver.words:
        Wording.objects.filter(by=leaver.number).update(words=GONE)
    unnamed(Wording.objects.filter(minutes__meeting__cluster__in=leaver.homes), leaver, "words")


def _last(leaver: Leaver) -> Rows:
    """Minutes whose newest wording is theirs."""
    newest = [one.pk for one in Minutes.objects.filter(wordings__by=leaver.number).distinct()
              if (last := one.wordings.first()) is not None and last.by_id == leaver.number]  # fmt: skip
    return Minutes.objects.filter(pk__in=newest)


def _forget_minutes(leaver: Leaver) -> None:
    """Minutes go back to the last wording that still stands, where their writer takes theirs out."""
    for one in _last(leaver) if leaver.words else ():
        standing = one.wordings.exclude(words=GONE).first()
        Minutes.objects.filter(pk=one.pk).update(words=standing.words if standing is not None else "")
    unnamed(Minutes.objects.filter(meeting__cluster__in=leaver.homes), leaver, "words")


def _forget_presence(leaver: Leaver) -> None:
    """That one came stays, as a number; a name that was typed by hand becomes that number too."""
    unnamed(Presence.objects.filter(meeting__cluster__in=leaver.homes).exclude(name=""), leaver, "name")


def _forget_plans(leaver: Leaver) -> None:
    unnamed(Meeting.objects.filter(cluster__in=leaver.homes), leaver, "title", "place", "agenda")
