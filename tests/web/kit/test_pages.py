"""A refusal says what cannot be done, to a person and to a program."""

from collections.abc import Callable

import pytest

from edulis.web.kit.pages import onward
from tests.web.conftest import Cast


def test_a_person_is_told_in_words_and_a_program_in_data(cast: Cast) -> None:
    page = cast.client("binh", headers={"accept-language": "en"}).post("/tongue/", {})
    assert page.status_code == 400
    assert "Open the page again" in page.content.decode()
    data = cast.client("binh", headers={"accept": "application/json", "accept-language": "vi"}).post("/tongue/", {})
    assert data.json() == {"refused": "Mẫu này đã cũ, không gửi được. Mở lại trang và điền lại."}


def test_where_a_person_would_be_led_a_program_is_told(cast: Cast, key: Callable[[], str]) -> None:
    data = cast.client("binh", headers={"accept": "application/json"})
    sent = {"_key": key(), "tongue": "en", "next": "/enter/"}
    for _ in range(2):  # the second time the reply comes out of the store
        answer = data.post("/tongue/", sent)
        assert answer.status_code == 200
        assert answer.json() == {"to": "/enter/"}
    assert answer.headers["Idempotent-Replay"] == "true"


@pytest.mark.parametrize("wanted", ["²", "people:enter", "", "..", "a.b", "https://evil.example/", "//evil.example"])
def test_nobody_is_led_to_what_is_no_path_of_this_site(cast: Cast, key: Callable[[], str], wanted: str) -> None:
    answer = cast.client("binh").post("/tongue/", {"_key": key(), "tongue": "en", "next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert onward(wanted, "/there/") == "/there/"
    assert onward("/c/lang-bot/") == "/c/lang-bot/"
