"""The kit's own tables, and those that Django brings."""

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from edulis.web.kit.belongings import OWN, Leaver
from edulis.web.kit.models import Line, Once, OpenRoom
from tests.web.conftest import Cast


def test_sessions_of_one_person_are_found_among_all(cast: Cast) -> None:
    for number in (cast.binh.pk, cast.hoa.pk, cast.binh.pk):
        session = SessionStore()
        session["_auth_user_id"] = str(number)
        session.save()
    mine = OWN[Session].rows(Leaver(cast.binh))
    assert mine.count() == 2
    OWN[Session].shred(Leaver(cast.binh))
    assert Session.objects.count() == 1


def test_keys_go_and_answers_to_others_lose_what_names_one(cast: Cast) -> None:
    Once.objects.create(scope=f"person:{cast.binh.pk}", key="a", digest="d")
    Once.objects.create(scope=f"person:{cast.hoa.pk}", key="a", digest="d", body="Nguyễn Văn Bình".encode())
    OWN[Once].shred(Leaver(cast.binh, names=frozenset({"Nguyễn Văn Bình"})))
    assert bytes(Once.objects.get().body) == b""


def test_a_room_stays_open_without_who_opened_it(cast: Cast) -> None:
    OpenRoom.objects.update(by=cast.binh)
    OWN[OpenRoom].shred(Leaver(cast.binh))
    assert OpenRoom.objects.filter(by=None).count() == OpenRoom.objects.count() > 0
    assert OWN[Line].shred(Leaver(cast.binh)) == 0
