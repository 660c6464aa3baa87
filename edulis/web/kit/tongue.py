"""Which language a page speaks: what the person chose, else the cluster's, else the phone's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from edulis.schema.language import LANGUAGES, Language, Text, date, number

COOKIE = "tongue"


def language_of(request: HttpRequest) -> Language:
    """The language of this request."""
    person = getattr(request, "user", None)
    wanted = (request.COOKIES.get(COOKIE, ""), getattr(person, "language", "") or "")
    for code in wanted:
        if code in LANGUAGES:
            return code
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return "vi"


def current() -> Language:
    """The language of the page that is being made."""
    code = (translation.get_language() or "vi")[:2]
    return code if code in LANGUAGES else "en"


def say(text: Text) -> str:
    """A text in the language of the page."""
    return text.say(current())


def written(value: Any) -> str:
    """A text, number or day as the language of the page writes it."""
    if isinstance(value, Text):
        return say(value)
    if isinstance(value, dt.date):
        return date(value, current())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, current())
    return str(value)


def own_part(name: str | None) -> str:
    """Of a name in two languages, `Bột ướt / wet starch`, the part of the page's language."""
    own, mark, english = (name or "").partition(" / ")
    return english if mark and current() == "en" else own


class Tongue:
    """Switches Django, and with it every page, to the language of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with its language told to browsers and readers aloud."""
        with translation.override(language_of(request)):
            answer = self.get_response(request)
            answer.headers.setdefault("Content-Language", current())
        answer.headers.setdefault("Vary", "Accept-Language, Cookie")
        return answer


def of_page(request: HttpRequest) -> dict[str, Any]:
    """What the base page needs to know."""
    from edulis.web.kit.rooms import bar

    visit = getattr(request, "visit", None)
    return {"language": current(), "visit": visit, "languages": LANGUAGES, "bar": lambda: bar(visit)}
