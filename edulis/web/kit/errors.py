"""What is told when a page is not there, not allowed, or broken: in our words, in both languages."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from edulis.schema import Text
from edulis.web.kit.locks import is_busy
from edulis.web.kit.pages import refusal, wants_data
from edulis.web.kit.tongue import current, say

BROKEN = Text("Something broke on our side. What you wrote was not changed. Try again in a little while.")

BUSY = Text("Many write at once. What you wrote was not changed. Send it once more in a little while.")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came cannot be read."""
    return refusal(request, 400, Text("What was sent cannot be read. Open the page again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this person."""
    return refusal(request, 403, Text("That is for others to do here. Outsiders facilitate, members decide."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same words whether a thing is not there or not theirs."""
    reason = Text("This page is not there, or not for you. Look at the letters of the address again.")
    if wants_data(request):
        return refusal(request, 404, reason)
    return render(request, "kit/lost.html", {"reason": reason}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where others held the store too long: asks neither it nor the session, which may be what broke."""
    busy = is_busy(sys.exc_info()[1])
    reason, status = (BUSY, 503) if busy else (BROKEN, 500)
    answer: HttpResponse
    if wants_data(request):
        answer = JsonResponse({"refused": say(reason), "again": True}, status=status)
    else:
        page = render_to_string("kit/broken.html", {"language": current(), "reason": reason, "busy": busy})
        answer = HttpResponse(page, status=status)
    if busy:
        answer.headers["Retry-After"] = "5"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form came without the token of this browser; sending it anew from a fresh page works."""
    told = Text(
        "This form could not be sent safely: it was opened before you came in, or this browser keeps no cookies. "
        "Open the page again and send it once more."
    )
    return refusal(request, 403, told, again=True)
