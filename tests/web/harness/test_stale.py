"""Two people edit one thing: on every form of every page the second to save is shown both versions, nothing is lost.

Which forms edit is found by sending each twice with other words: where the second would stand in place of the first, it
must be refused. Every model that carries a version, and every record of the declaration, must be met on the way.
"""

from __future__ import annotations

import datetime as dt
import html
import uuid
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from edulis.web.enterprises.models import ROWS
from edulis.web.kit.models import Line, Versioned
from edulis.web.operating.tables import tables
from tests.web.harness.addresses import Address, World, addresses
from tests.web.harness.filling import Form, forms_of

ROLES = ("coordinator", "member", "facilitator", "researcher")
UNEDITED = {"people.cluster"}  # no page changes what is written about a cluster yet
KEPT = [one for one in tables() if one._meta.app_label not in {"kit", "django_tasks_database"}]
Rows = dict[str, dict[Any, dict[str, Any]]]


def snapshot() -> Rows:
    """Every row of every room, by table and key."""
    return {one._meta.label_lower: {row["pk"]: row for row in _rows(one)} for one in KEPT}


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    names = [one.attname for one in model._meta.concrete_fields if not isinstance(one, models.BinaryField)]
    return list(model._base_manager.values("pk", *names))


def with_words(rows: Rows, words: str) -> set[tuple[str, Any, str]]:
    """Where these words stand: table, key, column."""
    return {
        (table, number, name)
        for table, of in rows.items()
        for number, row in of.items()
        for name, value in row.items()
        if value == words
    }


def edits(world: World, role: str, where: str, form: Form) -> set[str]:
    """Send a form twice, as two would who opened the page at the same time; which tables it edits. It is undone."""
    client, whole = world.client(role), transaction.savepoint()
    first, second = (f"w{uuid.uuid4().hex[:15]}" for _ in range(2))
    try:
        if client.post(where, form.filled(first) | {"_key": first}).status_code >= 400:
            return set()
        after, lines = snapshot(), Line.objects.count()
        written = with_words(after, first)
        late = client.post(where, form.filled(second) | {"_key": second})
        if late.status_code < 400:
            over = written & with_words(snapshot(), second)
            assert not over, f"{where} writes over what another wrote in the meantime: {over}"
            return set()
        if late.status_code != 409 or not any(one.name == "seen" for one in form.fields):
            return set()
        shown = html.unescape(late.content.decode())
        assert first in shown, f"{where} does not show what the other wrote"
        assert second in shown, f"{where} does not show what was typed"
        assert snapshot() == after, where
        assert Line.objects.count() == lines, where
        again = next(one for one in forms_of(late.content) if one.method == "post" and _names(one) >= _names(form))
        sent = form.filled(second) | {one.name: one.value for one in again.fields if one.name == "seen"}
        answer = client.post(where, sent | {"_key": f"{second}2"})
        assert answer.status_code < 400, f"{where}: who has seen both versions cannot save"
        return {table for table, _, _ in written}
    finally:
        transaction.savepoint_rollback(whole)


def _names(form: Form) -> set[str]:
    return {one.name for one in form.fields} - {"csrfmiddlewaretoken", "_key"}


def pages(world: World) -> list[tuple[str, Address, str]]:
    """Each page that somebody sees, by its first reader; and the page of a row of each record."""
    found: dict[tuple[str, str], tuple[str, Address, str]] = {}
    for role in ROLES:
        for address in addresses():
            given = world.parameters(address, "own")
            if given is not None and "GET" in address.door.methods and role in address.door.rule.roles:
                found.setdefault((role, address.at(given)), (role, address, address.at(given)))
    return list(found.values())


def test_who_saves_too_late_sees_both_versions_on_every_form_of_every_page(world: World) -> None:
    met: set[str] = set()
    tried: set[str] = set()
    for role, _, here in pages(world):
        page = world.client(role).get(here)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(page.content):
            where = form.action or here
            if form.method == "post" and where.startswith("/c/") and where not in tried and form.texts:
                found = edits(world, role, where, form)
                tried |= {where} if found else set()
                met |= found
    records = {model._meta.label_lower for model in ROWS.values()}  # each in the test below
    versioned = {one._meta.label_lower for one in apps.get_models() if issubclass(one, Versioned)}
    assert versioned - records - met == UNEDITED


def test_who_saves_a_row_too_late_sees_both_versions_for_every_record(world: World) -> None:
    """A row of choices and numbers holds no words to be found again: it is saved twice from one sight of it."""
    for record in ROWS:
        row = a_row_of(world, record)
        where = reverse("enterprises:change", kwargs={"cluster": "lang-bot", "record": record, "number": row.pk})
        first, second = world.client("coordinator"), world.cast.client("hoa")
        page = first.get(where)
        assert page.status_code == 200, record
        (form,) = [one for one in forms_of(page.content) if one.method == "post" and "seen" in _names(one)]
        sent = form.as_shown()
        answer = first.post(where, sent | {"_key": f"{record}1"})
        assert answer.status_code == 302, (record, answer.content.decode().partition('class="error"')[2][:300])
        after, lines = snapshot(), Line.objects.count()
        late = second.post(where, sent | {"_key": f"{record}2"})
        assert late.status_code == 409, record
        assert 'name="seen" value="2"' in late.content.decode(), record
        assert late.content.decode().count("<tr") == 1 + len(ROWS[record].survey.columns), record  # type: ignore[attr-defined]
        assert snapshot() == after
        assert Line.objects.count() == lines


PLAIN = {
    "text": "Chữ", "month": dt.date(2002, 10, 1), "day": dt.date(2002, 10, 5), "yes_no": True, "count": 3,
    "number": 0.5, "money": 1000,
}  # fmt: skip
MINE = {"enterprise": "hoa", "household": "h_hoa", "round": "2002"}
OTHERS = {"buyer": "binh", "other": "binh", "lender": "binh", "after": "h_binh"}  # who is not the one before

FRESH = {"process_line": {"product": "noodles"}, "relation": {"kind": "teaching"}}  # what no other row says already


def a_row_of(world: World, record: str) -> Any:
    """A row that says what must be said and no more; what it refers to is there, or made first."""
    survey, values = ROWS[record].survey, {}  # type: ignore[attr-defined]
    for column in survey.columns:
        if not (column.key or column.required):
            continue
        if column.name in FRESH.get(record, {}):
            values[column.name] = FRESH[record][column.name]
        elif column.to:
            values[column.name] = OTHERS.get(column.name) or _code(world, column.to[0])
        elif column.kind == "one_of":
            values[column.name] = "seller" if column.name == "reporter" else column.choices[0][0]
        else:
            values[column.name] = f"x_{record}" if column.kind == "code" else PLAIN[column.kind]
    return ROWS[record]._default_manager.create(of=world.cast.village, kept_by=0, **values)


def _code(world: World, target: str) -> str:
    if target in MINE:
        return MINE[target]
    rows: Any = ROWS[target]._default_manager.filter(of=world.cast.village, gone=None)
    return str((rows.first() or a_row_of(world, target)).code)
