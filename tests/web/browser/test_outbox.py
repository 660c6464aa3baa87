"""What was written on a phone is kept until the site has it, and the site has it once."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from edulis.web.home import rooms
from edulis.web.kit.models import Line, OpenRoom
from tests.web.browser.conftest import Site

FORM = "form[data-outbox][action$='/rooms/survey/open/']"
UNSENT = "#unsent:not([hidden]) b"


@pytest.fixture(autouse=True)
def every_room_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("edulis.web.kit.rooms", rooms.__name__):
        monkeypatch.setattr(f"{module}.address_of", lambda name, cluster: f"/c/{cluster.code}/")


def opened(page: Page, site: Site) -> Page:
    page.goto(f"{site.address}/c/lang-bot/")
    page.wait_for_function("document.getElementById('unsent') !== null")
    return page


def press(page: Page) -> None:
    page.locator(FORM).locator("button").click()


def lines() -> int:
    return Line.objects.filter(verb="home.room_open", subject="survey").count()


def test_what_is_written_without_a_network_is_kept_and_sent_once_when_it_is_back(site: Site) -> None:
    page = opened(site.phone("hoa"), site)
    page.context.set_offline(True)
    press(page)
    expect(page.locator(UNSENT)).to_have_text("1")
    expect(page.locator("[data-told]")).to_contain_text("Kept on this phone")
    assert lines() == 0
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert lines() == 1
    assert OpenRoom.objects.filter(cluster=site.cast.village, room="survey").count() == 1
    opened(page, site)
    assert lines() == 1


def test_a_lost_reply_is_asked_for_again_and_changes_nothing_twice(site: Site) -> None:
    page = opened(site.phone("hoa"), site)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)  # the site has it; the phone never learns
        route.abort()

    page.route("**/rooms/survey/open/", lose, times=1)
    press(page)
    expect(page.locator("[data-told]")).to_contain_text("Kept on this phone")
    expect(page.locator(UNSENT)).to_have_text("1")
    assert lost == [200]
    assert lines() == 1
    opened(page, site)
    expect(page.locator("#unsent")).to_be_hidden()
    assert lines() == 1


def test_a_network_that_works_leaves_nothing_on_the_phone(site: Site) -> None:
    page = opened(site.phone("hoa"), site)
    press(page)
    expect(page.locator(".notice")).to_contain_text("The room is open: Survey")
    expect(page.locator("#unsent")).to_be_hidden()
    assert lines() == 1


def test_what_the_site_refuses_stays_with_its_words_until_its_writer_throws_it_away(site: Site, tmp_path: Path) -> None:
    page = opened(site.phone("hoa"), site)
    OpenRoom.objects.create(cluster=site.cast.village, room="survey", since="2002-09-01T00:00Z")
    page.locator(FORM).evaluate(
        """form => form.append(Object.assign(document.createElement("input"), {name: "why", value: "vì bà con hỏi"}))"""
    )
    press(page)
    expect(page.locator("[data-told]")).to_contain_text("Somebody else did that in the meantime")
    page.goto(f"{site.address}/phone/")
    expect(page.locator("#items")).to_contain_text("The site said no: Somebody else did that")
    page.locator("#items summary").click()
    expect(page.locator("#items details p")).to_have_text("vì bà con hỏi")
    with page.expect_download() as download:
        page.locator("#export").click()
    download.value.save_as(tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    assert [(item["state"], item["person"]) for item in kept["items"]] == [("refused", site.cast.hoa.pk)]
    page.on("dialog", lambda asked: asked.accept())
    page.locator("[data-do=drop]").click()
    expect(page.locator("#nothing")).to_be_visible()


def test_one_persons_writing_waits_while_another_uses_the_phone(site: Site) -> None:
    page = opened(site.phone("hoa"), site)
    page.context.set_offline(True)
    press(page)
    expect(page.locator(UNSENT)).to_have_text("1")

    def become(name: str) -> None:
        page.context.add_cookies([{"name": "sessionid", "value": site.session(name), "url": site.address}])

    become("dao")
    page.context.set_offline(False)  # the page is still Hoa's, the session is Dao's
    page.wait_for_timeout(400)
    page.goto(f"{site.address}/phone/")
    expect(page.locator("#others b")).to_have_text("1")
    page.locator("#send").click()
    assert lines() == 0
    become("hoa")
    opened(page, site)
    expect(page.locator("#unsent")).to_be_hidden()
    assert lines() == 1


def test_more_than_five_megabytes_are_refused_in_words_and_nothing_is_lost(site: Site) -> None:
    page = opened(site.phone("hoa"), site)
    page.context.set_offline(True)
    page.locator(FORM).evaluate(
        """form => { const much = document.createElement("input");
        Object.assign(much, {type: "hidden", name: "note", value: "ư".repeat(3e6)}); form.append(much); }"""
    )
    press(page)
    expect(page.locator("[data-told]")).to_contain_text("5 MB")
    expect(page.locator("#unsent")).to_be_hidden()
