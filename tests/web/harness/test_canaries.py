"""What is a household's own is seen by nobody else: not on a page, in a file, a suggestion, or the words of a refusal.

Words and amounts that stand nowhere else are put into one household's rows; then everybody asks for everything.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from edulis.web.enterprises import analysing
from edulis.web.enterprises.models import ROWS, Page
from tests.web.harness.addresses import Address, World, addresses

OWN = "binh"  # whose they are; all others are somebody else
ASKING = {
    "visitor": None, "member": "dao", "coordinator": "hoa", "ally": "an", "facilitator": "minh", "support": "son",
    "researcher": "ngoc", "operator": "tu", "former": "gone", "neighbour": "lan",
}  # fmt: skip
QUESTION = {"q": "Kanari", "household": "h_binh", "enterprise": "binh", "page": "2", "about": "x"}
MONTH, ROUND = dt.date(2002, 10, 1), "2002"
# record: what is written; each canary is a number or word of its own
OWN_ROWS: dict[str, dict[str, Any]] = {
    "income": {"round": ROUND, "month": MONTH, "household": "h_binh", "source": "wages", "amount": 73100010},
    "spending": {"round": ROUND, "month": MONTH, "household": "h_binh", "item": "food", "amount": 73100020},
    "loan": {"code": "l1", "round": ROUND, "month": MONTH, "lender": "hoa", "borrower": "h_binh", "amount": 73100030,
             "purpose": "Kanarivay"},
    "enterprise_round": {"round": ROUND, "enterprise": "binh", "capital": 73100040, "equipment": 73100050,
                         "concern_told": "Kanarilo"},
    "labour": {"round": ROUND, "month": MONTH, "enterprise": "binh", "skill": "skilled", "wages": 73100060},
    "adoption": {"innovation": "i1", "enterprise": "binh", "cost": 73100070, "effect": "Kanarikq"},
}  # fmt: skip
CANARY = re.compile(r"731000[1-9]0|Kanari\w+")
PHONE = "0987310011"
# Who may see a thing of another household, and where: reviewed by people, and never more than here.
MAY: set[tuple[str, str]] = {
    ("coordinator", "enterprises:export"),  # amounts under codes, of those who are counted on the map
}


@pytest.fixture
def sown(world: World) -> World:
    village = world.cast.village
    ROWS["innovation"]._default_manager.create(of=village, code="i1", name="Máy xát", kind="technique")
    for record, values in OWN_ROWS.items():
        row = ROWS[record]._default_manager.create(of=village, kept_by=world.cast.binh.pk, **values)
        for name in ("change", "away", "back", "rub"):
            world.things.setdefault(f"canary {record}", {})[name] = {"record": record, "number": row.pk}
    market: Any = ROWS["market"]._default_manager
    market.create(of=village, code="m1", name="Chợ", product="noodles", contact=f"Ms An {PHONE}")
    ROWS["income"]._default_manager.create(
        of=world.cast.elsewhere, round=ROUND, month=MONTH, household="h_mai", source="wages", amount=73100090
    )
    row, _ = analysing.asked(village)
    analysing.work_out(row.pk)
    return world


def asked(world: World) -> Iterator[tuple[Address, str]]:
    """Every address with own and other things, each record's pages, and each page of a canary's row."""
    for address in addresses():
        short = address.name.partition(":")[2]
        every = [world.parameters(address, whose) for whose in ("own", "other", "away")]
        if "record" in address.parameters:
            named = [of[short] for name, of in world.things.items() if name.startswith("canary ") and short in of]
            every += [{"cluster": "lang-bot", **one} for one in named or [{"record": record} for record in OWN_ROWS]]
        if address.name == "enterprises:page":
            keys = Page.objects.filter(language="vi", filter="").values_list("key", flat=True)
            every += [{"cluster": "lang-bot", "key": key} for key in keys]
        for given in every:
            if given is not None:
                yield address, address.at(given)


def answers(client: Client, address: Address, here: str) -> Iterator[Any]:
    """What is said to a reader, to who looks for something there, and to who sends what cannot be kept."""
    if "GET" in address.door.methods:
        yield (first := client.get(here))
        if first.status_code == 200:
            yield client.get(here, QUESTION)
    if "POST" in address.door.methods and "cluster" in address.parameters:
        yield client.post(here, {"_key": here, "seen": "99", "amount": "x", **QUESTION})


def said(answer: Any) -> str:
    """All that an answer says, files unpacked, amounts without the points that part their digits."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            content = b"\n".join(parcel.read(name) for name in parcel.namelist())
    words = html.unescape(content.decode("utf-8", "replace"))
    return re.sub(r"(?<=\d)[.,  ](?=\d)", "", words)


def test_nobody_sees_what_is_another_households_own(sown: World) -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    clients = {role: sown.cast.client(who) for role, who in ASKING.items()}
    for address, here in asked(sown):
        for role, client in clients.items():
            for answer in answers(client, address, here):
                if found := set(CANARY.findall(said(answer))):
                    seen.setdefault((role, address.name), set()).update(found)
    assert {where: what for where, what in seen.items() if where not in MAY} == {}
    assert not any(one.startswith("Kanari") for what in seen.values() for one in what)


def test_each_sees_their_own(sown: World) -> None:
    """The canaries are where one looks for them: else the test above would prove nothing."""
    client, seen = sown.cast.client(OWN), set()
    for record in OWN_ROWS:
        given = {"cluster": "lang-bot", **sown.things[f"canary {record}"]["change"]}
        seen |= set(CANARY.findall(said(client.get(reverse("enterprises:change", kwargs=given)))))
    seen |= set(CANARY.findall(said(client.get("/c/lang-bot/enterprises/own/along/"))))
    assert len(seen) == 10, seen


def test_a_buyers_telephone_is_told_to_those_of_the_cluster_who_may_keep_it(sown: World) -> None:
    told = set()
    for role, who in ASKING.items():
        for where in ("rows/market/", "out/", "own/along/", "", "findings/"):
            answer = sown.cast.client(who).get(f"/c/lang-bot/enterprises/{where}")
            if PHONE in said(answer).replace(" ", ""):
                told.add((role, where))
    assert told == set()
