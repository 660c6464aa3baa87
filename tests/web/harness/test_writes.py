"""Every unsafe address: nothing without a token, nothing without a key, one effect for one key."""

import uuid

from django.db import transaction

from edulis.web.kit.models import Line, Once
from tests.web.harness.addresses import ROLES, Address, World, addresses
from tests.web.harness.filling import Form, forms_of

WRITING = [address for address in addresses() if address.writes]
PAGES = [address for address in addresses() if "GET" in address.door.methods]


def allowed(world: World, address: Address) -> str:
    """A role that the door opens to."""
    rule = address.door.rule
    return next(role for role in ("member", "coordinator", "facilitator", *ROLES) if role in rule.roles)


def test_nothing_is_written_without_the_token_of_the_page(world: World) -> None:
    for address in WRITING:
        role = allowed(world, address)
        client = world.cast.client(ROLES[role], enforce_csrf_checks=True)
        given = world.parameters(address, "own")
        assert given is not None
        for sent in ({"_key": str(uuid.uuid4())}, {}):
            assert client.post(address.at(given), sent).status_code == 403, address.name
    assert Line.objects.count() == Once.objects.count() == 0


def test_nothing_is_written_without_a_key(world: World) -> None:
    for address in WRITING:
        given = world.parameters(address, "own")
        assert given is not None
        for sent in ({}, {"_key": ""}, {"_key": "k" * 81}):
            answer = world.client(allowed(world, address)).post(address.at(given), sent)
            assert answer.status_code == 400, (address.name, sent)
    assert Line.objects.count() == Once.objects.count() == 0


def test_the_same_sent_twice_has_one_effect_on_every_form_of_every_page(world: World) -> None:
    written = set()
    for role in ("coordinator", "member", "facilitator", "researcher"):
        for address in PAGES:
            given = world.parameters(address, "own")
            if given is None or role not in address.door.rule.roles:
                continue
            page = world.client(role).get(address.at(given))
            if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
                continue
            for form in forms_of(page.content):
                if form.method == "post" and twice(world, role, address.at(given), form):
                    written.add(form.action.split("?")[0] or address.name)
    assert len(written) >= 12, sorted(written)


def twice(world: World, role: str, here: str, form: Form) -> bool:
    """Send a form two times; whether the first was taken. What it did is undone."""
    sent = form.filled() | {"_key": str(uuid.uuid4())}
    client = world.client(role)  # entered before the point to which all goes back
    where, before = form.action or here, transaction.savepoint()
    try:
        first = client.post(where, sent)
        assert first.status_code < 500, (where, sent)
        lines, keys = Line.objects.count(), Once.objects.count()
        again = client.post(where, sent)
        assert again.status_code < 500, where
        assert Line.objects.count() == lines, where
        if where.startswith("/c/"):  # who comes in by a form is somebody else afterwards, with keys of their own
            assert Once.objects.count() == keys, where
        if first.status_code >= 400 or where.startswith(("/leave", "/enter", "/card", "/found", "/step", "/me/forget")):
            return False
        assert again.status_code == first.status_code, where
        assert again.headers.get("Idempotent-Replay") == "true", where
        other = client.post(where, sent | {"smuggled": "x"})
        assert other.status_code == 422, where
        assert Line.objects.count() == lines
        return lines > 0
    finally:
        transaction.savepoint_rollback(before)
        if not where.startswith("/c/"):
            world.clients.pop(role)
