"""Every page there is, by whoever may see it: what it weighs, what it asks of others, whether its forms are kept."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from tests.web.harness.addresses import World, addresses

FIRST_VISIT, LATER = 60_000, 15_000  # bytes, compressed
ROLES = ("member", "coordinator", "ally", "facilitator", "researcher", "support", "operator", "visitor")


class Reader(HTMLParser):
    """The tags of a page with what they carry."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.forms: list[tuple[dict[str, str], set[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append((tag, told))
        if tag == "form":
            self.forms.append((told, set()))
        elif tag in {"input", "button", "select", "textarea"} and self.forms and told.get("name"):
            self.forms[-1][1].add(f"{told.get('type', tag)}:{told['name']}")

    @property
    def asked(self) -> set[str]:
        """The files that a browser asks for to show the page."""
        found = {at["src"] for tag, at in self.tags if tag in {"script", "img", "audio", "video"} and "src" in at}
        links = [at for tag, at in self.tags if tag == "link"]
        found |= {at["href"] for at in links if at.get("rel") in {"stylesheet", "icon", "manifest"}}
        return found | {at["href"].split("#")[0] for tag, at in self.tags if tag == "use"}


def pages(world: World, language: str, roles: tuple[str, ...] = ROLES) -> Iterator[tuple[str, str, bytes]]:
    """role, name of the address and content of each page that somebody may open."""
    for role in roles:
        client = world.client(role)
        client.cookies["tongue"] = language
        for address in addresses():
            given = world.parameters(address, "own")
            if given is None or "GET" not in address.door.methods or role not in address.door.rule.roles | {"visitor"}:
                continue
            answer = client.get(address.at(given))
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                yield role, address.name, answer.content


@pytest.mark.parametrize("language", ["en", "vi"])
def test_pages_say_what_becomes_of_a_writing_and_ask_nobody_else(world: World, language: str) -> None:
    wrong = []
    for role, name, content in pages(world, language):
        read = Reader(content.decode())
        where = f"{name} by {role}"
        for form, fields in read.forms:
            if form.get("method", "").lower() != "post":
                continue
            if ("data-outbox" in form) == ("data-now" in form):
                wrong.append(f"{where}: a form says neither or both of data-outbox and data-now: {form}")
            if "hidden:_key" not in fields:
                wrong.append(f"{where}: a form without a key")
            if "data-outbox" in form and (not form["data-outbox"] or any(one.startswith("password") for one in fields)):
                wrong.append(f"{where}: kept without a name, or with a secret in it")
        wrong += [f"{where}: from elsewhere: {one}" for one in read.asked if not one.startswith("/")]
        wrong += [f"{where}: inline {at}" for tag, at in read.tags if "style" in at or any(n[:2] == "on" for n in at)]
        wrong += [
            f"{where}: inline {tag}"
            for tag, at in read.tags
            if tag == "style" or (tag == "script" and not at.get("src"))
        ]
        if sum(tag == "h1" for tag, _ in read.tags) != 1:
            wrong.append(f"{where}: has not one heading of the first rank")
        if not re.search(rf'<html lang="{language}"', content.decode()):
            wrong.append(f"{where}: does not say its language")
    assert wrong == []


def test_no_page_is_heavier_than_a_cheap_phone_can_carry(world: World) -> None:
    heavy, common = [], {}
    root = Path(settings.STATIC_ROOT)
    for role, name, content in pages(world, "vi", ("member", "ally", "visitor")):
        asked = {one for one in Reader(content.decode()).asked if one.startswith(settings.STATIC_URL)}
        asked |= {f"{settings.STATIC_URL}{path.relative_to(root)}" for path in modules(root)}
        for one in asked - common.keys():
            common[one] = len(gzip.compress((root / one.removeprefix(settings.STATIC_URL)).read_bytes()))
        page = len(gzip.compress(content))
        first = page + sum(common[one] for one in asked)
        if page > LATER or first > FIRST_VISIT:
            heavy.append((name, role, page, first))
    assert heavy == []


def modules(root: Path) -> list[Path]:
    """What every page's script takes in."""
    return [path for path in root.glob("kit/*.*.js") if path.name.split(".")[0] in {"outbox", "phone", "vault"}]
