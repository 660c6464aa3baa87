"""Pictures and sounds given out: whole or in the part that a player asks for, as what they are and nothing else."""

import pytest
from django.test import RequestFactory

from edulis.web.kit.giving import given

SOUND = bytes(range(200))


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("", 200, 0, 199), ("bytes=0-", 200, 0, 199), ("bytes=0-1", 206, 0, 1), ("bytes=190-999", 206, 190, 199),
        ("bytes=-5", 206, 195, 199), ("bytes=-999", 200, 0, 199), ("bytes=0-1,5-6", 200, 0, 199),
        ("potatoes", 200, 0, 199),
        ("bytes=-", 200, 0, 199),
    ],
)  # fmt: skip
def test_a_player_gets_the_part_it_asks_for(asked: str, status: int, first: int, last: int) -> None:
    request = RequestFactory().get("/", headers={"range": asked} if asked else {})
    answer = given(request, SOUND, "audio/ogg", "ab12")
    assert answer.status_code == status
    assert answer.content == SOUND[first : last + 1]
    assert answer.headers.get("Content-Range", "") == (f"bytes {first}-{last}/200" if status == 206 else "")
    assert answer.headers["Content-Disposition"] == 'inline; filename="ab12.ogg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("asked", ["bytes=200-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(asked: str) -> None:
    answer = given(RequestFactory().get("/", headers={"range": asked}), SOUND, "image/jpeg", "x")
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */200")


def test_what_could_be_run_is_never_given_out() -> None:
    with pytest.raises(KeyError):
        given(RequestFactory().get("/"), b"<script>", "text/html", "x")
