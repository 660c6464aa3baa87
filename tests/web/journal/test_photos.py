"""Pictures of meetings: given out as JPEG to those who belong here, and to nobody else."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from edulis.web.journal.models import Meeting, Photo
from tests.web.conftest import Cast


def test_a_picture_is_added_seen_and_taken_down(
    cast: Cast, meeting: Meeting, picture: bytes, key: Callable[[], str]
) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/photo/"
    sent = {"_key": key(), "picture": SimpleUploadedFile("bà Hoa.jpg", picture), "caption": "Bể lắng"}
    assert cast.client("binh").post(here, sent).status_code == 302
    photo = Photo.objects.get()
    assert "hoa" not in photo.name.lower()
    seen = cast.client("son").get(f"/c/lang-bot/journal/photo/{photo.name}/")
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in seen.headers["Cache-Control"]
    assert cast.client("lan").get(f"/c/lang-bot/journal/photo/{photo.name}/").status_code == 404
    assert cast.client("lan").get(f"/c/lang-ben/journal/photo/{photo.name}/").status_code == 404
    down = f"/c/lang-bot/journal/photo/{photo.name}/down/"
    assert cast.client("dao").post(down, {"_key": key()}).status_code == 404  # another's
    assert cast.client("binh").post(down, {"_key": key()}).status_code == 302
    assert Photo.objects.count() == 0


def test_what_is_no_picture_is_refused_in_words(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/photo/"
    for content in (b"<svg onload=alert(1)>", b"x"):
        sent = {"_key": key(), "picture": SimpleUploadedFile("a.jpg", content, "image/jpeg")}
        assert cast.client("binh").post(here, sent).status_code == 422
    assert cast.client("binh").post(here, {"_key": key()}).status_code == 422
    assert Photo.objects.count() == 0
