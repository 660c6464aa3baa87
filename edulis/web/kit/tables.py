"""What is somebody's own in the tables of the kit, and in those that Django and its task queue bring."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from edulis.schema import Text
from edulis.web.kit.belongings import Leaver, Rows, belongs, holds_nothing
from edulis.web.kit.models import Chain, Line, Once, OpenRoom, Saying, Unsigned
from edulis.web.kit.trail import erase_sayings


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Line, Text("What you did here"), lambda leaver: Line.objects.filter(person=leaver.number), _stays)
    belongs(
        Saying,
        Text("What was noted beside it"),
        lambda leaver: Saying.objects.filter(line__person=leaver.number),
        lambda leaver: erase_sayings(leaver.number, leaver.names),
        hide=("salt",),
    )
    belongs(Once, Text("Answers kept for sending again"), _keys, _forget_keys, hide=("body", "digest"))
    belongs(
        OpenRoom,
        Text("Rooms you opened"),
        lambda leaver: OpenRoom.objects.filter(by=leaver.number),
        lambda leaver: OpenRoom.objects.filter(by=leaver.number).update(by=None),
    )
    belongs(Session, Text("Where you are in"), _sessions, _forget_sessions, hide=("session_data", "session_key"))
    holds_nothing(Unsigned, "digests of keys, of which nobody knows whose they were")
    holds_nothing(Chain, "how long the trail is, and its seal")
    holds_nothing(Group, "Django's groups, which this site does not use")
    holds_nothing(Permission, "Django's permissions, which this site does not use")
    holds_nothing(ContentType, "the names of tables")
    holds_nothing(DBTaskResult, "numbers of what is worked out in the background")
    holds_nothing(Group.permissions.through, "Django's groups, which this site does not use")


def _stays(leaver: Leaver) -> int:
    """A line holds numbers, codes and times only, and is never changed: it stays under the number."""
    return 0


def _keys(leaver: Leaver) -> Rows:
    return Once.objects.filter(scope=f"person:{leaver.number}")


def _forget_keys(leaver: Leaver) -> int:
    """Their own keys with the answers, and what answers to others named them."""
    gone, _ = _keys(leaver).delete()
    names = [name.encode() for name in leaver.names if len(name) > 2]
    for row in Once.objects.exclude(body=b"").only("pk", "body").iterator(chunk_size=200):
        if any(name in bytes(row.body) for name in names):
            gone += Once.objects.filter(pk=row.pk).update(body=b"")
    return int(gone)


def _sessions(leaver: Leaver) -> Rows:
    mine = [one.pk for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(leaver.number)]
    return Session.objects.filter(pk__in=mine)


def _forget_sessions(leaver: Leaver) -> None:
    _sessions(leaver).delete()
