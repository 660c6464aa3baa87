"""What is somebody's own, table by table: how it goes along with them, and what is left when they are forgotten.

Every table of the site is declared here by its room, in its `belongings.py`: either as holding somebody's own, with how
it is found and how it is shredded, or as holding nothing of anybody, with the reason. A test walks over all tables.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from edulis.schema import Text

Rows = models.QuerySet[Any, Any]
Told = dict[str, Any]  # a row as it goes along, by column
LEAST = 3  # letters of a name that is looked for in what others wrote


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whose own is gathered or shredded.

    `homes`: by number of the cluster, the codes that they speak for and nobody else does. `names`: every word by which
    they are known. `words`: whether what they wrote for a meeting (minutes, decisions) goes too, not only their name.
    """

    person: Any
    homes: Mapping[int, frozenset[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    words: bool = False

    @property
    def number(self) -> int:
        """What is left of them: the number under which amounts and acts stay."""
        return int(self.person.pk)

    @property
    def sign(self) -> str:
        """What stands in the place of their name."""
        return f"№ {self.number}"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table that holds somebody's own: which rows are theirs, what is hidden even from them (secrets), how it is
    shredded, which words in it name them, and the column whose bytes go along as files with this ending.
    """

    model: type[models.Model]
    title: Text
    rows: Callable[[Leaver], Rows]
    shred: Callable[[Leaver], object]
    hide: frozenset[str] = frozenset()
    names: Callable[[Leaver], Iterable[str]] | None = None
    file: tuple[str, str] | None = None
    told: Callable[[Leaver], Callable[[Any, Told], Told]] | None = None  # what of others in a row does not go along


OWN: dict[type[models.Model], Belonging] = {}
NOTHING: dict[type[models.Model], str] = {}
_STAYING: dict[str, Callable[[Any], Iterable[Text]]] = {}
_BRINGING: dict[str, Callable[[Leaver], Iterable[tuple[str, bytes]]]] = {}


def belongs(
    model: type[models.Model], title: Text, rows: Callable[[Leaver], Rows], shred: Callable[[Leaver], object],
    *, hide: Iterable[str] = (), names: Callable[[Leaver], Iterable[str]] | None = None,
    file: tuple[str, str] | None = None, told: Callable[[Leaver], Callable[[Any, Told], Told]] | None = None,
) -> None:  # fmt: skip
    """Declare a table that holds somebody's own. Raises ValueError where it is declared as holding nothing."""
    if model in NOTHING:
        raise ValueError(f"{model._meta.label} is said to hold nothing of anybody")
    OWN[model] = Belonging(model, title, rows, shred, frozenset(hide), names, file, told)


def holds_nothing(model: type[models.Model], because: str) -> None:
    """Declare a table in which nothing is anybody's own, and why. Raises ValueError where it is declared otherwise."""
    if model in OWN:
        raise ValueError(f"{model._meta.label} is said to hold somebody's own")
    NOTHING[model] = because


def keeps_back(room: str) -> Callable[[Callable[[Any], Iterable[Text]]], Callable[[Any], Iterable[Text]]]:
    """Declare what somebody has to hand over in a room before they can be forgotten: the function tells the reasons."""

    def keep(looker: Callable[[Any], Iterable[Text]]) -> Callable[[Any], Iterable[Text]]:
        _STAYING[room] = looker
        return looker

    return keep


def brings(room: str) -> Callable[[Callable[[Leaver], Iterable[tuple[str, bytes]]]], Callable[..., Any]]:
    """Declare files of a room that go along beside the rows, as (path, content)."""

    def keep(giver: Callable[[Leaver], Iterable[tuple[str, bytes]]]) -> Callable[..., Any]:
        _BRINGING[room] = giver
        return giver

    return keep


def reasons_to_stay(person: Any) -> list[Text]:
    """All that has to be handed over first, room by room."""
    return [reason for looker in _STAYING.values() for reason in looker(person)]


def brought(leaver: Leaver) -> Iterator[tuple[str, bytes]]:
    """The files of all rooms."""
    for giver in _BRINGING.values():
        yield from giver(leaver)


def undeclared() -> list[str]:
    """Tables of which nobody has said whether they hold somebody's own."""
    tables = apps.get_models(include_auto_created=True)
    return sorted(one._meta.label for one in tables if one not in OWN and one not in NOTHING and not one._meta.proxy)


def in_order() -> list[Belonging]:
    """What holds somebody's own, upstairs to downstairs: a room's rows are shredded before those they rest on."""
    rooms = [config.label for config in apps.get_app_configs()]
    return sorted(OWN.values(), key=lambda one: -rooms.index(one.model._meta.app_label))


def as_row(belonging: Belonging, row: Any) -> dict[str, Any]:
    """A row as it goes along: every column but secrets; bytes go as files of their own."""
    told: dict[str, Any] = {}
    for column in belonging.model._meta.concrete_fields:
        if column.name in belonging.hide or isinstance(column, models.BinaryField):
            continue
        value = getattr(row, column.attname)
        told[column.attname] = value.isoformat() if isinstance(value, dt.date | dt.time) else value
    return told


def as_rows(belonging: Belonging, rows: Iterable[Any], leaver: Leaver) -> list[Told]:
    """Rows as they go along, without what in them is others' and not to be shown."""
    tell = belonging.told(leaver) if belonging.told is not None else None
    plain = [(row, as_row(belonging, row)) for row in rows]
    return [tell(row, line) if tell is not None else line for row, line in plain]


def without_names(words: str, leaver: Leaver) -> str:
    """A text in which a number stands wherever it named them: by a name, with its large letter, not by a code."""
    named = (one for one in leaver.names if len(one) >= LEAST and one[0].isupper())
    for name in sorted(named, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", leaver.sign, words)
    return words


def unnamed(rows: Rows, leaver: Leaver, *columns: str) -> int:
    """Put their number in the place of their names in what others wrote; how many rows it changed."""
    changed = 0
    for row in rows.only("pk", *columns).iterator(chunk_size=500):
        told = {name: without_names(getattr(row, name) or "", leaver) for name in columns}
        if any(told[name] != (getattr(row, name) or "") for name in columns):
            type(row)._base_manager.filter(pk=row.pk).update(**told)
            changed += 1
    return changed
