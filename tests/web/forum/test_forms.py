"""Questions of the forum: nobody is made to write more than they want, and nothing hostile gets in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from edulis.schema import Text
from edulis.web.forum.forms import DecisionForm, ReminderForm, SayForm, TopicForm, WordsForm
from tests.web.conftest import Cast
from tests.web.kit.test_sounds import OGG, WEBM


@pytest.mark.parametrize(("content", "kind"), [(OGG, "audio/ogg"), (WEBM, "audio/webm")])
def test_a_voice_note_alone_says_something(cast: Cast, content: bytes, kind: str) -> None:
    form = SayForm(
        {"words": "", "voice": "worker"}, {"sound": SimpleUploadedFile("a", content)}, visit=cast.visit("binh")
    )
    assert form.is_valid(), form.errors
    saying = form.saying()
    assert (saying.stance, saying.sounds[0].kind) == ("note", kind)


def test_nothing_at_all_says_nothing(cast: Cast) -> None:
    assert not SayForm({"words": "  ", "voice": "worker"}, visit=cast.visit("binh")).is_valid()
    assert TopicForm({"title": "Giá?", "voice": "worker"}, visit=cast.visit("binh")).is_valid()


def test_outsiders_speak_as_what_they_are(cast: Cast) -> None:
    for name, voice in (("minh", "facilitator"), ("son", "support")):
        form = SayForm(visit=cast.visit(name))
        assert [one for one, _ in form.fields["voice"].choices] == [voice]  # type: ignore[attr-defined]


def test_a_decision_has_its_reasons_and_its_rule() -> None:
    given = {"words": "Đếm số lần rửa", "reasons": "", "rule": "hands"}
    assert set(DecisionForm(given).errors) == {"reasons"}
    assert set(DecisionForm(given | {"reasons": "Chưa ai đếm", "rule": "dictator"}).errors) == {"rule"}


@pytest.mark.parametrize(("day", "good"), [("2003-05-06", True), ("1203-05-06", False), ("x", False)])
def test_a_reminder_has_a_day_that_a_wall_calendar_shows(day: str, good: bool) -> None:
    assert ReminderForm({"words": "Họp", "day": day}).is_valid() is good


def test_a_short_text_stays_short() -> None:
    assert not WordsForm({"words": "x" * 501}, label=Text("Why?"), most=500).is_valid()
    assert WordsForm({"words": "x" * 500}, label=Text("Why?"), most=500).is_valid()
