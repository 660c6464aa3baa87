"""The door of every view: who comes, into which cluster, to do what; and for writes, once and with a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.module_loading import import_string

from edulis.schema import Text
from edulis.web.kit.once import SAFE, Untold, do_once, do_unsigned
from edulis.web.kit.pages import as_data, refusal, wants_data
from edulis.web.kit.rules import Rule, is_draft, is_open, may
from edulis.web.kit.visit import Visit

WRITER = "Edulis-Person"  # the number of who wrote what an outbox sends
OTHERS = Text("Somebody else wrote this on this phone. It waits until they come in again.")


class Guest(HttpRequest):
    """A request that came through a door: it knows its visit."""

    visit: Visit


class Door(Protocol):
    """A view with what the door knows of it."""

    rule: Rule
    methods: frozenset[str]


def opens(
    rule: Rule,
    *,
    methods: str = "GET",
    line: bool = True,
    sealed: Callable[..., HttpResponse] | None = None,
    unsigned: bool = False,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let those in whom the rule allows; `cluster` in the address names the cluster, and nothing of it leaks otherwise.

    `methods` are those the view answers. A write runs once, in one transaction, and must leave exactly one line on the
    trail (`line=False`: none, for entering and leaving). `sealed` is a view that answers when a write is sent again of
    which nothing may be kept, such as a secret vote. `unsigned`: not even who wrote is kept, nor when; the line is left
    later, by whoever takes up what was written.
    """
    allowed = frozenset(methods.split())

    def wrap(view: Callable[Concatenate[Guest, ...], HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, cluster: str | None = None, **kwargs: Any) -> HttpResponse:
            guest = cast(Guest, request)
            find = import_string(settings.EDULIS_VISIT_OF)  # the room above the kit knows who people are
            guest.visit = visit = find(request, cluster)
            if cluster is not None and visit.cluster is None:
                raise Http404
            if request.method not in allowed | {"HEAD", "OPTIONS"}:
                return _other_way(request, allowed)
            if request.method not in SAFE and _of_another(guest):
                return refusal(request, 401, OTHERS, again=True)
            if not may(visit, rule):
                return _refused(guest, rule)
            if request.method in SAFE:
                return view(guest, *args, **kwargs)
            if unsigned:
                return as_data(request, do_unsigned(request, lambda: view(guest, *args, **kwargs)))
            scope = f"person:{visit.number}" if visit.person is not None else f"session:{_session(request)}"

            def told(answer: HttpResponse) -> None:
                if line and visit.lines != 1:
                    raise Untold(f"{rule.verb} left {visit.lines} lines on the trail, not one")

            again = None if sealed is None else lambda: sealed(guest, *args, **kwargs)
            write = do_once(request, scope, lambda: view(guest, *args, **kwargs), check=told, sealed=again)
            return as_data(request, write)

        made = cast(Any, door)
        made.rule, made.methods, made.leaves_line = rule, allowed, line and not unsigned
        return cast(Callable[..., HttpResponse], door)

    return wrap


def _other_way(request: HttpRequest, allowed: frozenset[str]) -> HttpResponse:
    """Where something can only be sent, or only be read: said in words, for who opens such an address again."""
    answer = refusal(request, 405, Text("There is no page at this address. Go back to where you came from."))
    answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _of_another(request: Guest) -> bool:
    """Whether a phone's outbox sends what was written by somebody else than who has entered now."""
    writer = request.headers.get(WRITER)
    return writer is not None and writer != str(request.visit.number)


def _session(request: HttpRequest) -> str:
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def _refused(request: Guest, rule: Rule) -> HttpResponse:
    visit = request.visit
    if visit.person is None and not wants_data(request) and request.method in SAFE:
        return redirect(f"{_enter()}?next={request.path}")
    if visit.cluster is not None and not visit.inside and "former" not in visit.roles:
        raise Http404  # nobody learns from outside what there is in a cluster
    if is_draft(visit.cluster) and visit.roles & rule.roles:
        return refusal(
            request, 403, Text("This cluster is a draft until enough members have founded it. Nothing is decided yet.")
        )
    if (
        rule.when_open
        and visit.cluster is not None
        and visit.roles & rule.roles
        and not is_open(visit.cluster, rule.room)
    ):
        return refusal(request, 403, Text("This room is shut. The members open it when they want it."))
    return refusal(request, 403, Text("That is for others to do here. Outsiders facilitate, members decide."))


def _enter() -> str:
    from django.urls import reverse

    return reverse(settings.LOGIN_URL)


def require(request: Guest, rule: Rule, thing: Any) -> None:
    """Go on only if the person may do that to this thing. Raises Http404: what is not theirs is not there for them."""
    if not may(request.visit, rule, thing):
        raise Http404
