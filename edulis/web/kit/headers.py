"""Headers that every answer carries: nothing from third parties, nothing inline, nothing personal kept by caches."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Headers:
    """Sets the content policy on all answers, and keeps those of persons out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        answer = self.get_response(request)
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["Permissions-Policy"] = "geolocation=(), camera=(self), microphone=(self)"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        visit = getattr(request, "visit", None)
        if visit is not None and "html" in answer.headers.get("Content-Type", ""):
            answer.headers["Edulis-Person"] = str(visit.number)  # so that a phone keeps each person's pages apart
        if not answer.has_header("Cache-Control"):
            answer.headers["Cache-Control"] = "no-store"
        return answer
