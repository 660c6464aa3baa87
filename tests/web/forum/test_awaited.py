"""What waits in the forum."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from edulis.web.forum import actions, relaying
from edulis.web.forum.awaited import waiting
from edulis.web.forum.models import Topic
from tests.web.conftest import Cast


def test_reminders_wait_for_all_and_the_rest_for_those_who_can_do_it(
    cast: Cast, topic: Topic, send: Callable[..., Any]
) -> None:
    today = timezone.localdate()
    with transaction.atomic():
        for days in (3, 30):
            actions.remind(cast.visit("dao"), topic, today + dt.timedelta(days=days), f"sau {days} ngày")
        actions.propose_hiding(cast.visit("minh"), topic.posts.get(), "tên người")
        for number in range(3):
            relaying.leave(topic, f"mẩu {number}")
        relaying.open_box(cast.visit("minh"))
    told = {
        name: " ".join(one.text.say("en") for one in waiting(cast.visit(name)))
        for name in ("binh", "hoa", "minh", "ngoc", "gone")
    }
    assert told["gone"] == ""
    for name in ("binh", "hoa", "minh", "ngoc"):
        assert "sau 3 ngày" in told[name]
        assert "sau 30 ngày" not in told[name]
    assert {name for name, words in told.items() if "hide" in words} == {"hoa"}
    assert {name for name, words in told.items() if "Slips" in words} == {"hoa", "minh"}
