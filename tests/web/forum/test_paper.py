"""Paper: a sheet with room to write, typed in afterwards as the words of who spoke, with a witness."""

from collections.abc import Callable
from typing import Any

import pytest

from edulis.web.forum.models import Post, Topic
from edulis.web.kit.models import Line
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]


def test_the_sheet_says_what_it_is_about_and_has_room(cast: Cast, topic: Topic, dialogue: Topic) -> None:
    page = cast.client("ngoc").get(f"{HERE}{topic.pk}/sheet/").content.decode()
    assert "Chiều nào cũng thiếu nước." in page
    assert page.count('class="lines"') == 6
    both = cast.client("ngoc").get(f"{HERE}{dialogue.pk}/sheet/").content.decode()
    assert both.index("Mười bó bỏ một.") < both.index("Chiều rửa thiếu nước.")


def test_what_was_said_aloud_stands_under_the_name_of_who_said_it_and_they_can_change_it(
    cast: Cast, topic: Topic, send: Send
) -> None:
    spoken = {"speaker": cast.dao.pk, "voice": "worker", "stance": "experience", "words": "Rửa ba lần là trắng",
              "witness": cast.hoa.pk}  # fmt: skip
    assert send(cast.client("minh"), f"{HERE}{topic.pk}/spoken/", **spoken).status_code == 302
    post = Post.objects.latest("pk")
    assert (post.by, post.typed_by, post.witness, post.outsider) == (cast.dao, cast.minh, cast.hoa, False)
    assert Line.objects.latest("number").role == "facilitator"
    page = cast.client("binh").get(f"{HERE}{topic.pk}/").content.decode()
    assert "Phí Thị Hoa" in page
    change = {"words": "Rửa bốn lần", "voice": "worker", "stance": "note", "seen": 1}
    assert send(cast.client("minh"), f"{HERE}post/{post.pk}/change/", **change).status_code == 404
    assert send(cast.client("dao"), f"{HERE}post/{post.pk}/change/", **change).status_code == 302


@pytest.mark.parametrize(
    ("speaker", "name", "witness", "typist"),
    [("", "", "hoa", "binh"), ("dao", "", "dao", "binh"), ("dao", "", "binh", "binh"), ("dao", "", "an", "binh"),
     ("dao", "", "", "binh"), ("lan", "", "hoa", "binh"), ("dao", "Bà Tư", "hoa", "binh"), ("dao", "", "minh", "binh")],
)  # fmt: skip
def test_three_people_stand_behind_it(
    cast: Cast, topic: Topic, send: Send, speaker: str, name: str, witness: str, typist: str
) -> None:
    given = {"speaker": cast.people[speaker].pk if speaker else "", "name": name, "voice": "worker", "stance": "note",
             "words": "x", "witness": cast.people[witness].pk if witness else ""}  # fmt: skip
    assert send(cast.client(typist), f"{HERE}{topic.pk}/spoken/", **given).status_code == 422
    assert topic.posts.count() == 1


def test_somebody_without_the_site_has_a_name_only(cast: Cast, topic: Topic, send: Send) -> None:
    given = {"speaker": "", "name": "Bà Tư", "voice": "neighbour", "stance": "against", "words": "Ao hôi lắm",
             "witness": cast.dao.pk}  # fmt: skip
    assert send(cast.client("binh"), f"{HERE}{topic.pk}/spoken/", **given).status_code == 302
    post = Post.objects.latest("pk")
    assert (post.by, post.who) == (None, "Bà Tư")
    for who in ("an", "son", "ngoc"):
        assert send(cast.client(who), f"{HERE}{topic.pk}/spoken/", **given).status_code == 403
