"""Coming in works on a browser that runs no scripts."""

from django.db import transaction
from playwright.sync_api import expect

from edulis.web.kit.models import Line
from edulis.web.people.actions import invite
from edulis.web.people.tokens import card_secret
from tests.web.browser.conftest import Site


def test_a_member_comes_in_by_a_card_leaves_and_comes_back_by_the_pin_without_scripts(site: Site) -> None:
    with transaction.atomic():
        card = invite(site.cast.visit("hoa"), name="Đỗ Thị Mận", role="member", household="h_man")
    context = site.browser.new_context(
        java_script_enabled=False, locale="vi-VN", viewport={"width": 320, "height": 600}
    )
    site.contexts.append(context)
    page = context.new_page()
    page.goto(f"{site.address}/card/{card_secret(card)}/")
    page.locator("#id_pin").fill("2580")
    page.locator("#id_again").fill("2580")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Đường đi chung")
    assert Line.objects.filter(verb="people.card_accept").count() == 1
    page.locator(".chip[href='/phone/']").click()
    page.get_by_role("link", name="Ra").click()
    page.locator("main button").click()
    page.get_by_role("link", name="Đỗ Thị Mận").click()
    page.locator("#pin").fill("1111")
    page.locator("main button").click()
    expect(page.locator(".error")).to_be_visible()
    page.locator("#pin").fill("2580")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Đường đi chung")
