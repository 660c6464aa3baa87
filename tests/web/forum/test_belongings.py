"""Who leaves takes their words out of the forum; what others said stays, without their name."""

from django.db import transaction

from edulis.web.forum import actions, relaying
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Decision, Post, Slip, Topic, Wording
from edulis.web.people.forgetting import forget
from tests.web.conftest import Cast


def talk(cast: Cast, topic: Topic) -> None:
    with transaction.atomic():
        saying = Saying("Như Nguyễn Văn Bình nói", "processor", parent=topic.posts.get())
        actions.say(cast.visit("dao"), topic, saying)
        actions.decide(cast.visit("binh"), topic, words="Đếm", reasons="Vì", rule="hands")
        relaying.leave(topic, "Bà con đừng giận Nguyễn Văn Bình")


def test_their_words_go_and_the_answers_of_others_stay(cast: Cast, topic: Topic) -> None:
    talk(cast, topic)
    with transaction.atomic():
        forget(cast.binh)
    first, answer = Post.objects.filter(topic=topic).order_by("pk")
    assert (first.words, first.folded) == ("—", "")
    assert answer.words == f"Như № {cast.binh.pk} nói"
    assert "nguyen" not in answer.folded
    assert set(Wording.objects.filter(post=first).values_list("words", "title")) == {("—", "")}
    topic.refresh_from_db()
    assert topic.title == "Nước rửa bột"
    assert Decision.objects.get().words == "Đếm"
    assert Slip.objects.get().words == f"Bà con đừng giận № {cast.binh.pk}"


def test_titles_and_decisions_go_where_their_writer_wants_that(cast: Cast, topic: Topic) -> None:
    talk(cast, topic)
    with transaction.atomic():
        forget(cast.binh, words=True)
    topic.refresh_from_db()
    assert topic.title == Decision.objects.get().words == Decision.objects.get().reasons == "—"
