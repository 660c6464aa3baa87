"""A thought is stored before anybody asks for registration, and posted when its writer comes in."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from edulis.web.forum.models import Post, Thought, Topic
from edulis.web.kit.models import Line, OpenRoom
from edulis.web.people.actions import invite
from edulis.web.people.models import Person
from edulis.web.people.tokens import card_secret
from tests.web.conftest import Cast


def card(cast: Cast, role: str = "member") -> str:
    with transaction.atomic():
        return card_secret(invite(cast.visit("hoa"), name="Bà Tư", role=role))


def test_who_holds_a_card_writes_first_and_comes_in_after(cast: Cast, send: Callable[..., Any]) -> None:
    secret = card(cast)
    visitor = cast.client(None, headers={"accept-language": "en"})
    assert f"/card/{secret}/write/" in visitor.get(f"/card/{secret}/").content.decode()
    words = "Miến nhà tôi bị chê xám.\nAi chỉ giúp?"
    kept = send(visitor, f"/card/{secret}/write/", words=words, voice="processor")
    assert kept.headers["Location"] == f"/card/{secret}/"
    assert Topic.objects.count() == 0
    assert "Your thought is kept" in visitor.get(f"/card/{secret}/").content.decode()
    entered = send(visitor, f"/card/{secret}/", pin="5810", again="5810")
    topic = Topic.objects.get()
    assert entered.headers["Location"] == f"/c/lang-bot/forum/{topic.pk}/"
    assert (topic.title, topic.by.name) == ("Miến nhà tôi bị chê xám.", "Bà Tư")  # type: ignore[union-attr]
    assert Post.objects.get().words == words.replace("\n", "\r\n") or Post.objects.get().words == words
    assert [line.verb for line in Line.objects.order_by("number")][1:] == ["people.card_accept", "forum.topic_open"]
    assert Thought.objects.count() == 0
    assert visitor.get(entered.headers["Location"]).status_code == 200


def test_without_a_thought_one_comes_in_as_before(cast: Cast, send: Callable[..., Any]) -> None:
    secret = card(cast)
    entered = send(cast.client(None), f"/card/{secret}/", pin="5810", again="5810")
    assert entered.headers["Location"] == "/"
    assert Topic.objects.count() == 0


def test_a_used_or_unknown_card_keeps_no_thought_and_a_shut_forum_offers_none(
    cast: Cast, send: Callable[..., Any]
) -> None:
    used, researcher = card(cast), card(cast, "researcher")
    send(cast.client(None), f"/card/{used}/", pin="5810", again="5810")
    for secret in (used, "x" * 20, researcher):
        assert cast.client(None).get(f"/card/{secret}/write/").status_code == 404
        assert send(cast.client(None), f"/card/{secret}/write/", words="x", voice="other").status_code == 404
    assert "/write/" not in cast.client(None).get(f"/card/{researcher}/").content.decode()
    secret = card(cast)
    OpenRoom.objects.filter(room="forum").delete()
    assert cast.client(None).get(f"/card/{secret}/write/").status_code == 404
    assert "/write/" not in cast.client(None).get(f"/card/{secret}/").content.decode()
    assert Thought.objects.count() == 0


def test_a_thought_can_be_changed_until_then_and_nobody_reads_it(cast: Cast, send: Callable[..., Any]) -> None:
    secret = card(cast)
    for words in ("Nghĩ đã", "Nghĩ lại rồi"):
        send(cast.client(None), f"/card/{secret}/write/", words=words, voice="processor")
    assert Thought.objects.get().words == "Nghĩ lại rồi"
    assert Person.objects.filter(name="Bà Tư").count() == 0
    assert "Nghĩ lại" not in cast.client("hoa").get("/c/lang-bot/forum/?q=nghi").content.decode()
