"""Voting in a real browser: the receipt is shown once and is nowhere in the address; a vote waits for the network."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import Question, hold, recount
from edulis.web.kit.ballot.models import Ballot, Mark
from tests.web.browser.conftest import Site
from tests.web.browser.test_looks import faults
from tests.web.kit.ballot.conftest import DAY, over


def held(site: Site, **more: Any) -> Ballot:
    now = timezone.now()
    given: dict[str, Any] = {
        "room": "journal", "thing": "journal.meeting:1", "question": "Đào lại con mương sau đình?", "form": "yes_no",
        "secret": True, "rule": Deciding("majority"), "cast_until": now + DAY, "hand_in_until": now + 2 * DAY,
    }  # fmt: skip
    with transaction.atomic():
        return hold(site.cast.visit("hoa"), Question(**(given | more)))


def test_a_receipt_is_told_once_and_stays_in_no_address(site: Site) -> None:
    ballot, page = held(site), site.phone("binh")
    here = f"{site.address}/c/lang-bot/ballot/{ballot.pk}/"
    page.goto(here)
    shown = page.locator("form .receipt strong").inner_text()
    page.locator("button[value=no]").click()
    expect(page.locator("#receipt strong")).to_have_text(shown)
    assert page.url == here
    page.goto(here)
    expect(page.locator("#receipt")).to_be_hidden()
    page.get_by_label("You have voted. To change it, type your receipt").fill(shown.lower())
    page.locator("button[value=yes]").click()
    expect(page.locator("#receipt strong")).to_have_text(shown)
    assert dict(recount(ballot).counts) == {"yes": 1, "no": 0, "abstain": 0}


def test_a_secret_vote_without_a_network_is_kept_and_changed_before_it_is_sent(site: Site) -> None:
    ballot, page = held(site), site.phone("binh")
    page.goto(f"{site.address}/c/lang-bot/ballot/{ballot.pk}/")
    page.wait_for_function("document.getElementById('unsent') !== null")
    page.context.set_offline(True)
    for place, choice in enumerate(("no", "yes"), start=1):  # one receipt in one form: the second replaces the first
        page.locator(f"button[value={choice}]").click()
        expect(page.locator("#unsent:not([hidden]) b")).to_have_text(str(place))
        expect(page.locator("form.ballot")).not_to_have_attribute("data-busy", "yes")
    assert not Mark.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert dict(recount(ballot).counts) == {"yes": 1, "no": 0, "abstain": 0}


def test_every_form_of_a_ballot_is_readable_by_all_on_a_small_phone(site: Site) -> None:
    axe, names = Axe(), [("a", "Phí Thị Hoa"), ("b", "Nguyễn Văn Bình")]
    some = {"form": "list", "rule": Deciding("most"), "options": names, "most": 2, "seats": 2}
    ballots = [held(site), held(site, secret=False), held(site, form="consent", rule=Deciding(), secret=False),
               held(site, **some)]  # fmt: skip
    ended = [over(held(site, **some)), over(held(site, secret=False))]
    page, wrong = site.phone("binh", "vi", width=320), {}
    for ballot in (*ballots, *ended):
        for part in ("", "wall/", "sheet/", "paper/"):
            page.goto(f"{site.address}/c/lang-bot/ballot/{ballot.pk}/{part}")
            if found := faults(page, axe):
                wrong[f"{ballot.form} {ballot.secret} {part}"] = found
    assert wrong == {}
    assert re.search("svg", page.content())
