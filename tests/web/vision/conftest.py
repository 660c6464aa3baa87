"""A round that is open in the village with three statements, one next door, and a room that is open."""

import datetime as dt

import pytest
from django.utils import timezone

from edulis.web.kit.models import OpenRoom
from edulis.web.people.models import Cluster, Membership, Person
from edulis.web.vision.models import Draft, Round, Statement
from tests.web.conftest import Cast

WORDS = ("Nước sau nhà trong", "Ai mua bột thì trả tiền ngay", "Không ai tẩy trắng nữa")


@pytest.fixture(autouse=True)
def open_room(cast: Cast) -> None:
    for cluster in (cast.village, cast.elsewhere):
        OpenRoom.objects.get_or_create(cluster=cluster, room="vision", defaults={"since": timezone.now()})


def made(cluster: Cluster, by: Person, *, days: float = 5.0, late: float = 3.0, **more: object) -> Round:
    now = timezone.now()
    one = Round.objects.create(
        cluster=cluster, question="Năm năm nữa, làng mình …", opens=now - dt.timedelta(days=9),
        cast_until=now + dt.timedelta(days=days), hand_in_until=now + dt.timedelta(days=days + late), by=by, **more,
    )  # fmt: skip
    for number, words in enumerate(WORDS, start=1):
        Statement.objects.create(round=one, number=number, words=words, by=by, at=now)
    return one


@pytest.fixture
def asked(cast: Cast, open_room: None) -> Round:
    return made(cast.village, cast.hoa)


@pytest.fixture
def theirs(cast: Cast, open_room: None) -> Round:
    return made(cast.elsewhere, cast.lan)


@pytest.fixture
def draft(cast: Cast, open_room: None) -> Draft:
    return Draft.objects.create(cluster=cast.village, words="Nước trong, bột trắng.", made=timezone.now())


@pytest.fixture
def crowd(cast: Cast) -> list[Person]:
    """Thirty more members, ten each of three trades by their number."""
    people = [Person.objects.create_user(f"Người {at:02d}") for at in range(30)]
    Membership.objects.bulk_create(
        Membership(person=who, cluster=cast.village, role="member", since=timezone.now()) for who in people
    )
    return people


def over(one: Round) -> Round:
    """The round as if its time to hand in had just passed."""
    now = timezone.now()
    Round.objects.filter(pk=one.pk).update(
        cast_until=now - dt.timedelta(hours=2), hand_in_until=now - dt.timedelta(hours=1)
    )
    one.refresh_from_db()
    return one
