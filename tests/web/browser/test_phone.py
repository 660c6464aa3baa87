"""Reading without a network, and how much a first visit weighs."""

from playwright.sync_api import expect

from tests.web.browser.conftest import Site

FIRST_VISIT = 60_000  # bytes on the wire


def test_pages_seen_last_open_without_a_network_and_are_wiped_on_leaving(site: Site) -> None:
    page = site.phone("hoa", worker=True)
    page.goto(f"{site.address}/c/lang-bot/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(f"{site.address}/c/lang-bot/people/")
    page.wait_for_function("caches.keys().then(all => all.some(one => one.startsWith('pages-')))")
    page.context.set_offline(True)
    page.goto(f"{site.address}/c/lang-bot/people/")
    expect(page.locator("main")).to_contain_text("Nguyễn Văn Bình")
    expect(page.locator("#old")).to_be_visible()
    page.goto(f"{site.address}/c/lang-bot/people/card/")
    expect(page.locator("h1")).to_have_text("On this phone")
    expect(page.locator("#pages a")).to_have_count(1)
    page.context.set_offline(False)
    page.goto(f"{site.address}/leave/")
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text("Who are you?")
    left = page.evaluate("caches.keys().then(all => all.filter(one => one.startsWith('pages-') && one !== 'pages-0'))")
    assert left == []


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
