"""Rooms are opened and shut, each with its line on the trail."""

import pytest
from django.db import transaction

from edulis.web.home.actions import AlreadySo, open_room, shut_room
from edulis.web.kit.models import Line
from edulis.web.kit.rules import is_open
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast


def test_a_room_opens_and_shuts_with_one_line_each(cast: Cast) -> None:
    visit = cast.visit("hoa")
    with transaction.atomic():
        open_room(visit, "outcomes")
    assert is_open(Cluster.objects.get(pk=cast.village.pk), "outcomes")
    with transaction.atomic():
        shut_room(visit, "outcomes")
    assert not is_open(Cluster.objects.get(pk=cast.village.pk), "outcomes")
    lines = Line.objects.filter(cluster=cast.village).values_list("verb", "subject", "role")
    assert list(lines) == [("home.room_open", "outcomes", "coordinator"), ("home.room_shut", "outcomes", "coordinator")]


def test_what_is_so_already_is_said_and_leaves_no_line(cast: Cast) -> None:
    for act, room in ((open_room, "journal"), (shut_room, "outcomes")):
        with pytest.raises(AlreadySo), transaction.atomic():
            act(cast.visit("hoa"), room)
    assert not Line.objects.exists()
