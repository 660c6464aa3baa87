"""Topics: opened, spoken in, found without accents, changed with every version kept."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from edulis.web.forum import actions, voting
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Post, Topic
from edulis.web.kit.models import Line
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE
from tests.web.kit.test_sounds import OGG

Send = Callable[..., Any]


def test_a_topic_is_opened_from_the_question_of_a_finding(cast: Cast, send: Send) -> None:
    binh = cast.client("binh", headers={"accept-language": "vi"})
    led = binh.get(f"{HERE}?ask=Ai+biết?&about=supply.price")
    assert led.headers["Location"].startswith(f"{HERE}new/?ask=")
    assert "Ai biết?" in binh.get(led.headers["Location"]).content.decode()
    answer = send(binh, f"{HERE}new/", title="Giá củ", words="", voice="farmer", ask="Ai biết?", about="supply.price")
    topic = Topic.objects.get()
    assert answer.headers["Location"] == f"{HERE}{topic.pk}/"
    assert (topic.about, topic.asked, topic.by, topic.language) == ("supply.price", "Ai biết?", cast.binh, "vi")
    assert Line.objects.get().verb == "forum.topic_open"
    again = binh.get(f"{HERE}new/?ask=Ai+biết?&about=supply.price").content.decode()
    assert "Giá củ" in again  # it is talked about already


def test_one_speaks_as_several_and_outsiders_are_marked(cast: Cast, topic: Topic, send: Send) -> None:
    say = f"{HERE}{topic.pk}/say/"
    for who, voice, stance in (("binh", "neighbour", "for"), ("an", "end_user", "against"), ("binh", "trader", "note")):
        assert send(cast.client(who), say, words="Ừ", voice=voice, stance=stance).status_code == 302
    assert send(cast.client("minh"), say, words="Xin hỏi", voice="processor", stance="note").status_code == 422
    assert send(cast.client("minh"), say, words="Xin hỏi", voice="facilitator", stance="question").status_code == 302
    topic.refresh_from_db()
    assert topic.said == 4
    assert set(Post.objects.filter(by=cast.binh).values_list("voice", flat=True)) == {
        "processor",
        "neighbour",
        "trader",
    }
    page = cast.client("dao", headers={"accept-language": "en"}).get(f"{HERE}{topic.pk}/").content.decode()
    assert page.count("from outside") == 1
    for words in ("For it", "Against it", "A question"):
        assert words in page


def test_researchers_read_and_do_not_write(cast: Cast, topic: Topic, send: Send) -> None:
    ngoc = cast.client("ngoc")
    assert ngoc.get(f"{HERE}{topic.pk}/").status_code == 200
    assert send(ngoc, f"{HERE}{topic.pk}/say/", words="x", voice="researcher").status_code == 403


def test_an_answer_says_to_what(cast: Cast, topic: Topic, send: Send) -> None:
    first = topic.posts.get()
    say = f"{HERE}{topic.pk}/say/"
    form = cast.client("dao").get(f"{say}?to={first.pk}").content.decode()
    assert "Chiều nào cũng thiếu nước." in form
    assert send(cast.client("dao"), say, words="Nhà tôi cũng thế", voice="processor", to=first.pk).status_code == 302
    assert Post.objects.latest("pk").parent == first
    send(cast.client("dao"), say, words="?", voice="processor", to="²")
    assert Post.objects.latest("pk").parent is None


def test_an_answer_to_something_in_another_cluster_answers_nothing(
    cast: Cast, topic: Topic, theirs: Topic, send: Send
) -> None:
    to = theirs.posts.get().pk
    send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="x", voice="processor", to=to)
    assert Post.objects.latest("pk").parent is None


def test_nothing_of_another_cluster_is_there(cast: Cast, theirs: Topic, send: Send) -> None:
    binh, post = cast.client("binh"), theirs.posts.get()
    for address in (f"{HERE}{theirs.pk}/", f"/c/lang-ben/forum/{theirs.pk}/", f"{HERE}post/{post.pk}/all/"):
        assert binh.get(address).status_code == 404
    for address in (f"{HERE}{theirs.pk}/say/", f"{HERE}post/{post.pk}/change/", f"{HERE}post/{post.pk}/hide/"):
        assert send(cast.client("hoa"), address, words="x", voice="processor").status_code == 404
    assert "Việc riêng" not in binh.get(f"{HERE}?q=viec").content.decode()


def test_whoever_says_nothing_is_asked_to(cast: Cast, topic: Topic, send: Send) -> None:
    answer = send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words=" ", voice="processor")
    assert answer.status_code == 422
    assert "error" in answer.content.decode()


def test_a_voice_note_alone_is_enough_and_a_picture_is_drawn_anew(
    cast: Cast, topic: Topic, picture: bytes, send: Send
) -> None:
    say = f"{HERE}{topic.pk}/say/"
    note = SimpleUploadedFile("bà Đào.ogg", OGG, "audio/ogg")
    assert send(cast.client("dao"), say, words="", voice="processor", sound=note).status_code == 302
    shot = SimpleUploadedFile("x.jpg", picture)
    assert send(cast.client("dao"), say, words="Đây", voice="processor", picture=shot).status_code == 302
    page = cast.client("binh").get(f"{HERE}{topic.pk}/").content.decode()
    assert "<audio controls" in page
    assert "/forum/picture/" in page
    bad = {"picture": SimpleUploadedFile("x.jpg", b"<svg>"), "sound": SimpleUploadedFile("x.ogg", b"<html>")}
    refused = send(cast.client("dao"), say, words="x", voice="processor", **bad)
    assert refused.status_code == 422


def test_what_was_said_is_found_without_accents(cast: Cast, topic: Topic, send: Send) -> None:
    send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="Đường ống bị Vỡ", voice="processor")
    binh = cast.client("binh")
    for sought in ("nuoc rua", "DUONG ONG", "đường ống bị vỡ"):
        assert "Nước rửa bột" in binh.get(HERE, {"q": sought}).content.decode(), sought
    assert "Nước rửa bột" not in binh.get(HERE, {"q": "giá củ"}).content.decode()
    assert "Nước rửa bột" not in binh.get(HERE, {"q": "%"}).content.decode()


def test_ones_own_words_are_changed_and_every_version_stays(cast: Cast, topic: Topic, send: Send) -> None:
    post = topic.posts.get()
    change = f"{HERE}post/{post.pk}/change/"
    new = {"title": "Nước rửa", "words": "Chiều và tối đều thiếu.", "voice": "processor"}
    assert send(cast.client("binh"), change, seen=1, **new).status_code == 302
    topic.refresh_from_db()
    assert topic.title == "Nước rửa"
    late = send(cast.client("binh"), change, seen=1, **new | {"words": "Khác"})
    assert late.status_code == 409
    assert "Chiều và tối đều thiếu." in late.content.decode()
    assert send(cast.client("dao"), change, seen=2, **new).status_code == 404
    page = cast.client("dao").get(f"{HERE}post/{post.pk}/all/").content.decode()
    assert "Chiều nào cũng thiếu nước." in page
    assert "Chiều và tối đều thiếu." in page


def test_what_came_of_it_stands_above_the_talk(cast: Cast, topic: Topic, send: Send) -> None:
    assert send(cast.client("minh"), f"{HERE}{topic.pk}/came/", words="Ba lần rửa là đủ", voice="facilitator")
    page = cast.client("dao").get(f"{HERE}{topic.pk}/").content.decode()
    assert page.index("Ba lần rửa là đủ") < page.index('id="talk"')
    assert Line.objects.latest("number").verb == "forum.outcome_write"


@pytest.mark.parametrize("who", ["binh", "hoa", "minh"])
def test_a_page_asks_the_store_at_most_thirty_times(cast: Cast, dialogue: Topic, who: str) -> None:
    visit = cast.visit("hoa")
    for number in range(30):
        actions.put(visit, dialogue, Saying(f"Lời {number}", "processor"), ("say", "quality", "proposal")[number % 3])
    until = timezone.localdate() + dt.timedelta(days=3)
    for secret in (False, True):
        with transaction.atomic():
            voting.ask(visit, dialogue, "Đếm?", "Vì", until, secret=secret)
    client = cast.client(who)
    client.get(f"{HERE}{dialogue.pk}/")
    for address in (HERE, f"{HERE}?q=loi", f"{HERE}{dialogue.pk}/", f"{HERE}balance/", f"{HERE}slips/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 30, (address, len(asked))


def test_a_page_of_a_long_topic_stays_light(cast: Cast, topic: Topic) -> None:
    import gzip

    for number in range(60):
        actions.put(cast.visit("dao"), topic, Saying(f"Lời thứ {number}. " * 12, "processor"), "say")
    page = cast.client("binh").get(f"{HERE}{topic.pk}/").content
    assert len(gzip.compress(page)) < 20_000
    assert "Lời thứ 25" in cast.client("binh").get(f"{HERE}{topic.pk}/?page=2").content.decode()


HOSTILE = (
    "<script>alert(1)</script>", "\u202etxet esrever", "a\u200bb\u2066c", '"><img src=x onerror=1>',
    "=1+1", "{{7*7}}{% now %}", "\U0001f9d1\u200d\U0001f373 𠜎 \U0010fffd", "a\u2028x\u2029y", "javascript:alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_they_were_sent_and_harm_nothing(
    cast: Cast, topic: Topic, send: Send, words: str
) -> None:
    send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words=words, voice="processor")
    post = Post.objects.latest("pk")
    assert post.words == words
    page = cast.client("binh").get(f"{HERE}{topic.pk}/").content.decode()
    for harmful in ("<script>alert", "<img src=x"):
        assert harmful not in page
    said = page[page.index(f'id="p{post.pk}"') :]
    assert 'class="words" dir="auto"' in said[: said.index("</article>")]  # what turns letters round ends with the box


def test_ten_megabytes_are_refused_whole_never_cut(cast: Cast, topic: Topic, send: Send) -> None:
    answer = send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="x" * 10_000_000, voice="processor")
    assert answer.status_code == 400
    long = send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="ữ" * 20_001, voice="processor")
    assert long.status_code == 422
    assert topic.posts.count() == 1
    assert send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="ữ" * 20_000, voice="processor").status_code == 302
    assert len(Post.objects.latest("pk").words) == 20_000
