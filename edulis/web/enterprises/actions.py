"""What people do with the rows of their cluster: each act takes the book, changes rows, and leaves one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from edulis.web.enterprises import importing
from edulis.web.enterprises.agreed import must_have_agreed
from edulis.web.enterprises.loading import load
from edulis.web.enterprises.models import ROWS, Book, Upload
from edulis.web.enterprises.owners import owner_of
from edulis.web.enterprises.rules import ADD, CHANGE, CONFIRM, OFFER, PUT_BACK, TAKE_AWAY, TAKE_IN
from edulis.web.enterprises.standing import standing
from edulis.web.kit.locks import lock
from edulis.web.kit.trail import record_act
from edulis.web.kit.versions import save_seen
from edulis.web.kit.visit import Visit


class Outdated(Exception):
    """The rows changed after the file was compared with them."""


class Broken(Exception):
    """What would stand there afterwards cannot be: rows would refer to rows that are gone."""


def open_book(visit: Visit) -> Book:
    """Hold the rows of the cluster until the transaction ends, and count one change of them."""
    book, _ = Book.objects.get_or_create(cluster=visit.cluster)
    (book,) = lock(book)
    Book.objects.filter(pk=book.pk).update(version=F("version") + 1, changed=timezone.now())
    return book


def add_row(visit: Visit, record: str, values: Mapping[str, Any], how: str = "form") -> Any:
    """Write a new row. Raises `Unasked` where its household has not agreed to that."""
    must_have_agreed(visit.cluster, record, values)
    open_book(visit)
    row = make_row(visit, record, values, how)
    record_act(visit, ADD.verb, row, record=record)
    return row


def make_row(visit: Visit, record: str, values: Mapping[str, Any], how: str) -> Any:
    """The row alone, where an act writes more than one; what a household writes about itself is confirmed by that."""
    stamp = _own_word(visit, record, values)
    made: Any = ROWS[record]
    return made._default_manager.create(of=visit.cluster, kept_by=visit.number, kept_how=how, **values, **stamp)


def _own_word(visit: Visit, record: str, values: Mapping[str, Any]) -> dict[str, Any]:
    owner = owner_of(record, values)
    if owner and standing(visit).own(owner):
        return {"confirmed": timezone.now(), "confirmed_by": visit.number}
    return {"confirmed": None, "confirmed_by": None}


def change_row(visit: Visit, row: Any, seen: int, values: Mapping[str, Any]) -> None:
    """Write other values. Raises `Stale` where somebody saved in between, `Unasked` as for a new row."""
    must_have_agreed(visit.cluster, row.survey.name, values)
    open_book(visit)
    before = [name for name, value in values.items() if getattr(row, name) != value]
    stamp = _own_word(visit, row.survey.name, values)
    save_seen(row, seen, **values, **stamp, kept_by=visit.number, kept_how="form", changed=timezone.now())
    record_act(visit, CHANGE.verb, row, record=row.survey.name, columns=sorted(before))


def take_away(visit: Visit, row: Any, seen: int) -> None:
    """Take a row out of all sums; it can be put back."""
    open_book(visit)
    save_seen(row, seen, gone=timezone.now(), changed=timezone.now())
    record_act(visit, TAKE_AWAY.verb, row, record=row.survey.name)


def put_back(visit: Visit, row: Any, seen: int) -> None:
    """Undo a taking away."""
    open_book(visit)
    save_seen(row, seen, gone=None, changed=timezone.now())
    record_act(visit, PUT_BACK.verb, row, record=row.survey.name)


def confirm(visit: Visit, rows: list[Any]) -> None:
    """Say of rows about one's own household that they are right."""
    open_book(visit)
    now = timezone.now()
    for row in rows:
        save_seen(row, row.version, confirmed=now, confirmed_by=visit.number)
    subject = rows[0] if len(rows) == 1 else visit.cluster
    record_act(visit, CONFIRM.verb, subject, rows=[[row.survey.name, row.pk] for row in rows])


def offer_file(visit: Visit, name: str, content: bytes) -> Upload:
    """Keep a file with what it would do; rows stay as they are."""
    book, _ = Book.objects.get_or_create(cluster=visit.cluster)
    offer = importing.look_at(visit.cluster, name, content)
    counts = {record: one.counts for record, one in (offer.differences or {}).items()}
    Upload.objects.filter(cluster=visit.cluster, by=visit.person, taken=None).delete()
    made = Upload.objects.create(
        cluster=visit.cluster, by=visit.person, name=name[-120:], content=content if offer.good else b"",
        counts=counts, problems=importing.told(offer.problems), against=book.version, good=offer.good,
    )  # fmt: skip
    record_act(visit, OFFER.verb, made, name=name, good=offer.good)
    return made


def take_in(visit: Visit, upload: Upload, *, take_missing: bool = False) -> int:
    """Take a file in, whole or not at all; returns how many rows were written.

    Raises `Outdated` where the rows are others than those the counts spoke of, `Broken` where rows would be left that
    refer to nothing.
    """
    book, _ = Book.objects.get_or_create(cluster=visit.cluster)
    (book,) = lock(book)
    (upload,) = lock(upload)
    if upload.taken is not None or not upload.good or book.version != upload.against:
        raise Outdated
    offer = importing.look_at(visit.cluster, upload.name, bytes(upload.content))
    if offer.differences is None:
        raise Outdated
    written = importing.write(visit.cluster, offer.differences, visit.number, take_away=take_missing)
    if written:
        open_book(visit)
    if take_missing and _errors(visit):
        raise Broken
    upload.taken, upload.content = timezone.now(), b""
    upload.save()
    record_act(visit, TAKE_IN.verb, upload, name=upload.name, written=written)
    return written


def _errors(visit: Visit) -> bool:
    from edulis.engine.check import check

    return any(one.severity == "error" for one in check(load(visit.cluster)))
