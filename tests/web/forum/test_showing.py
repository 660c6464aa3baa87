"""A topic as a reader sees it."""

from edulis.web.forum import actions, showing
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Topic
from tests.web.conftest import Cast


def test_one_may_change_ones_own_words_and_nobody_elses(cast: Cast, topic: Topic) -> None:
    posts = list(showing.said(topic))
    mine = {name: showing.shown(cast.visit(name), topic, posts)[0].may["change"] for name in ("binh", "dao", "hoa")}
    assert mine == {"binh": True, "dao": False, "hoa": False}


def test_the_next_form_begins_with_the_voice_used_last(cast: Cast, topic: Topic) -> None:
    actions.put(cast.visit("binh"), topic, Saying("x", "neighbour"), "say")
    assert showing.last_voice(cast.visit("binh")) == "neighbour"
    assert showing.last_voice(cast.visit("dao")) == ""
    assert showing.heard(topic) == {"processor", "neighbour"}


def test_a_quote_is_short_and_hidden_words_are_not_quoted(cast: Cast, topic: Topic) -> None:
    first = topic.posts.get()
    actions.put(cast.visit("dao"), topic, Saying("Đúng", "processor", parent=first), "say")
    (answer,) = showing.shown(cast.visit("an"), topic, list(showing.said(topic).filter(part="say")))
    assert answer.quote == "Nguyễn Văn Bình: Chiều nào cũng thiếu nước."
    type(first).objects.filter(pk=first.pk).update(hidden="2003-05-06T00:00Z")
    (answer,) = showing.shown(cast.visit("an"), topic, list(showing.said(topic).filter(part="say")))
    assert answer.quote == ""


def test_what_stands_above_the_talk_is_told_by_parts(cast: Cast, dialogue: Topic) -> None:
    told = showing.parts(cast.visit("an"), dialogue)
    assert {part: [one.words for one in of] for part, of in told.items()} == {
        "open": [""], "quality": ["Mười bó bỏ một."], "behind": ["Chiều rửa thiếu nước."],
    }  # fmt: skip
    assert list(showing.decisions(dialogue)) == []
