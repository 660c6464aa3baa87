"""Pages that every room may answer with: a refusal in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from edulis.schema import Text
from edulis.web.kit import tongue


def wants_data(request: HttpRequest) -> bool:
    """Whether a program asks (the outbox of a phone), not a person at a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def refusal(request: HttpRequest, status: int, reason: Text, *, again: bool = False, **more: object) -> HttpResponse:
    """What cannot be done, why, and where to go from here; `again` tells an outbox to keep it and try later."""
    if wants_data(request):
        return JsonResponse({"refused": tongue.say(reason)} | ({"again": True} if again else {}), status=status)
    return render(request, "kit/refusal.html", {"reason": reason, "status": status, **more}, status=status)


def onward(wanted: str, otherwise: str = "/") -> str:
    """The address to which a form asks to be led afterwards, if it is a path of this site; else the other one."""
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else otherwise


def as_data(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer of a write as a program wants it: where a person would be led, as `{"to": …}`."""
    if not wants_data(request) or not 300 <= answer.status_code < 400:
        return answer
    told = JsonResponse({"to": answer.headers.get("Location", "")})
    for name, value in answer.headers.items():
        if name.lower() not in {"location", "content-type", "content-length"}:
            told.headers[name] = value
    told.cookies = answer.cookies
    return told
