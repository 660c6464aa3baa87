"""The trail of a cluster in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from edulis.schema import Text
from edulis.web.kit.models import Line
from edulis.web.kit.rules import OUTSIDERS
from edulis.web.kit.telling import sentence_of
from edulis.web.kit.tongue import say
from edulis.web.kit.visit import SITE
from edulis.web.people.models import ROLE, Person

TITLE = {**{word: Text(title) for word, title in ROLE}, "operator": Text("Operator"), "visitor": Text("Visitor"),
         "former": Text("Former member")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A line as people read it."""

    number: int
    at: dt.datetime
    sentence: Text
    about: str
    outsider: bool


def told(lines: Iterable[Line]) -> list[Told]:
    """Lines as sentences; who was erased is a number."""
    rows = list(lines)
    names: dict[int, str] = {
        one.pk: str(one) for one in Person.objects.filter(pk__in={row.person for row in rows if row.person})
    }
    return [_told(row, names) for row in rows]


def _told(line: Line, names: dict[int, str]) -> Told:
    saying = getattr(line, "saying", None)
    facts: dict[str, Any] = saying.facts if saying is not None else {}
    about = facts.get("title")
    return Told(
        line.number, line.at, sentence_of(line.verb, _who(line, names)), about if isinstance(about, str) else "",
        line.role in OUTSIDERS,
    )  # fmt: skip


def _who(line: Line, names: dict[int, str]) -> str:
    if not line.person or line.person == SITE:
        return say(Text("This site"))
    role = TITLE.get(line.role)
    return f"{names.get(line.person, f'№ {line.person}')} ({say(role) if role else line.role})"
