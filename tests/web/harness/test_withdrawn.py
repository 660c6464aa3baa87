"""Somebody who took back everything: no address shows them to anybody else, in any role, from the next request on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse

from edulis.web.enterprises import analysing
from edulis.web.enterprises.models import ROWS
from edulis.web.journal.models import Meeting
from edulis.web.people.models import Person
from edulis.web.people.purposes import PURPOSES
from tests.web.harness.addresses import ROLES, World, addresses
from tests.web.harness.canary import AMOUNT, NAME, SHOP, WORDS, answer, move_in, take_part

CURIOUS = ("member", "coordinator", "facilitator")  # these also search, and turn pages
SIGNS = (*WORDS, f"{AMOUNT}", f"{AMOUNT:,}", f"{AMOUNT:,}".replace(",", "."))
QUERIES = ("", "?q=hoang", "?q=canary", "?purpose=map", "?from=canary", "?from=binh&product=wet", "?page=2",
           "?household=h_canary", "?enterprise=canary")  # fmt: skip


def words_in(answer: HttpResponse) -> str:
    """All that an answer says, what is packed in it too."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            content = b"\n".join(parcel.read(name) for name in parcel.namelist())
    return content.decode("utf-8", "replace")


def seen(world: World) -> Iterator[tuple[str, str, str, str]]:
    """Every sign of her on every address, read by every role: (address, role, query, sign)."""
    who = world.cast.people["canary"].pk
    rows = {name: model._default_manager.filter(kept_by=who) for name, model in ROWS.items()}
    hers = [{"record": name, "number": row.pk} for name, found in rows.items() for row in found]
    for address in addresses():
        if "GET" not in address.door.methods or address.name == "people:step":
            continue
        given = [world.parameters(address, whose) for whose in ("own", "other", "away")]
        if set(address.parameters) == {"cluster", "record", "number"}:
            given += [{"cluster": world.cast.village.code, **one} for one in hers]
        if set(address.parameters) == {"cluster", "record"}:
            given += [{"cluster": world.cast.village.code, "record": record} for record in ROWS]
        for one in given:
            for role in ROLES if one is not None else ():
                for query in QUERIES:
                    page = world.client(role).get(address.at(one or {}) + query)
                    text = words_in(page)
                    for sign in SIGNS:
                        if sign in text and sign not in query:
                            yield address.name, role, query, sign
                    if page.status_code != 200 or role not in CURIOUS:
                        break


@pytest.fixture
def withdrawn(world: World) -> World:
    village = world.cast.village
    person = move_in(village)
    world.cast.people["canary"] = person
    meeting = Meeting.objects.filter(cluster=village).first()
    assert meeting is not None
    take_part(person, meeting)
    assert NAME in words_in(world.client("member").get("/c/lang-bot/people/"))
    assert SHOP in words_in(world.client("member").get("/c/lang-bot/enterprises/draw/who/"))
    for purpose in PURPOSES:
        answer(person, village, purpose.code, False)
    with transaction.atomic():  # the release after she took her word back
        analysing.work_out(analysing.ask(world.cast.visit("hoa")).pk)
    assert str(Person.objects.get(pk=person.pk)) == f"№ {person.pk}"
    return world


def test_who_took_everything_back_appears_nowhere_to_nobody(withdrawn: World) -> None:
    assert sorted(set(seen(withdrawn))) == []


def test_she_herself_still_has_her_own(withdrawn: World) -> None:
    mine = withdrawn.cast.client("canary")
    assert SHOP in words_in(mine.get("/c/lang-bot/enterprises/own/"))
    assert f"{AMOUNT}" in words_in(mine.get("/c/lang-bot/enterprises/own/along/"))
