"""Pages that every room may answer with: a refusal in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from edulis.schema import Text
from edulis.web.kit import tongue


def wants_data(request: HttpRequest) -> bool:
    """Whether a program asks (the outbox of a phone), not a person at a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def refusal(request: HttpRequest, status: int, reason: Text, **more: object) -> HttpResponse:
    """What cannot be done, why, and where to go from here."""
    if wants_data(request):
        return JsonResponse({"refused": tongue.say(reason)}, status=status)
    return render(request, "kit/refusal.html", {"reason": reason, "status": status, **more}, status=status)
