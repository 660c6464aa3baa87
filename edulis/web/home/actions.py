"""Switching rooms on and off, which members do through those they elected."""

from __future__ import annotations

from django.utils import timezone

from edulis.web.home.rules import OPEN_ROOM, SHUT_ROOM
from edulis.web.kit.locks import lock
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit


class AlreadySo(Exception):
    """Somebody else opened or shut the room in the meantime."""


def open_room(visit: Visit, room: str) -> None:
    """Open a room of the cluster. Raises AlreadySo."""
    lock(visit.cluster)
    _, made = OpenRoom.objects.get_or_create(
        cluster=visit.cluster, room=room, defaults={"since": timezone.now(), "by": visit.person}
    )
    if not made:
        raise AlreadySo
    record_act(visit, OPEN_ROOM.verb, room)


def shut_room(visit: Visit, room: str) -> None:
    """Shut a room; what is in it stays for when it is opened again. Raises AlreadySo."""
    lock(visit.cluster)
    gone, _ = OpenRoom.objects.filter(cluster=visit.cluster, room=room).delete()
    if not gone:
        raise AlreadySo
    record_act(visit, SHUT_ROOM.verb, room)
