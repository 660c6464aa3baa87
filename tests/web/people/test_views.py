"""Entering and leaving."""

from tests.web.conftest import Cast


def test_the_door_is_shown_to_those_outside(cast: Cast) -> None:
    page = cast.client(None, headers={"accept-language": "vi"}).get("/enter/")
    assert "Mời vào" in page.content.decode()
