"""Whose words these are, and what is marked."""

from edulis.web.forum.models import Guest, Post, Relayed, Slip
from tests.web.conftest import Cast


def test_words_have_a_name_or_a_stroke(cast: Cast) -> None:
    assert Post(by=cast.binh).who == "Nguyễn Văn Bình"
    assert Post(guest=Guest(name="Shop 36")).who == "Shop 36"
    assert Post(speaker="Bà Tư").who == "Bà Tư"
    assert Post().who == "—"


def test_outsiders_are_marked_and_members_are_not() -> None:
    assert Post(role="facilitator").outsider
    assert not Post(role="member").outsider
    assert not Post(role="guest").outsider
    assert Post(voice="facilitator").as_what.say("en") == "Facilitator"
    assert Post(voice="gone-since", stance="?").as_what.say("en") == "Somebody else"


def test_no_column_of_a_nameless_statement_could_hold_a_person_or_a_moment() -> None:
    for model in (Slip, Relayed):
        for field in model._meta.get_fields():
            assert field.name in {"id", "topic", "words", "language", "state", "day"}, field.name
            assert field.related_model is None or field.name == "topic"
        assert model._meta.pk is not None
        assert model._meta.pk.get_internal_type() == "CharField"  # a number that counts would tell the order
