"""The front doors."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.utils import timezone

from edulis.web.enterprises.models import ROWS
from edulis.web.kit.models import OpenRoom
from edulis.web.people.models import Membership
from tests.web.conftest import Cast

ENGLISH = {"accept-language": "en"}


def page(cast: Cast, name: str | None, address: str = "/c/lang-bot/") -> str:
    return cast.client(name, headers=ENGLISH).get(address, follow=True).content.decode()


def test_a_visitor_reads_what_this_is_and_how_to_come_in(cast: Cast) -> None:
    shown = page(cast, None, "/")
    assert "workbench" in shown
    assert "Làng" not in shown
    assert 'href="/enter/"' in shown
    assert "/step/" not in shown


def test_who_belongs_to_one_cluster_is_led_there(cast: Cast) -> None:
    answer = cast.client("binh").get("/")
    assert answer.headers["Location"] == "/c/lang-bot/"


def test_who_belongs_to_several_chooses_and_sees_nobody_elses(cast: Cast) -> None:
    now = timezone.now()
    Membership.objects.create(person=cast.lan, cluster=cast.village, role="ally", since=now)
    both = page(cast, "lan", "/")
    assert "Làng Bột" in both
    assert "Làng Bên" in both
    assert "Làng Bên" not in page(cast, "binh", "/")
    assert "no cluster" in page(cast, "gone", "/")


@pytest.mark.parametrize("name", ["binh", "hoa"])
def test_members_find_their_path_with_all_seven_steps(cast: Cast, name: str) -> None:
    shown = page(cast, name)
    for step in ("Draw it together", "Talk across it", "Agree where to go", "Find a market", "Take one small step"):
        assert step in shown
    assert shown.count("With pen and paper") == 7


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("an", "Allied actor"),
        ("minh", "Facilitator"),
        ("son", "Support body"),
        ("ngoc", "Researcher"),
        ("tu", "Operator"),
        ("gone", "Former member"),
    ],
)
def test_each_other_role_finds_its_own_door(cast: Cast, name: str, words: str) -> None:
    shown = page(cast, name)
    assert words in shown
    assert "You may not" in shown
    assert "Our path</h1>" not in shown


def test_a_stranger_finds_no_door(cast: Cast) -> None:
    assert cast.client("lan").get("/c/lang-bot/").status_code == 404
    assert cast.client(None).get("/c/lang-bot/").headers["Location"] == "/enter/?next=/c/lang-bot/"


def test_the_season_is_told_and_nothing_is_overdue(cast: Cast) -> None:
    assert "Nothing here is ever overdue" in page(cast, "binh")
    today = timezone.localdate()
    ROWS["calendar"]._default_manager.create(
        of=cast.village, code="s", name="vụ làm bột", kind="season",
        first_day=today - dt.timedelta(days=3), last_day=today + dt.timedelta(days=3),
    )  # fmt: skip
    assert "It is a busy time: vụ làm bột" in page(cast, "binh")


def test_who_may_open_a_room_finds_the_button(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    OpenRoom.objects.filter(cluster=cast.village).delete()
    monkeypatch.setattr("edulis.web.kit.rooms.address_of", lambda name, cluster: f"/{name}/")
    assert 'data-outbox="Open the room: Forum"' in page(cast, "hoa")
    assert "A coordinator can, when you ask for it" in page(cast, "binh")


def test_a_front_door_asks_the_store_little(cast: Cast, django_assert_max_num_queries: object) -> None:
    hoa = cast.client("hoa")
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        hoa.get("/c/lang-bot/")


def test_the_living_page_is_for_those_who_build(cast: Cast, settings: LazySettings) -> None:
    assert cast.client("binh").get("/living/").status_code == 404
    assert cast.client("tu").get("/living/").status_code == 200
    settings.DEMO = True
    assert cast.client(None).get("/living/").status_code == 200


def test_choosing_a_language_is_kept(cast: Cast) -> None:
    anybody = cast.client(None)
    answer = anybody.post("/tongue/", {"_key": "k", "tongue": "en", "next": "/enter/"})
    assert answer.cookies["tongue"].value == "en"
