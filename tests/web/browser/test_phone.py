"""Reading without a network, and how much a first visit weighs."""

from django.db import transaction
from playwright.sync_api import Page, expect

from edulis.web.people.actions import invite
from edulis.web.people.tokens import card_secret
from tests.web.browser.conftest import Site

FIRST_VISIT = 60_000  # bytes on the wire


def by_card(site: Site, pin: str = "2580") -> Page:
    """A member who has just come in with a card, on a phone whose service worker runs."""
    with transaction.atomic():
        card = invite(site.cast.visit("hoa"), name="Đỗ Thị Mận", role="member", household="h_man")
    page = site.phone(None, worker=True)
    page.goto(f"{site.address}/card/{card_secret(card)}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.locator("#id_pin").fill(pin)
    page.locator("#id_again").fill(pin)
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Our path")
    keeps(page, 1)
    return page


def keeps(page: Page, least: int) -> None:
    """Wait until the phone keeps so many pages of whoever is in."""
    for _ in range(200):
        counted = page.evaluate(
            """async () => { const name = (await caches.keys()).find(one => /^pages-[1-9]/.test(one));
            return name ? (await (await caches.open(name)).keys()).length : 0; }"""
        )
        if counted >= least:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{counted} pages are kept")


def test_pages_seen_last_open_without_a_network_and_are_wiped_on_leaving(site: Site) -> None:
    page = by_card(site)
    page.goto(f"{site.address}/c/lang-bot/people/")
    keeps(page, 2)
    page.context.set_offline(True)
    page.goto(f"{site.address}/c/lang-bot/people/")
    expect(page.locator("main")).to_contain_text("Nguyễn Văn Bình")
    expect(page.locator("#old")).to_be_visible()
    page.goto(f"{site.address}/c/lang-bot/people/card/")
    expect(page.locator("h1")).to_have_text("On this phone")
    expect(page.locator("#pages a")).to_have_count(2)
    page.context.set_offline(False)
    page.goto(f"{site.address}/leave/")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Who are you?")
    left = page.evaluate("caches.keys().then(all => all.filter(one => one.startsWith('pages-') && one !== 'pages-0'))")
    assert left == []


def test_what_a_phone_keeps_lies_locked_and_only_the_pin_opens_it(site: Site) -> None:
    page = by_card(site)
    page.goto(f"{site.address}/c/lang-bot/people/")
    keeps(page, 2)
    lies = page.evaluate(
        """caches.keys().then(all => caches.open(all.find(one => /^pages-[1-9]/.test(one)))).then(async store => {
        const found = [];
        for (const asked of await store.keys()) found.push(asked.url + await (await store.match(asked)).text());
        return found.join(" "); })"""
    )
    assert not any(word in lies for word in ("Bình", "people", "lang-bot", "Edulis"))
    context = page.context
    later = context.new_page()  # the app was closed: the key went with its window
    page.close()
    context.set_offline(True)
    later.goto(f"{site.address}/c/lang-bot/people/")
    expect(later.locator("#lock")).to_be_visible()
    expect(later.locator("body")).not_to_contain_text("Bình")
    later.locator("#pin").fill("1111")
    later.locator("#lock button").click()
    expect(later.locator("#wrong")).to_be_visible()
    later.locator("#pin").fill("2580")
    later.locator("#lock button").click()
    expect(later.locator("main")).to_contain_text("Nguyễn Văn Bình")
    expect(later.locator("#old")).to_be_visible()


def test_ten_wrong_pins_leave_nothing_to_be_opened(site: Site) -> None:
    page = by_card(site)
    left = page.evaluate(
        """async () => {
        const name = (await caches.keys()).find(one => /^pages-[1-9]/.test(one)), person = Number(name.slice(6));
        const bits = await vault.derive("0000");
        for (let n = 0; n < 10; n++) if (await vault.unlock(person, bits)) return "opened";
        return [await caches.has(name), await vault.unlock(person, await vault.derive("2580"))]; }"""
    )
    assert left == [False, ""]


def test_a_first_visit_of_a_member_is_light(site: Site) -> None:
    page = site.phone("binh", "vi")
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    page.goto(f"{site.address}/c/lang-bot/")
    page.wait_for_load_state("networkidle")
    assert 5_000 < sum(sizes) <= FIRST_VISIT
    first = sum(sizes)
    sizes.clear()
    page.goto(f"{site.address}/c/lang-bot/people/")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= 15_000 < FIRST_VISIT, (first, sum(sizes))
