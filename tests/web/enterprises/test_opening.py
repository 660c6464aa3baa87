"""Figures are opened by each for themselves, seen by those who did the same, and shut by themselves."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from edulis.web.enterprises.models import Opened
from edulis.web.enterprises.opening import open_now
from edulis.web.kit.models import Line
from edulis.web.people.consents import forget_kept, taken_from_files
from tests.web.conftest import Cast

HERE = "/c/lang-bot/enterprises/circle/"
Key = Callable[[], str]
BINHS = "11,7"  # million đồng of sales


def open_mine(cast: Cast, key: Key, who: str, **told: str) -> int:
    sent = {"for": "meeting", "_key": key()} | told
    return int(cast.client(who).post(f"{HERE}open/", sent).status_code)


def page(cast: Cast, who: str) -> str:
    return cast.client(who).get(HERE).content.decode()


def test_who_opened_theirs_sees_the_others_who_did(filled: Cast, key: Key) -> None:
    assert open_mine(filled, key, "binh") == 302
    assert BINHS in page(filled, "binh")
    assert BINHS not in page(filled, "hoa")
    assert open_mine(filled, key, "hoa") == 302
    assert BINHS in page(filled, "hoa")
    assert "Tinh bột Ông Bình" in page(filled, "hoa")
    assert Line.objects.filter(verb="enterprises.figures_open").count() == 2


def test_outsiders_and_neighbours_see_none_and_open_none(filled: Cast, key: Key) -> None:
    open_mine(filled, key, "binh")
    for who, status in (("minh", 403), ("ngoc", 403), ("an", 403), ("son", 403), ("lan", 404)):
        assert filled.client(who).get(HERE).status_code == status, who
        assert open_mine(filled, key, who) == status
    assert BINHS not in page(filled, "dao")  # a member without a household


def test_they_are_shut_at_once_and_shut_by_themselves(filled: Cast, key: Key) -> None:
    for who in ("binh", "hoa"):
        open_mine(filled, key, who)
    assert filled.client("binh").post(f"{HERE}shut/", {"_key": key()}).status_code == 302
    assert BINHS not in page(filled, "hoa")
    open_mine(filled, key, "binh")
    assert BINHS in page(filled, "hoa")
    Opened.objects.filter(who="binh").update(until=timezone.now() - dt.timedelta(minutes=1))
    assert BINHS not in page(filled, "hoa")


def test_who_took_back_their_name_or_their_figures_is_not_among_them(filled: Cast, key: Key) -> None:
    for who in ("binh", "hoa"):
        open_mine(filled, key, who)
    for purpose in ("circle", "map"):
        row = {"who": "h_binh", "purpose": purpose, "day": dt.date(2002, 11, 1), "given": False}
        taken_from_files(filled.village, [row], 1)
        assert {one.who for one in open_now(filled.village)} == {"h_hoa", "hoa"}
        assert BINHS not in page(filled, "hoa")
        taken_from_files(filled.village, [row | {"day": dt.date(2002, 11, 2), "given": True}], 1)
        forget_kept(filled.village)
    taken_from_files(filled.village, [row | {"purpose": "circle", "day": dt.date(2002, 11, 3)}], 1)
    assert open_mine(filled, key, "binh") == 409


def test_one_says_for_how_long(filled: Cast, key: Key) -> None:
    assert open_mine(filled, key, "binh", **{"for": "ever"}) == 422
    assert open_mine(filled, key, "dao") == 302
    assert Opened.objects.count() == 1  # h_dao has no enterprise here
