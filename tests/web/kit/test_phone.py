"""What a phone asks for beside pages."""

import re

from tests.web.conftest import Cast


def test_the_worker_may_look_after_the_whole_site_and_is_asked_for_anew(cast: Cast) -> None:
    answer = cast.client(None).get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_worker_keeps_files_that_are_there(cast: Cast) -> None:
    anybody = cast.client(None)
    kept = re.search(r"FILES = \[(.*?)\]", anybody.get("/sw.js").content.decode())
    assert kept is not None
    files = [name.encode().decode("unicode_escape") for name in re.findall(r'"([^"]+)"', kept[1])]
    assert len(files) == 7
    for file in files:
        answer = anybody.get(file)
        assert answer.status_code == 200
        answer.close()


def test_an_installed_edulis_has_a_name_and_icons(cast: Cast) -> None:
    told = cast.client(None, headers={"accept-language": "en"}).get("/manifest.webmanifest").json()
    assert (told["name"], told["scope"], told["lang"]) == ("Edulis", "/", "en")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_an_outbox_learns_whose_session_this_is_with_its_token(cast: Cast) -> None:
    assert cast.client(None).get("/phone/token/").json()["person"] == 0
    told = cast.client("binh").get("/phone/token/").json()
    assert told["person"] == cast.binh.pk
    assert len(told["token"]) == 64


def test_the_page_of_the_phone_is_there_for_everybody(cast: Cast) -> None:
    assert cast.client(None).get("/phone/").status_code == 200
    assert cast.binh.name in cast.client("binh").get("/phone/").content.decode()


def test_each_page_says_for_whom_it_was_made_so_that_a_phone_keeps_them_apart(cast: Cast) -> None:
    assert cast.client(None).get("/phone/").headers["Edulis-Person"] == "0"
    assert cast.client("binh").get("/phone/").headers["Edulis-Person"] == str(cast.binh.pk)
