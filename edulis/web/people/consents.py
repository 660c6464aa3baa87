"""What has been agreed to, by whom: the last word on each purpose; saying yes, no, and taking a yes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q
from django.utils import timezone

from edulis.schema.language import Language
from edulis.schema.words import PURPOSE
from edulis.web.kit.folding import folded
from edulis.web.kit.locks import lock
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import SITE, Visit
from edulis.web.people.models import Cluster, Consent, Person
from edulis.web.people.purposes import BY_CODE
from edulis.web.people.rules import HEAR_WORD, SAY_WORD

State = Literal["yes", "no", "anew", "unasked"]
_COLUMNS = ("purpose", "given", "version", "until", "day", "how", "by", "witness")
_TOGETHER = frozenset({"map", "circle"})  # asked for by every page that names households
DECLARED = frozenset(code for code, _ in PURPOSE)
_LISTENERS: list[Callable[[Cluster, str], None]] = []


class NoWitness(Exception):
    """A word that somebody else types in needs a witness who is neither of the two."""


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on a purpose: what it says today, and how it came."""

    state: State
    day: dt.date
    how: str
    version: int
    by: int | None
    witness: int | None

    @property
    def holds(self) -> bool:
        """Whether it is a yes to the words of today."""
        return self.state == "yes"


def hears(listener: Callable[[Cluster, str], None]) -> Callable[[Cluster, str], None]:
    """Declare what else has to happen after a word: rooms above forget what they worked out with it."""
    if listener.__qualname__ not in {one.__qualname__ for one in _LISTENERS}:
        _LISTENERS.append(listener)
    return listener


def words_on(cluster: Cluster, purpose: str, *, of: Literal["household", "person"] = "household") -> dict[Any, Word]:
    """The last word of each code (or number of a person) on a purpose; who was never asked is not there."""
    kept: dict[tuple[str, str], dict[Any, Word]] = cluster.__dict__.setdefault("_words", {})
    if (purpose, of) in kept:
        return kept[purpose, of]
    key = "who" if of == "household" else "person"
    wanted = _TOGETHER if purpose in _TOGETHER and of == "household" else {purpose}
    rows = Consent.objects.filter(cluster=cluster, purpose__in=wanted)
    rows = rows.filter(person=None) if of == "household" else rows.exclude(person=None)
    kept |= {(one, of): {} for one in wanted}
    for one in rows.order_by("day", "at", "pk").values(key, *_COLUMNS):
        kept[one["purpose"], of][one[key]] = _word(one)
    return kept[purpose, of]


def words_of(cluster: Cluster, homes: Iterable[str], person: int) -> dict[tuple[str, str], Word]:
    """The last words of some households, by purpose and code, and of one person (whose code is empty)."""
    rows = Consent.objects.filter(Q(person=None, who__in=list(homes)) | Q(person=person), cluster=cluster)
    told = rows.order_by("day", "at", "pk").values("who", *_COLUMNS)
    return {(one["purpose"], one["who"]): _word(one) for one in told if one["purpose"] in BY_CODE}


def _word(row: Mapping[str, Any]) -> Word:
    held = row["given"] and (row["until"] is None or row["until"] >= timezone.localdate())
    newest = BY_CODE[row["purpose"]].version
    state: State = "no" if not held else "yes" if max(row["version"], 1) >= newest else "anew"
    return Word(state, row["day"], row["how"], row["version"], row["by"], row["witness"])


def agrees(word: Word | None, purpose: str) -> bool:
    """Whether that holds for the purpose: after a yes, or where it holds until somebody says no, without a no."""
    if BY_CODE[purpose].unless_refused:
        return word is None or word.state != "no"
    return word is not None and word.holds


def say_word(
    visit: Visit, purpose: str, *, given: bool, who: str = "", person: Person | None = None, language: Language = "vi",
) -> Consent:  # fmt: skip
    """Say yes or no to a purpose, for a household or for oneself; a no after a yes takes it back."""
    made = keep_word(visit, purpose, given=given, who=who, person=person, language=language)
    _tell(visit.cluster, purpose)
    record_act(visit, SAY_WORD.verb, made, purpose=purpose, given=given, version=made.version, who=who)
    return made


def hear_words(
    visit: Visit, purpose: str, whose: Iterable[str], *, given: bool, how: str, witness: Person | None,
    language: Language = "vi", photo: bytes = b"",
) -> list[Consent]:  # fmt: skip
    """Write down what households said aloud (`how` voice) or signed (paper), with a witness. Raises NoWitness."""
    found: list[Consent] = []
    for who in whose:
        one = keep_word(visit, purpose, given=given, who=who, how=how, witness=witness, language=language)
        if found:
            Consent.objects.filter(pk=one.pk).update(sheet=found[0])
        found.append(one)
    Consent.objects.filter(pk=found[0].pk).update(photo=photo)
    _tell(visit.cluster, purpose)
    record_act(
        visit, HEAR_WORD.verb, found[0], purpose=purpose, given=given, version=found[0].version, how=how,
        who=[one.who for one in found], witness=witness.pk if witness else None,
    )  # fmt: skip
    return found


def _tell(cluster: Cluster, purpose: str) -> None:
    forget_kept(cluster)
    for listener in _LISTENERS:
        listener(cluster, purpose)


def keep_word(
    visit: Visit, purpose: str, *, given: bool, who: str = "", person: Person | None = None, how: str = "screen",
    witness: Person | None = None, language: Language = "vi",
) -> Consent:  # fmt: skip
    """The word alone, where an act hears more than one. Raises NoWitness."""
    asked = BY_CODE[purpose]
    if how != "screen" and (witness is None or witness.pk in {visit.number, person.pk if person else None}):
        raise NoWitness
    if person is not None:
        (person,) = lock(Person(pk=person.pk))
    made = Consent.objects.create(
        cluster=visit.cluster, who=who, person=person, purpose=purpose, version=asked.version, language=language,
        shown=asked.shown(language), how=how, given=given, day=timezone.localdate(), at=timezone.now(),
        by=visit.number, witness=witness,
    )  # fmt: skip
    if purpose == "name" and person is not None:
        _name(person, given)
    return made


def _name(person: Person, shown: bool) -> None:
    """Put a number in the place of a name, or the name back: every page of every room then shows that."""
    if shown and person.kept_name:
        person.name, person.kept_name = person.kept_name, ""
    elif not shown and not person.kept_name:
        person.name, person.kept_name = f"№ {person.pk}", person.name
    person.folded = folded(person.name)
    person.save(update_fields=["name", "kept_name", "folded"])


def forget_kept(cluster: Cluster) -> None:
    """Look words up anew: they changed during this request."""
    for name in ("_words", "_agreed", "_actors", "_called"):
        cluster.__dict__.pop(name, None)


def taken_from_files(cluster: Cluster, rows: Iterable[dict[str, Any]], by: int) -> int:
    """Keep words that a survey brought, as rows of the declared record; how many rows."""
    now, made, taken = timezone.now(), [], 0
    for row in rows:
        taken += 1
        shared = {"cluster": cluster, "who": row["who"], "purpose": row["purpose"], "how": "file", "at": now,
                  "by": by or SITE}  # fmt: skip
        made.append(Consent(**shared, given=bool(row["given"]), day=row["day"], until=row.get("until")))
        if row["given"] and row.get("withdrawn"):
            made.append(Consent(**shared, given=False, day=row["withdrawn"]))
    Consent.objects.bulk_create(made, batch_size=500)
    forget_kept(cluster)
    return taken


def as_declared(cluster: Cluster) -> list[dict[str, Any]]:
    """The words of households and enterprises as rows of the declared record `consent`, with the number of each.

    A no that follows a yes is the day on which it was taken back.
    """
    found: dict[tuple[str, str, dt.date], dict[str, Any]] = {}
    opened: dict[tuple[str, str], dict[str, Any]] = {}
    rows = Consent.objects.filter(cluster=cluster, person=None, purpose__in=DECLARED).exclude(who="")
    names = ("pk", "who", "purpose", "day", "given", "until")
    for number, who, purpose, day, given, until in rows.order_by("day", "at", "pk").values_list(*names):
        yes = opened.get((who, purpose))
        if not given and yes is not None:
            yes["withdrawn"] = day
            del opened[who, purpose]
            continue
        row = {":id": number, "who": who, "purpose": purpose, "day": day, "given": given, "until": until,
               "withdrawn": None}  # fmt: skip
        found[who, purpose, day] = row
        if given:
            opened[who, purpose] = row
    return sorted(found.values(), key=lambda row: int(row[":id"]))
