"""Which language a page speaks."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import translation

from edulis.schema import Text
from edulis.web.kit.tongue import written
from tests.web.conftest import Cast


def test_a_page_speaks_what_was_chosen_then_what_the_person_reads_then_what_the_phone_asks(
    cast: Cast, key: Callable[[], str]
) -> None:
    binh = cast.client("binh", headers={"accept-language": "en-GB,en"})
    assert binh.get("/").headers["Content-Language"] == "en"
    cast.binh.language = "vi"
    cast.binh.save()
    assert binh.get("/").headers["Content-Language"] == "vi"
    binh.post("/tongue/", {"_key": key(), "tongue": "en", "next": "/"})
    assert binh.get("/").headers["Content-Language"] == "en"


def test_choosing_a_language_leads_back_and_nowhere_else(cast: Cast, key: Callable[[], str]) -> None:
    anybody = cast.client(None)
    back = anybody.post("/tongue/", {"_key": key(), "tongue": "en", "next": "/enter/"})
    away = anybody.post("/tongue/", {"_key": key(), "tongue": "en", "next": "https://elsewhere.example/"})
    assert (back.headers["Location"], away.headers["Location"]) == ("/enter/", "/")


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("vi", 1234.5, "1.234"),
        ("en", 12, "12"),
        ("vi", dt.date(2003, 2, 1), "1/2/2003"),
        ("vi", Text("yes"), "có"),
        ("en", True, "True"),
    ],
)
def test_numbers_days_and_texts_are_written_in_the_language_of_the_page(
    language: str, value: object, said: str
) -> None:
    with translation.override(language):
        assert written(value) == said
