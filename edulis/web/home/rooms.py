"""Opening and shutting rooms."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from edulis.schema import Text
from edulis.web.home.actions import AlreadySo, open_room, shut_room
from edulis.web.home.rules import OPEN_ROOM, SHUT_ROOM
from edulis.web.kit.doors import Guest, opens
from edulis.web.kit.pages import refusal
from edulis.web.kit.rooms import ROOM, address_of
from edulis.web.kit.tongue import say
from edulis.web.kit.visit import Visit


@opens(OPEN_ROOM, methods="POST")
def let_open(request: Guest, room: str) -> HttpResponse:
    """Open a room that this site has."""
    return _turn(request, room, open_room, Text("The room is open: {room}", room=_title(room)))


@opens(SHUT_ROOM, methods="POST")
def let_shut(request: Guest, room: str) -> HttpResponse:
    """Shut a room; nothing in it is lost."""
    return _turn(
        request, room, shut_room, Text("The room is shut, and nothing in it is lost: {room}", room=_title(room))
    )


def _title(room: str) -> Text:
    if room not in ROOM:
        raise Http404
    return ROOM[room].title


def _turn(request: Guest, room: str, act: Callable[[Visit, str], None], done: Text) -> HttpResponse:
    cluster = request.visit.cluster
    if not address_of(room, cluster):
        raise Http404
    try:
        act(request.visit, room)
    except AlreadySo:
        return refusal(request, 409, Text("Somebody else did that in the meantime. Look at the path again."))
    messages.success(request, say(done))
    return redirect("home:place", cluster=cluster.code)
