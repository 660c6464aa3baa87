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


def test_what_one_person_wrote_is_not_sent_in_anothers_name(cast: Cast) -> None:
    written = {"accept": "application/json", "edulis-person": str(cast.binh.pk)}
    sent = {"_key": "k", "tongue": "en"}
    other = cast.client("hoa", headers=written).post("/tongue/", sent)
    assert other.status_code == 401
    assert other.json()["again"] is True
    assert cast.client(None, headers=written).post("/tongue/", sent).status_code == 401
    assert cast.client("binh", headers=written).post("/tongue/", sent).status_code == 200
