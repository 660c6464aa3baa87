"""Every page that can be reached: readable by all, nothing wider than a small phone, nothing too small to press."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.db import transaction
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from edulis.web.people.actions import invite
from edulis.web.people.tokens import card_secret
from tests.web.browser.conftest import Site

SMALL = """() => [...document.querySelectorAll(
    "button, .button, .tile, .quiet, .chip, summary, select, .bottom a, input")]
  .filter(one => one.checkVisibility() && !["hidden", "checkbox", "radio"].includes(one.type))
  .filter(one => one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML.slice(0, 90))"""
PATTERN = re.compile(r"/(static|sw\.js|manifest)")
DOWNLOADS = {"enterprises:export", "enterprises:along"}


def faults(page: Page, axe: Axe) -> list[str]:
    """What is wrong with the page that is open."""
    found = [f"wider than the phone: {page.evaluate('document.documentElement.scrollWidth')}"]
    if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"):
        found = []
    found += [f"too small to press: {one}" for one in page.evaluate(SMALL)]
    for violation in axe.run(page).response["violations"]:
        if violation["impact"] in {"serious", "critical"}:
            found += [f"{violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    return found


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def walk(page: Page, site: Site, starts: list[str], seen: set[str]) -> dict[str, list[str]]:
    """Follow the links from these addresses, one page of each kind."""
    told: list[str] = []
    page.on("console", lambda one: told.append(one.text) if one.type == "error" and "404" not in one.text else None)
    page.on("pageerror", lambda one: told.append(str(one)))
    axe, wrong, todo = Axe(), {}, list(starts)
    while todo:
        path = todo.pop(0)
        name = name_of(path)
        if name in seen or name in DOWNLOADS or PATTERN.match(path):
            continue
        seen.add(name)
        answer = page.goto(site.address + path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        found = faults(page, axe) + told
        told.clear()
        if answer.status >= 500:
            found.append(f"answers {answer.status}")
        if found:
            wrong[path] = found
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        todo += [urlsplit(one).path for one in links if one.startswith(site.address)]
    return wrong


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_readable_by_all_and_fits_a_small_phone(
    site: Site, settings: LazySettings, language: str
) -> None:
    settings.DEMO = True
    visit = site.cast.visit("hoa")
    with transaction.atomic():
        cards = [invite(visit, name=name, role=role) for name, role in (("Mận", "member"), ("Ba", "researcher"))]
    member, outsider = (f"/card/{card_secret(card)}/" for card in cards)
    wrong: dict[str, list[str]] = {}
    seen: set[str] = set()
    rounds: list[tuple[str | None, list[str]]] = [
        (None, ["/", "/enter/name/", "/no/such/page/"]),
        ("hoa", ["/c/lang-bot/", "/c/lang-bot/people/", "/phone/", "/leave/"]),
        ("tu", ["/", "/living/"]),
    ]
    for who, starts in rounds:
        wrong |= walk(site.phone(who, language, width=320), site, starts, seen)
        seen -= {"home:door"}
    seen -= {"home:place", "people:card"}
    wrong |= walk(site.phone(None, language, width=320), site, [member], seen)
    seen -= {"people:card"}
    wrong |= walk(site.phone(None, language, width=320), site, [outsider], seen)
    wrong |= walk(site.phone("minh", language, width=320), site, ["/c/lang-bot/"], seen)
    assert wrong == {}
    assert {"home:place", "people:people", "people:print", "people:make", "home:living", "kit:phone"} <= seen
