"""Guests: one dialogue by a link, in their language; no names of members, nothing else, nothing decided."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.forum import actions
from edulis.web.forum.actions import Saying
from edulis.web.forum.guests import let_in, secret_of
from edulis.web.forum.models import Guest, Picture, Post, Topic
from edulis.web.kit.models import Line, OpenRoom
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]


@pytest.fixture
def guest(cast: Cast, dialogue: Topic) -> Guest:
    with transaction.atomic():
        return let_in(cast.visit("binh"), dialogue, "Shop 36", "end_user", "en")


def test_a_guest_reads_and_answers_in_their_language_without_seeing_a_name(
    cast: Cast, dialogue: Topic, guest: Guest, topic: Topic, send: Send
) -> None:
    with transaction.atomic():
        actions.say(cast.visit("dao"), dialogue, Saying("Nhà tôi rửa hai lần", "processor"))
    here = f"/talk/{secret_of(guest)}/"
    stranger = cast.client(None, headers={"accept-language": "vi"})
    page = stranger.get(here)
    shown = page.content.decode()
    assert page.headers["Content-Language"] == "en"
    assert "Welcome, Shop 36" in shown
    assert "Nhà tôi rửa hai lần" in shown
    assert "Vietnamese, not translated" in shown
    for person in cast.people.values():
        assert person.name not in shown, person.name
    for hidden in ("/c/lang-bot/", topic.title):
        assert hidden not in shown
    answer = send(stranger, here, words="We find grit in one of ten.", part="quality", stance="note")
    post = Post.objects.latest("pk")
    assert answer.headers["Location"] == f"{here}#p{post.pk}"
    assert (post.guest, post.by, post.voice, post.role, post.language) == (guest, None, "end_user", "guest", "en")
    line = Line.objects.latest("number")
    assert (line.verb, line.person, line.role) == ("forum.guest_say", 0, "guest")
    members = cast.client("binh", headers={"accept-language": "vi"}).get(f"{HERE}{dialogue.pk}/").content.decode()
    assert "Shop 36" in members
    assert "Tiếng Anh, chưa dịch" in members


def test_the_link_opens_nothing_else(cast: Cast, guest: Guest, theirs: Topic, picture: bytes, send: Send) -> None:
    stranger, here = cast.client(None), f"/talk/{secret_of(guest)}/"
    stranger.get(here)
    for address in (HERE, f"{HERE}{guest.topic_id}/", "/c/lang-bot/people/", "/c/lang-bot/"):
        assert stranger.get(address).status_code in {302, 404}
    other = Picture.objects.create(post=theirs.posts.get(), name="ab", picture=picture, width=1, height=1)
    mine = Picture.objects.create(post=guest.topic.posts.first(), name="cd", picture=picture, width=1, height=1)
    assert stranger.get(f"{here}{other.name}/").status_code == 404
    assert stranger.get(f"{here}{mine.name}/").status_code == 200
    for part in ("came", "open", "x"):
        assert send(stranger, here, words="x", part=part).status_code == 422
    assert send(stranger, f"{HERE}{guest.topic_id}/decide/", words="x").status_code == 404


@pytest.mark.parametrize("way", ["ended", "old", "shut", "guessed"])
def test_a_link_that_is_over_or_guessed_leads_nowhere(cast: Cast, guest: Guest, send: Send, way: str) -> None:
    secret = secret_of(guest)
    if way == "ended":
        assert send(cast.client("dao"), f"{HERE}guest/{guest.pk}/end/").status_code == 302
    elif way == "old":
        Guest.objects.update(until=timezone.now())
    elif way == "shut":
        OpenRoom.objects.filter(room="forum").delete()
    else:
        secret = f"{guest.pk}"
    assert cast.client(None).get(f"/talk/{secret}/").status_code == 404
    assert send(cast.client(None), f"/talk/{secret}/", words="x", part="say").status_code == 404
    assert cast.client(None).get(f"/talk/{secret}/x/").status_code == 404


def test_what_is_hidden_is_not_there_for_a_guest(cast: Cast, dialogue: Topic, guest: Guest) -> None:
    with transaction.atomic():
        actions.hide(cast.visit("hoa"), dialogue.posts.get(part="quality"), "Nêu tên cửa hàng khác")
    page = cast.client(None).get(f"/talk/{secret_of(guest)}/").content.decode()
    assert "Mười bó bỏ một." not in page


def test_members_and_facilitators_invite_and_any_member_ends_it(cast: Cast, dialogue: Topic, send: Send) -> None:
    given = {"name": "Nhà máy Biên Hòa", "voice": "end_user", "language": "vi"}
    for who in ("an", "son", "ngoc", "lan"):
        assert send(cast.client(who), f"{HERE}{dialogue.pk}/guests/", **given).status_code in {403, 404}
    made = send(cast.client("minh"), f"{HERE}{dialogue.pk}/guests/", **given)
    guest = Guest.objects.get()
    shown = cast.client("binh").get(made.headers["Location"]).content.decode()
    assert f"/talk/{secret_of(guest)}/" in shown
    assert secret_of(guest) != guest.secret
    assert cast.client("lan").get(made.headers["Location"]).status_code == 404


def test_a_guest_sends_once(cast: Cast, guest: Guest, key: Callable[[], str]) -> None:
    stranger, sent = cast.client(None), {"_key": key(), "words": "Hello", "part": "say", "stance": "note"}
    for _ in range(2):
        assert stranger.post(f"/talk/{secret_of(guest)}/", sent).status_code == 302
    assert Post.objects.filter(guest=guest).count() == 1
