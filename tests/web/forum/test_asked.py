"""Findings lead into the forum: a question opens a topic, trade without talk a dialogue."""

from edulis.web.forum.asked import ways
from edulis.web.forum.models import Topic
from tests.web.conftest import Cast


def test_a_gap_in_talk_opens_a_dialogue_and_every_other_finding_a_topic(cast: Cast, topic: Topic) -> None:
    Topic.objects.filter(pk=topic.pk).update(about="supply.price")
    codes = frozenset({"network.gap", "supply.price"})
    found = ways(cast.visit("binh"), codes)
    assert found["network.gap"].address == "/c/lang-bot/forum/dialogue/"
    assert found["supply.price"].address == "/c/lang-bot/forum/new/"
    assert found["supply.price"].already == (("Nước rửa bột", f"/c/lang-bot/forum/{topic.pk}/"),)
    assert ways(cast.visit("an"), codes)["network.gap"].address == "/c/lang-bot/forum/new/"
    assert ways(cast.visit("ngoc"), codes) == {}
