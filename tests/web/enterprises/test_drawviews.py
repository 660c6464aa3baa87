"""The wall works tap by tap, without JavaScript, for members and those who facilitate."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edulis.web.enterprises.models import ROWS
from tests.web.conftest import Cast

ROOT = "/c/lang-bot/enterprises/draw/"
PAGES = ("", "who/", "goods/", "sells/", "ties/", "year/", "living/", "goals/", "mine/", "sheets/")
Key = Callable[[], str]


def test_the_wall_is_for_members_and_facilitators(filled: Cast) -> None:
    for name, status in (("hoa", 200), ("binh", 200), ("minh", 200), ("an", 403), ("son", 403), ("lan", 404)):
        assert filled.client(name).get(ROOT).status_code == status, name


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_few_queries_empty_and_filled(cast: Cast, page: str) -> None:
    hoa = cast.client("hoa")
    with CaptureQueriesContext(connection) as asked:
        assert hoa.get(f"{ROOT}{page}").status_code == 200
    assert len(asked) <= 30


def test_an_evening_at_the_wall(cast: Cast, key: Key) -> None:
    minh = cast.client("minh", headers={"accept-language": "en"})

    def tap(page: str, **told: str) -> int:
        return minh.post(f"{ROOT}{page}/", {**told, "_key": key()}).status_code

    assert tap("who", name="Bà Tư", kind="starch", ours="on", new_place="Dương Liễu") == 302
    assert tap("who", name="Chợ", kind="retailer") == 302
    assert tap("goods", name="Bột khô", stage="final", unit="kg") == 302
    assert tap("sells", **{"from": "ba-tu", "product": "bot-kho", "to": "cho"}) == 302
    assert tap("ties", **{"from": "ba-tu", "kind": "information", "to": "cho"}) == 302
    page = minh.get(f"{ROOT}sells/", {"from": "ba-tu", "product": "bot-kho"}).content.decode()
    assert 'aria-pressed="true"' in page
    assert "Bột khô → Chợ" in page
    assert "Bà Tư" in minh.get(f"{ROOT}sheets/").content.decode()
    assert minh.get(ROOT).content.decode().count("nothing yet") == 3


def test_a_card_is_found_without_accents(filled: Cast) -> None:
    page = filled.client("hoa").get(f"{ROOT}sells/", {"q": "ba hoa"}).content.decode()
    assert "Miến Bà Hoa" in page
    assert "Trại lợn" not in page


def test_a_household_says_yes_to_what_was_drawn_about_it_or_takes_it_down(filled: Cast, key: Key) -> None:
    minh, binh = filled.client("minh"), filled.client("binh")
    for other in ("binh", "lan"):
        minh.post(f"{ROOT}ties/", {"from": "hoa", "kind": "help", "to": other, "_key": key()})
    row = ROWS["relation"]._default_manager.get(of=filled.village, one="hoa", other="binh", kind="help")
    page = binh.get(f"{ROOT}mine/").content.decode()
    assert page.count('name="row"') == 1
    assert binh.post(f"{ROOT}mine/", {"row": f"relation:{row.pk}", "_key": key()}).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_by == filled.binh.pk  # type: ignore[attr-defined]
    assert minh.post(f"{ROOT}rub/relation/{row.pk}/", {"_key": key()}).status_code == 404
    assert binh.post(f"{ROOT}rub/relation/{row.pk}/", {"_key": key()}).status_code == 302
    assert binh.post(f"{ROOT}mine/", {"row": "relation:1", "_key": key()}).status_code == 422


def test_a_card_with_lines_is_not_taken_down(cast: Cast, key: Key) -> None:
    minh = cast.client("minh")
    for name in ("Ba", "Tư"):
        minh.post(f"{ROOT}who/", {"name": name, "kind": "starch", "_key": key()})
    minh.post(f"{ROOT}ties/", {"from": "ba", "kind": "help", "to": "tu", "_key": key()})
    row = ROWS["enterprise"]._default_manager.get(of=cast.village, code="ba")
    assert minh.post(f"{ROOT}rub/enterprise/{row.pk}/", {"_key": key()}).status_code == 409


@pytest.mark.parametrize("odd", ["", "x" * 10_000, "💥", "hoa", "-1"])
def test_odd_taps_are_refused_in_words(filled: Cast, key: Key, odd: str) -> None:
    minh = filled.client("minh")
    for page, told in (
        ("sells", {"from": "hoa", "product": "wet", "to": odd}), ("ties", {"from": "hoa", "kind": odd, "to": "hoa"}),
        ("year", {"kind": "starch", "month": odd}), ("who", {"name": odd, "kind": odd}), ("goods", {"name": odd}),
    ):  # fmt: skip
        assert minh.post(f"{ROOT}{page}/", {**told, "_key": key()}).status_code == 422, page
        assert minh.get(f"{ROOT}{page}/", told).status_code == 200
    assert minh.post(f"{ROOT}rub/nothing/1/", {"_key": key()}).status_code == 404
