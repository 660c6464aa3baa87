"""Pictures and voice notes: given out as what they are, to those who may read the words they belong to."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from edulis.web.forum import actions
from edulis.web.forum.models import Picture, Sound, Topic
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE
from tests.web.kit.test_sounds import OGG


def hung(cast: Cast, topic: Topic, picture: bytes, send: Callable[..., Any]) -> tuple[str, str]:
    files = {"picture": SimpleUploadedFile("bà Hoa.jpg", picture), "sound": SimpleUploadedFile("<x>.ogg", OGG)}
    send(cast.client("dao"), f"{HERE}{topic.pk}/say/", words="Đây", voice="processor", **files)
    return f"{HERE}picture/{Picture.objects.get().name}/", f"{HERE}voice/{Sound.objects.get().name}/"


def test_they_are_given_out_safely_and_to_this_cluster_only(
    cast: Cast, topic: Topic, picture: bytes, send: Callable[..., Any]
) -> None:
    seen, heard = hung(cast, topic, picture, send)
    for address, kind in ((seen, "image/jpeg"), (heard, "audio/ogg")):
        answer = cast.client("son").get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("inline; filename=")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert cast.client("lan").get(address).status_code == 404
        assert cast.client("lan").get(address.replace("lang-bot", "lang-ben")).status_code == 404
        assert cast.client(None).get(address).status_code == 302
    assert cast.client("binh").get(heard, headers={"range": "bytes=0-3"}).content == b"OggS"


def test_of_hidden_words_the_pictures_are_hidden_too(
    cast: Cast, topic: Topic, picture: bytes, send: Callable[..., Any]
) -> None:
    addresses = hung(cast, topic, picture, send)
    with transaction.atomic():
        actions.hide(cast.visit("hoa"), topic.posts.latest("pk"), "người trên ảnh không muốn")
    for address in addresses:
        assert cast.client("minh").get(address).status_code == 404
        assert cast.client("binh").get(address).status_code == 200


def test_who_hung_it_or_moderates_takes_it_down(
    cast: Cast, topic: Topic, picture: bytes, send: Callable[..., Any]
) -> None:
    seen, heard = (one.split("/")[-2] for one in hung(cast, topic, picture, send))
    assert send(cast.client("binh"), f"{HERE}media/{seen}/down/").status_code == 404
    assert send(cast.client("dao"), f"{HERE}media/{seen}/down/").status_code == 302
    assert send(cast.client("hoa"), f"{HERE}media/{heard}/down/").status_code == 302
    assert Picture.objects.count() == Sound.objects.count() == 0
    assert send(cast.client("hoa"), f"{HERE}media/{heard}/down/").status_code == 404
