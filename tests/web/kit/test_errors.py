"""What is told when something is not there, not allowed or broken."""

import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from edulis.web.kit import errors
from tests.web.conftest import Cast

DATA = {"accept": "application/json", "accept-language": "en"}


@pytest.mark.parametrize(("language", "words"), [("vi", "Ở đây không có gì"), ("en", "Nothing here")])
def test_a_page_that_is_not_there_is_told_in_the_language_of_the_reader(cast: Cast, language: str, words: str) -> None:
    answer = cast.client(None, headers={"accept-language": language}).get("/no/such/page/")
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_what_is_not_theirs_looks_like_what_is_not_there(cast: Cast) -> None:
    lan = cast.client("lan", headers={"accept-language": "en"})
    theirs, nowhere = lan.get("/c/lang-bot/people/"), lan.get("/c/no-such/people/")
    assert theirs.status_code == nowhere.status_code == 404
    assert "Làng Bột" not in theirs.content.decode()


def test_a_program_is_told_in_data(cast: Cast) -> None:
    assert "not there" in cast.client("binh", headers=DATA).get("/no/such/").json()["refused"]


def test_a_form_without_the_token_of_this_browser_is_told_what_to_do(cast: Cast) -> None:
    strict = cast.client("binh", enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post("/tongue/", {"_key": "k", "tongue": "en"})
    assert answer.status_code == 403
    assert "Open the page again" in answer.content.decode()
    told = cast.client("binh", enforce_csrf_checks=True, headers=DATA).post("/tongue/", {"_key": "k"})
    assert told.json()["again"] is True


def test_a_broken_page_asks_nothing_of_the_store(rf: RequestFactory) -> None:
    answer = errors.broken(rf.get("/", headers={"accept-language": "en"}))
    assert answer.status_code == 500
    assert b"kit/edulis" in answer.content
    assert json.loads(errors.broken(rf.get("/", headers=DATA)).content)["again"] is True


@pytest.mark.parametrize(("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_other_refusals_are_plain_words_too(cast: Cast, rf: RequestFactory, view: object, status: int) -> None:
    answer = view(rf.get("/", headers=DATA))  # type: ignore[operator]
    assert answer.status_code == status
    assert json.loads(answer.content)["refused"]


def test_a_store_that_is_held_by_others_is_told_as_that_and_the_phone_tries_again(rf: RequestFactory) -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        page = errors.broken(rf.get("/", headers={"accept-language": "en"}))
        data = errors.broken(rf.get("/", headers=DATA))
    assert (page.status_code, data.status_code, page.headers["Retry-After"]) == (503, 503, "5")
    assert b"Something broke" not in page.content
    assert json.loads(data.content)["again"] is True
