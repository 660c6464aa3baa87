"""What is typed comes in composed letters (NFC), whatever the keyboard; NUL, which not every store holds, does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from edulis.schema import Text
from edulis.web.kit.pages import refusal


class Letters:
    """Composes what every form and every question in an address brings, before any view sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; 400 where a letter came along that cannot be kept."""
        for name in ("GET", "POST"):
            given: QueryDict = getattr(request, name)
            if any("\0" in word for key, values in given.lists() for word in (key, *values)):
                return refusal(request, 400, Text("A sign came along that no keyboard writes. Type it anew."))
            if any(not unicodedata.is_normalized("NFC", value) for _, values in given.lists() for value in values):
                composed = given.copy()
                for key, values in given.lists():
                    composed.setlist(key, [unicodedata.normalize("NFC", value) for value in values])
                setattr(request, name, composed)
        return self.get_response(request)
