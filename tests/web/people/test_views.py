"""Entering and leaving."""

from collections.abc import Callable

from tests.web.conftest import Cast


def test_the_door_is_shown_to_those_outside(cast: Cast) -> None:
    page = cast.client(None, headers={"accept-language": "vi"}).get("/enter/")
    assert "Bạn là ai?" in page.content.decode()


def test_who_leaves_is_out(cast: Cast, key: Callable[[], str]) -> None:
    binh = cast.client("binh")
    assert binh.post("/leave/", {"_key": key()}).headers["Clear-Site-Data"] == '"cache"'
    assert "Làng Bột" not in binh.get("/").content.decode()


def test_a_card_that_nobody_made_is_refused_with_what_to_do(cast: Cast) -> None:
    page = cast.client(None, headers={"accept-language": "en"}).get("/card/abcde/")
    assert page.status_code == 404
    assert "ask for a new one" in page.content.decode()


def test_entering_leads_on_only_within_the_site(cast: Cast) -> None:
    page = cast.client(None).get("/enter/", {"next": "https://elsewhere.example/"}).content.decode()
    assert 'name/?next=/"' in page
