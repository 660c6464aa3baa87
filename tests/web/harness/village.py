"""A real site with the cast and something of everybody's in it, made and looked at by processes of its own.

`begin` finds by itself what can be sent to the site again and again: each form of each page is tried several times with
other words, and what it did is undone. A form of a later room is found the day it appears.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

PASSWORD, TOTP = "bún miến bánh đa", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TIMES = 7  # more often than a form may be sent on which a guess is limited, such as the PIN of a witness
SAMPLE_ROLES = ("coordinator", "member", "ally", "facilitator", "researcher", "support")


def asked(env: dict[str, str], word: str) -> Any:
    """What this module's function of that name tells, run beside the site on the same store."""
    words = [sys.executable, __file__, word]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def wake() -> None:
    from edulis.web.operating import home
    from edulis.web.operating.serving import bring_up

    tests = sys.modules.setdefault("tests", ModuleType("tests"))  # others install a package of that name too
    tests.__path__ = [str(Path(__file__).parents[2])]
    place = Path(os.environ["EDULIS_HOME"])
    home.wake(place, EDULIS_HOSTS="testserver,localhost,127.0.0.1")
    bring_up(place)


def begin() -> dict[str, Any]:
    """Found the village with its people and things; tells whose sessions there are and which letters can be sent."""
    wake()
    from tests.web.conftest import make_cast
    from tests.web.harness.addresses import ROLES
    from tests.web.harness.things import populate

    world = populate(make_cast())
    world.cast.minh.set_password(PASSWORD)
    world.cast.minh.totp_secret = TOTP
    world.cast.minh.save()
    sessions = {role: world.client(role).cookies["sessionid"].value for role, who in ROLES.items() if who}
    numbers = {role: world.cast.people[who].pk for role, who in ROLES.items() if who}
    return {"sessions": sessions, "numbers": numbers, "letters": letters(world), **look()}


def letters(world: Any) -> list[dict[str, Any]]:
    """Every form that is taken each time with other words: who sends what whither, and which columns keep it."""
    from tests.web.harness.addresses import addresses
    from tests.web.harness.filling import forms_of

    found: dict[str, dict[str, Any]] = {}
    for role in SAMPLE_ROLES:
        for address in addresses():
            given = world.parameters(address, "own")
            if given is None or "GET" not in address.door.methods or role not in address.door.rule.roles:
                continue
            page = world.client(role).get(address.at(given))
            if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
                continue
            for form in forms_of(page.content):
                where = form.action or address.at(given)
                if form.method == "post" and where.startswith("/c/") and where not in found:
                    letter = {"role": role, "where": where, "name": address.name, "form": form}
                    if (tried := _tried(world, letter)) is not None:
                        fields = form.filled("{words}")
                        named = [one.name for one in form.texts if fields.get(one.name) == "{words}"]
                        found[where] = {"role": role, "where": where, "sent": fields, "texts": named, **tried}
    return list(found.values())


def _tried(world: Any, letter: dict[str, Any]) -> dict[str, Any] | None:
    """The columns that keep the words of both of two sendings, and whether the keys are kept as digests only, as of a
    vote; nothing where any of more sendings was refused.
    """
    from django.db import transaction

    from edulis.web.kit.models import Line, Once

    client, form = world.client(letter["role"]), letter["form"]
    whole = transaction.atomic()
    whole._from_testcase = True  # the door's own transactions may stand inside this one, which is undone
    words, told = [f"a{uuid.uuid4().hex}" for _ in range(TIMES)], None

    def taken(more: list[str]) -> bool:
        before = Line.objects.count()
        answers = [client.post(letter["where"], form.filled(one) | {"_key": one}).status_code for one in more]
        return max(answers) < 400 and Line.objects.count() - before == len(more)

    with whole:
        if taken(words[:2]):
            kept = sorted(set(_columns(words[0])) & set(_columns(words[1])))
            if taken(words[2:]):
                told = {"kept": kept, "sealed": not Once.objects.filter(key__in=words).exists()}
        transaction.set_rollback(True)
    return told


def _text_columns() -> list[tuple[Any, str]]:
    from django.apps import apps
    from django.db import models

    return [
        (model, one.name)
        for model in apps.get_models()
        if model._meta.app_label not in {"sessions", "contenttypes", "auth", "kit", "django_tasks_database"}
        for one in model._meta.concrete_fields
        if isinstance(one, models.CharField | models.TextField) and not one.is_relation
    ]


def _columns(words: str) -> list[str]:
    """Every column in which exactly one row holds these words."""
    return [
        f"{model._meta.label_lower}.{name}"
        for model, name in _text_columns()
        if model._default_manager.filter(**{name: words}).count() == 1
    ]


def look() -> dict[str, Any]:
    """What stands in the store: keys with their answers, lines, what text columns hold, and whether all is sound."""
    wake()
    from collections import Counter

    from django.apps import apps
    from django.db.models import F

    from edulis.web.kit.models import Line, Once, Saying
    from edulis.web.operating.proving import proofs

    held: dict[str, dict[str, int]] = {}
    for model, name in _text_columns():
        values = model._default_manager.filter(**{f"{name}__regex": r"^a[0-9a-f]{32}$"}).values_list(name, flat=True)
        if counted := Counter(values):
            held[f"{model._meta.label_lower}.{name}"] = counted
    return {
        "keys": dict(Once.objects.values_list("key", "status")), "lines": Line.objects.count(),
        "sayings": Saying.objects.filter(line__number=F("line__number")).count(), "held": held, "sound": sound(),
        "rows": {model._meta.label_lower: model._default_manager.count() for model in apps.get_models()},
        "breaks": [one for told in proofs("en") for one in told["breaks"]],
    }  # fmt: skip


def digests() -> dict[str, Any]:
    """Rows and digest of each table."""
    wake()
    from edulis.web.operating import tables

    return dict(tables.digests())


def sound() -> str:
    """`ok`, or what SQLite's integrity check or PostgreSQL's amcheck says of tables and indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            told = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA foreign_key_check")
            return told if not cursor.fetchall() else "a row refers to nothing"
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(
            "SELECT count(bt_index_check(c.oid, true)) FROM pg_class c JOIN pg_am a ON a.oid = c.relam "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE c.relkind = 'i' AND a.amname = 'btree' AND n.nspname = 'public'"
        )
        cursor.execute(
            "SELECT c.relname, v.msg FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, "
            "LATERAL verify_heapam(c.oid) v WHERE c.relkind = 'r' AND n.nspname = 'public'"
        )
        wrong = cursor.fetchall()
        return "ok" if not wrong else str(wrong[:3])


if __name__ == "__main__":
    print(json.dumps({"begin": begin, "look": look, "digests": digests}[sys.argv[1]]()))
