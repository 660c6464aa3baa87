"""The trail: each act leaves one line, in the same transaction, in an order that nobody can change afterwards.

Line n carries seal_n = SHA-256(seal_{n-1} ‖ number ‖ time ‖ person ‖ role ‖ verb ‖ subject ‖ commitment), and
commitment = SHA-256(salt ‖ facts). Names and words are among the facts and can be erased: the commitment stays.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from edulis.web.kit.models import Chain, Line, Saying

if TYPE_CHECKING:
    from edulis.web.kit.visit import Visit


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the trail is not what it was: the number of the line and what is wrong."""

    number: int
    reason: str  # missing, altered, facts, end


def _digest(*parts: object) -> str:
    written = json.dumps([str(part) for part in parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _facts_digest(salt: str, facts: dict[str, Any]) -> str:
    return _digest(salt, json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str))


def _instant(at: datetime) -> str:
    return at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")


def record_act(visit: Visit, verb: str, subject: object = "", **facts: Any) -> Line:
    """Leave the one line of an act; to be called inside the act's transaction, after its changes.

    `subject` is the row the act was about, or its name `room.model:number`. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an act and its line belong into one transaction")
    if visit.cluster is None:
        raise RuntimeError("an act belongs to a cluster")
    chain, _ = Chain.objects.select_for_update().get_or_create(cluster=visit.cluster)
    salt, at = secrets.token_hex(16), timezone.now()
    told = json.loads(json.dumps(facts, ensure_ascii=False, default=str))
    number, commitment = chain.length + 1, _facts_digest(salt, told)
    person, role, name = visit.number, visit.acting_as, _name(subject)
    seal = _digest(chain.seal, number, _instant(at), person, role, verb, name, commitment)
    line = Line.objects.create(
        cluster=visit.cluster, number=number, at=at, person=person, role=role, verb=verb, subject=name,
        commitment=commitment, before=chain.seal, seal=seal,
    )  # fmt: skip
    Saying.objects.create(line=line, salt=salt, facts=told)
    chain.length, chain.seal = number, seal
    chain.save()
    visit.lines += 1
    return line


def _name(subject: object) -> str:
    meta = getattr(subject, "_meta", None)
    return f"{meta.label_lower}:{getattr(subject, 'pk', '')}" if meta is not None else str(subject)


def breaks(cluster: Any) -> Iterator[Break]:
    """Every place where the trail of a cluster was tampered with; nothing where it is whole."""
    seal, expected = "0" * 64, 0
    lines = Line.objects.filter(cluster=cluster).order_by("number").select_related("saying")
    for line in lines.iterator(chunk_size=2000):
        expected += 1
        if line.number != expected:
            yield Break(expected, "missing")
            expected, seal = line.number, line.before
        mine = (line.number, _instant(line.at), line.person, line.role, line.verb, line.subject, line.commitment)
        if line.before != seal or line.seal != _digest(seal, *mine):
            yield Break(line.number, "altered")
        saying = getattr(line, "saying", None)
        if saying is not None and not saying.erased and _facts_digest(saying.salt, saying.facts) != line.commitment:
            yield Break(line.number, "facts")
        seal = line.seal
    chain = Chain.objects.filter(cluster=cluster).first()
    if chain is not None and (chain.length, chain.seal) != (expected, seal):
        yield Break(expected, "end")


def erase_sayings(person: int, names: frozenset[str] = frozenset()) -> int:
    """Empty what stands beside the lines of a person, and beside lines of others that name them; the chain stays whole.

    Returns how many lines it touched.
    """
    with transaction.atomic():
        named = [
            saying.pk
            for saying in Saying.objects.filter(erased=False).exclude(line__person=person).iterator(chunk_size=2000)
            if names and _names_one(saying.facts, names)
        ]
        emptied: dict[str, Any] = {"facts": {}, "salt": "", "erased": True}
        touched = Saying.objects.filter(line__person=person, erased=False).update(**emptied)
        for at in range(0, len(named), 500):
            touched += Saying.objects.filter(pk__in=named[at : at + 500]).update(**emptied)
        return touched


def _names_one(facts: object, names: frozenset[str]) -> bool:
    """Whether one of these names stands in the facts, alone or within a longer text."""
    if isinstance(facts, dict):
        return any(_names_one(value, names) for value in facts.values())
    if isinstance(facts, list):
        return any(_names_one(value, names) for value in facts)
    if not isinstance(facts, str):
        return False
    return facts in names or any(len(name) > 5 and name in facts for name in names)
