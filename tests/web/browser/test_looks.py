"""Every page there is: readable by all, nothing wider than a small phone, nothing too small to press, no complaint."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.db import transaction
from playwright.sync_api import Page

from edulis.web.people.actions import invite
from edulis.web.people.tokens import card_secret
from tests.web.browser.conftest import Site
from tests.web.harness.addresses import ROLES, World, addresses
from tests.web.harness.things import populate

SMALL = """() => [...document.querySelectorAll(
    "button, .button, .tile, .tap, .month, .quiet, .chip, summary, select, .bottom a, input")]
  .filter(one => one.checkVisibility() && !["hidden", "checkbox", "radio"].includes(one.type))
  .filter(one => one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML.slice(0, 90))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SEEN_BY = ("coordinator", "member", "ally", "facilitator", "researcher", "operator", "visitor")
BAD = {"serious", "critical"}
FEW = {"resultTypes": ["violations"], "elementRef": False}


def faults(page: Page, axe: Axe) -> list[str]:
    """What is wrong with the page that is open."""
    wide = page.evaluate(WIDE)
    found = [f"wider than the phone by {wide}"] if wide > 0 else []
    found += [f"too small to press: {one}" for one in page.evaluate(SMALL)]
    for violation in axe.run(page, options=FEW).response["violations"]:
        if violation["impact"] in BAD:
            found += [f"{violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    return found


def everything(world: World) -> Iterator[tuple[str, str, str]]:
    """role, name and path of each address that can be read, by the first role that its door lets in."""
    for address in addresses():
        given = world.parameters(address, "own")
        if "GET" not in address.door.methods or given is None:
            continue
        role = next((one for one in SEEN_BY if one in address.door.rule.roles), "")
        if role:
            yield role, address.name, address.at(given)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_readable_by_all_fits_a_small_phone_and_raises_no_complaint(
    site: Site, settings: LazySettings, language: str
) -> None:
    settings.DEMO = True
    world, visit, axe = populate(site.cast), site.cast.visit("hoa"), Axe()
    with transaction.atomic():
        cards = [invite(visit, name=name, role=role) for name, role in (("Mận", "member"), ("Ba", "researcher"))]
    asked = list(everything(world))
    asked += [("visitor", "people:card", f"/card/{card_secret(card)}/") for card in cards]
    asked += [("visitor", "", "/no/such/page/"), ("member", "", "/tongue/"), ("member", "door", "/")]
    asked += [(role, "place", "/c/lang-bot/") for role in ("member", "ally", "facilitator", "former")]
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    elsewhere: list[str] = []
    for role in dict.fromkeys(one for one, _, _ in asked):
        told: list[str] = []
        page = site.phone(ROLES[role], language, width=320)
        page.on("console", lambda one, told=told: told.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one, told=told: told.append(str(one)))
        page.on("request", lambda one: None if one.url.startswith(site.address) else elsewhere.append(one.url))
        for _, name, path in (one for one in asked if one[0] == role):
            if not page_at(page, site, path):
                continue
            found = faults(page, axe) + [one for one in told if not re.search(r"status of (40\d)", one)]
            told.clear()
            seen.add(name)
            if found:
                wrong[f"{path} by {role}"] = found
        page.close()
    assert wrong == {}
    assert [one for one in elsewhere if urlsplit(one).scheme in {"http", "https"}] == []
    assert len(seen) >= 45


def page_at(page: Page, site: Site, path: str) -> bool:
    """Open a page; whether there is one to look at, and no mere download."""
    answer = page.request.head(site.address + path, max_redirects=0)
    if answer.status in range(300, 400) or "html" not in answer.headers.get("content-type", ""):
        return False
    opened = page.goto(site.address + path)
    assert opened is not None
    assert opened.status < 500, path
    return True
