"""No request makes a 5xx: every address by every role with wrong methods, bad numbers, huge and doubled questions."""

import random
import uuid

from django.db import transaction

from tests.web.harness.addresses import ROLES, Address, World, addresses

REQUESTS = 1_500
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "LINK", "get", "PROPFIND")
NUMBERS = ("0", "1", "2", "007", str(1 << 31), str(1 << 63), "9" * 40, "-1", "1e3", "²")
WORDS = ("a", "h_hoa", "household", "trade", "..", "%2e%2e", "%00", "%ff", "journal", "x" * 300, "lang-ben", "-", "_")
VALUES = (
    "", "1", "-1", "0", "x" * 70_000, "\0", "\udcff".encode("utf-8", "surrogateescape"), "null", "[]", "NaN",
    "1e400", "²", "٣", "9" * 400, "2003-13-45",
    "0000-00-00", "23:99", "'; --", "{{7*7}}", "%s%n", "../../x", "\u202e", "ﬃ", "on", "true",
)  # fmt: skip
NAMES = (
    "q", "page", "next", "name", "pin", "again", "seen", "words", "day", "came", "others", "role", "person", "code",
    "handle", "password", "record", "kind", "seller", "buyer", "product", "tongue", "second", "household",
    "picture", "file", "month",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
    "application/json", "text/plain", "", "a/b; charset=",
)  # fmt: skip


def hit(world: World, chance: random.Random, every: list[Address]) -> str:
    """One crooked request; returns what it was where the answer was a mistake of ours."""
    address, role = chance.choice(every), chance.choice(list(ROLES))
    given = dict(
        world.parameters(address, chance.choice(("own", "other", "away"))) or world.parameters(address, "own") or {}
    )
    for name in address.parameters:
        if name != "cluster" and chance.random() < 0.4:
            given[name] = chance.choice(NUMBERS if name == "number" else WORDS)
    if chance.random() < 0.1:
        given["cluster"] = chance.choice(WORDS)
    method = chance.choice(METHODS) if chance.random() < 0.5 else chance.choice(sorted(address.door.methods))
    pairs = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randrange(6))]
    pairs += pairs[:1] * chance.randrange(3)
    query = "&".join(f"{name}={quoted(value)}" for name, value in pairs)
    body = query if chance.random() < 0.7 else chance.choice(("", "{", "--x\r\n", "a=%zz&=&&;", "\x00\x01"))
    body += f"&_key={uuid.UUID(int=chance.getrandbits(128))}"
    kind = chance.choice(TYPES[:1] if chance.random() < 0.6 else TYPES)
    headers = {
        "accept": chance.choice(("*/*", "application/json", "")),
        "accept-language": chance.choice(("en", "vi", "xx;q=z", "\xff")),
        "edulis-person": chance.choice(("", "0", "x")) if chance.random() < 0.1 else None,
    }  # fmt: skip
    extra = {"headers": {name: value for name, value in headers.items() if value is not None}}
    client, before = world.client(role), transaction.savepoint()
    try:
        path = address.at(given).encode("utf-8", "surrogateescape").decode("latin-1")
        answer = client.generic(method, path, body.encode("utf-8", "surrogatepass"), kind, QUERY_STRING=query, **extra)
        status = answer.status_code
    finally:
        transaction.savepoint_rollback(before)
        if "cluster" not in address.parameters:
            world.clients.pop(role)
    return (
        f"{status} {method} {address.name} {given} {role} {kind} {query[:300]!r} {body[:300]!r}"
        if status >= 500
        else ""
    )


def quoted(value: str | bytes) -> str:
    from urllib.parse import quote

    return quote(value)


def test_no_crooked_request_is_a_mistake_of_ours(world: World, scale: int) -> None:
    chance, every = random.Random(20_030_506), addresses()
    wrong = [told for told in (hit(world, chance, every) for _ in range(REQUESTS * scale)) if told]
    assert wrong == [], f"{len(wrong)} of {REQUESTS * scale}"
