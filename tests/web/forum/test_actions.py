"""Each act of the forum leaves one line, and nothing of the talk's words stands on the trail."""

from collections.abc import Callable

import pytest
from django.db import transaction

from edulis.web.forum import actions
from edulis.web.forum.actions import Gone, Saying
from edulis.web.forum.models import Topic, Wording
from edulis.web.kit.models import Line
from edulis.web.kit.models import Saying as Told
from edulis.web.kit.trail import breaks
from edulis.web.kit.visit import Visit
from tests.web.conftest import Cast


def test_each_act_leaves_one_line(cast: Cast, topic: Topic, visit: Callable[[str], Visit]) -> None:
    acts = (
        lambda: actions.say(visit("dao"), topic, Saying("Bí mật của tôi", "processor")),
        lambda: actions.decide(visit("dao"), topic, words="Đếm", reasons="Chưa ai đếm", rule="hands"),
        lambda: actions.translate(visit("an"), topic.posts.first(), "en", "No water in the evening."),  # type: ignore[arg-type]
        lambda: actions.propose_hiding(visit("minh"), topic.posts.last(), "nói tên người"),  # type: ignore[arg-type]
        lambda: actions.hide(visit("hoa"), topic.posts.last(), "nói tên người khác"),  # type: ignore[arg-type]
        lambda: actions.unhide(visit("hoa"), topic.posts.last()),  # type: ignore[arg-type]
    )
    for number, act in enumerate(acts, 2):
        with transaction.atomic():
            act()
        assert Line.objects.count() == number
    assert list(breaks(cast.village)) == []
    assert not any("Bí mật" in str(one.facts) for one in Told.objects.all())


def test_what_was_hidden_is_hidden_once(cast: Cast, topic: Topic, visit: Callable[[str], Visit]) -> None:
    post = topic.posts.get()
    with transaction.atomic():
        actions.hide(visit("hoa"), post, "vì")
    for act in (lambda: actions.hide(visit("hoa"), post, "vì"),):
        with pytest.raises(Gone), transaction.atomic():
            act()
    with transaction.atomic():
        actions.unhide(visit("hoa"), post)
    with pytest.raises(Gone), transaction.atomic():
        actions.unhide(visit("hoa"), post)


def test_the_first_words_are_a_wording_too(topic: Topic) -> None:
    assert list(Wording.objects.values_list("number", "title")) == [(1, "Nước rửa bột")]


def test_a_topic_holds_so_many_reminders(cast: Cast, topic: Topic, visit: Callable[[str], Visit]) -> None:
    import datetime as dt

    with transaction.atomic():
        for number in range(actions.MOST_REMINDERS):
            actions.remind(visit("dao"), topic, dt.date(2003, 5, 6), f"{number}")
        with pytest.raises(actions.Full):
            actions.remind(visit("dao"), topic, dt.date(2003, 5, 6), "x")
