"""The main tasks without a mouse or a finger, and without scripts."""

import datetime as dt

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from edulis.web.enterprises.models import Season
from edulis.web.journal.models import Decided, Meeting, Wording
from edulis.web.people.actions import invite
from edulis.web.people.tokens import card_secret
from tests.web.browser.conftest import Site
from tests.web.harness.things import populate

ROOT = "/c/lang-bot/"
FOCUSED = "(document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || '').trim()"
SHOWN = """() => { const one = document.activeElement, seen = getComputedStyle(one);
    return seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) >= 2; }"""


@pytest.fixture
def meeting(site: Site) -> Meeting:
    return Meeting.objects.create(cluster=site.cast.village, title="Họp", day=dt.date(2003, 5, 6), by=site.cast.hoa)


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until what has the focus says these words; each stop must show that it has it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{words} cannot be reached")


def test_coming_in_and_writing_minutes_by_keys_alone(site: Site, meeting: Meeting) -> None:
    with transaction.atomic():
        card = invite(site.cast.visit("hoa"), name="Đỗ Thị Mận", role="member", household="h_man")
    page = site.phone(None)
    page.goto(f"{site.address}/card/{card_secret(card)}/")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the page"
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.type("2580")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Our path")
    tab_to(page, "Journal")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Journal")
    tab_to(page, "Họp")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Họp")
    tab_to(page, "Write minutes")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Minutes")
    tab_to(page, "Minutes")
    page.keyboard.type("Ai cũng nói.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/journal/{meeting.pk}/")
    assert [one.words for one in Wording.objects.all()] == ["Ai cũng nói."]


def test_reading_drawing_and_deciding_work_without_scripts(site: Site, meeting: Meeting) -> None:
    populate(site.cast)
    context = site.browser.new_context(java_script_enabled=False, locale="en", viewport={"width": 320, "height": 600})
    site.contexts.append(context)
    context.add_cookies(
        [
            {"name": name, "value": value, "url": site.address}
            for name, value in (("sessionid", site.session("binh")), ("tongue", "en"))
        ]
    )
    page = context.new_page()
    page.goto(f"{site.address}{ROOT}enterprises/")
    expect(page.locator("h1")).to_have_text("The map")
    page.goto(f"{site.address}{ROOT}enterprises/draw/year/")
    page.locator("button.month").first.click()
    assert Season.objects.filter(load=3).count() == 1
    page.goto(f"{site.address}{ROOT}journal/{meeting.pk}/")
    page.get_by_text("Write down a decision").click()
    page.locator("form:has(#id_hands_for) textarea, form:has(#id_hands_for) input[type=text]").first.fill("Đào mương")
    page.locator("form:has(#id_hands_for) button").click()
    assert Decided.objects.filter(meeting=meeting, words="Đào mương").count() == 1
