"""The door of every view."""

from django.urls import URLPattern, URLResolver, get_resolver

from edulis.web.kit.rules import VERBS
from tests.web.conftest import Cast


def patterns(resolver: URLResolver | None = None) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in (resolver or get_resolver()).url_patterns:
        found += patterns(one) if isinstance(one, URLResolver) else [one]
    return found


def test_every_address_of_the_site_goes_through_a_door() -> None:
    without = [str(one.pattern) for one in patterns() if not hasattr(one.callback, "rule")]
    assert without == []


def test_every_door_asks_a_declared_verb() -> None:
    assert {one.callback.rule.verb for one in patterns()} <= set(VERBS)  # type: ignore[union-attr]


def test_another_method_than_those_of_the_door_is_refused(cast: Cast) -> None:
    assert cast.client("binh").post("/").status_code == 405
    assert cast.client("binh").get("/tongue/").status_code == 405
