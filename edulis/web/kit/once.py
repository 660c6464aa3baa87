"""Each write happens once: its key, its changes and its line are one transaction; asked again, the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse

from edulis.schema import Text
from edulis.web.kit.locks import is_busy
from edulis.web.kit.models import Once, Unsigned
from edulis.web.kit.pages import refusal

HEADER, FIELD, LONGEST = "Idempotency-Key", "_key", 80
KEPT = 100_000  # bytes of an answer that are kept to be given again
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Running(Exception):
    """The same key is being worked on at this moment, and that takes longer than one waits."""


class Untold(AssertionError):
    """A write left no line on the trail, or more than it says: a mistake of ours."""


def do_once(
    request: HttpRequest,
    scope: str,
    view: Callable[[], HttpResponse],
    *,
    check: Callable[[HttpResponse], None],
    sealed: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Run a writing view under the key of the request.

    No key: 400. The key with another content: 422. The key again: the answer of the first time, for which one waits a
    while; 409 where that is too long. An answer of 400 or more leaves nothing behind. `check(answer)` runs inside the
    transaction, and may raise to undo it.

    `sealed` makes the answer to a repetition where nothing of the write may be kept: then only digests are stored that
    nobody can try out, since the key itself, which is mixed into them, is not.
    """
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    if not key or len(key) > LONGEST:
        return refusal(request, 400, Text("This form is too old to be sent. Open the page again and fill it in anew."))
    digest = _digest(request)
    if sealed is not None:
        key, digest = _hidden("key", key), _hidden("content", key + digest)
    if (known := Once.objects.filter(scope=scope, key=key).first()) is not None:
        return _again(request, known, digest, sealed)
    try:
        with transaction.atomic(durable=True):
            claim = _claimed(scope, key, digest)
            answer = view()
            if answer.status_code >= 400:
                transaction.set_rollback(True)
                return answer
            check(answer)
            claim.status = answer.status_code
            if sealed is None:
                claim.location = answer.headers.get("Location", "")[:500]
                claim.body = answer.content[:KEPT] if not answer.streaming else b""
            claim.save()
        return answer
    except Running:
        return refusal(
            request, 409, Text("This is being done at this moment. Look again in a little while."), again=True
        )
    except IntegrityError:  # the same key arrived twice at once, and the other was first
        first = Once.objects.filter(scope=scope, key=key).first()
        if first is None:
            raise
        return _again(request, first, digest, sealed)


def _claimed(scope: str, key: str, digest: str) -> Once:
    try:
        return Once.objects.create(scope=scope, key=key, digest=digest)
    except OperationalError as trouble:  # PostgreSQL waits at the key itself; SQLite waits before anything is done
        if is_busy(trouble):
            raise Running from trouble
        raise


def do_unsigned(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Run a writing view once under its key, and keep nothing that leads to its writer: no scope, no moment, no answer
    but the address to go to.

    As `do_once` otherwise. The view redirects, and its address says nothing of who was there.
    """
    key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
    if not key or len(key) > LONGEST:
        return refusal(request, 400, Text("This form is too old to be sent. Open the page again and fill it in anew."))
    mark, digest = hashlib.sha256(key.encode()).hexdigest(), _digest(request, salt=key)
    try:
        with transaction.atomic(durable=True):
            if (claim := Unsigned.objects.filter(key=mark).first()) is not None:
                return _left(request, claim, digest)
            claim = _unsigned(mark, digest)
            answer = view()
            if answer.status_code >= 400:
                transaction.set_rollback(True)
                return answer
            claim.location = answer.headers.get("Location", "")[:500]
            claim.save()
            mix_unsigned()
        return answer
    except Running:
        return refusal(
            request, 409, Text("This is being done at this moment. Look again in a little while."), again=True
        )
    except IntegrityError:
        first = Unsigned.objects.filter(key=mark).first()
        if first is None:
            raise
        return _left(request, first, digest)


def mix_unsigned() -> None:
    """Write all rows of nameless writes anew, by their digests: where a row lies in the store, and which transaction
    wrote it, then says no more about its moment than about that of any other.
    """
    list(Unsigned.objects.select_for_update().values_list("key", flat=True))  # whoever does the same waits here
    rows = list(Unsigned.objects.order_by("key"))
    Unsigned.objects.all().delete()
    Unsigned.objects.bulk_create(rows)


def _unsigned(key: str, digest: str) -> Unsigned:
    try:
        return Unsigned.objects.create(key=key, digest=digest)
    except OperationalError as trouble:
        if is_busy(trouble):
            raise Running from trouble
        raise


def _left(request: HttpRequest, known: Unsigned, digest: str) -> HttpResponse:
    if known.digest != digest:
        return refusal(request, 422, Text("This was sent before with other content. Open the page again to change it."))
    answer = HttpResponse(status=302)
    answer.headers["Location"] = known.location
    answer.headers["Idempotent-Replay"] = "true"
    return answer


def _digest(request: HttpRequest, salt: str = "") -> str:
    """Of what is asked, without what differs each time a page is opened."""
    found = hashlib.sha256(f"{salt}{request.method} {request.path}\n".encode())
    for name in sorted(set(request.POST) - {FIELD, "csrfmiddlewaretoken"}):
        found.update(f"{name}={request.POST.getlist(name)!r}\n".encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            found.update(f"{name}:{file.name}\n".encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    if not request.POST and not request.FILES:
        found.update(request.body)
    return found.hexdigest()


def _hidden(what: str, words: str) -> str:
    return hashlib.sha256(f"edulis.{what}:{words}".encode()).hexdigest()


def _again(request: HttpRequest, known: Once, digest: str, sealed: Callable[[], HttpResponse] | None) -> HttpResponse:
    if known.digest != digest:
        return refusal(request, 422, Text("This was sent before with other content. Open the page again to change it."))
    if sealed is not None:
        answer = sealed()
    else:
        answer = HttpResponse(bytes(known.body), status=known.status or 200)
        if known.location:
            answer.headers["Location"] = known.location
    answer.headers["Idempotent-Replay"] = "true"
    return answer
