"""Dialogues pair what users find with what lies behind it; what was tried stays told, also where it failed."""

from collections.abc import Callable
from typing import Any

import pytest

from edulis.web.enterprises.models import ROWS
from edulis.web.forum.models import Post, Topic, Trial
from edulis.web.kit.models import Line
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]


@pytest.fixture
def kinds(cast: Cast) -> None:
    for number, kind in enumerate(("noodles", "starch", "trader", "retailer", "pigs")):
        ROWS["enterprise"]._default_manager.create(of=cast.village, code=f"e{number}", kind=kind)


GIVEN = {"title": "Sạn trong miến", "user": "retailer", "makers": ["noodles", "starch"], "voice": "end_user",
         "quality": "Mười bó bỏ một.", "behind": "Chiều thiếu nước rửa."}  # fmt: skip


@pytest.mark.usefixtures("kinds")
def test_a_member_or_a_facilitator_opens_one_and_nobody_else(cast: Cast, send: Send) -> None:
    for who in ("an", "son", "ngoc", "lan"):
        assert send(cast.client(who), f"{HERE}dialogue/", **GIVEN).status_code in {403, 404}, who
    assert send(cast.client("binh"), f"{HERE}dialogue/", **GIVEN).status_code == 302
    topic = Topic.objects.get()
    assert (topic.dialogue, topic.user, topic.makers) == (True, "retailer", ["noodles", "starch"])
    assert [line.verb for line in Line.objects.all()] == ["forum.dialogue_open"]
    page = cast.client("an").get(f"{HERE}{topic.pk}/").content.decode()
    assert page.index("Mười bó bỏ một.") < page.index("Chiều thiếu nước rửa.")
    assert send(cast.client("minh"), f"{HERE}dialogue/", **GIVEN | {"voice": "facilitator"}).status_code == 302


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize(
    "wrong",
    [{"makers": []}, {"makers": ["retailer"]}, {"makers": ["noodles", "starch", "trader", "pigs"]}, {"user": "x"},
     {"quality": ""}],
)  # fmt: skip
def test_both_sides_are_named_and_differ(cast: Cast, send: Send, wrong: dict[str, object]) -> None:
    assert send(cast.client("binh"), f"{HERE}dialogue/", **GIVEN | wrong).status_code == 422
    assert Topic.objects.count() == 0


def test_a_proposal_is_tried_and_every_step_of_it_stays(cast: Cast, dialogue: Topic, send: Send) -> None:
    say = f"{HERE}{dialogue.pk}/say/"
    assert send(cast.client("an"), say, words="Rửa bốn lần?", voice="end_user", part="proposal").status_code == 302
    proposal = Post.objects.latest("pk")
    tried = f"{HERE}post/{proposal.pk}/tried/"
    assert send(cast.client("son"), tried, state="worked", words="x").status_code == 403
    assert send(cast.client("dao"), tried, state="trying", words="Ba hộ đếm").status_code == 302
    assert send(cast.client("binh"), tried, state="failed", words="Lần thứ tư không trắng hơn").status_code == 302
    page = cast.client("an", headers={"accept-language": "en"}).get(f"{HERE}{dialogue.pk}/").content.decode()
    for words in ("Tried: it did not work", "Ba hộ đếm", "Lần thứ tư không trắng hơn"):
        assert words in page
    assert Trial.objects.count() == 2
    behind = dialogue.posts.get(part="behind")
    assert send(cast.client("dao"), f"{HERE}post/{behind.pk}/tried/", state="worked").status_code == 404


def test_a_plain_topic_has_no_sides(cast: Cast, topic: Topic, send: Send) -> None:
    for part in ("quality", "behind", "proposal", "open", "came", "x"):
        address = f"{HERE}{topic.pk}/say/"
        assert send(cast.client("dao"), address, words="x", voice="processor", part=part).status_code == 404
    assert cast.client("dao").get(f"{HERE}{topic.pk}/guests/").status_code == 404
