"""Hiding needs those whom the members chose and a published reason; translations stand beside what was written."""

from collections.abc import Callable
from typing import Any

from edulis.web.forum.models import Objection, Topic, Translation
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]


def page(cast: Cast, topic: Topic, who: str, language: str = "vi") -> str:
    return cast.client(who, headers={"accept-language": language}).get(f"{HERE}{topic.pk}/").content.decode()


def test_hidden_words_are_read_by_members_on_tapping_and_by_nobody_from_outside(
    cast: Cast, topic: Topic, send: Send
) -> None:
    post = topic.posts.get()
    for who in ("binh", "an", "minh", "son", "ngoc", "dao"):
        refused = send(cast.client(who), f"{HERE}post/{post.pk}/hide/", words="không thích")
        assert refused.status_code in {403, 404}, who
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/hide/", words="").status_code == 422
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/hide/", words="Nêu tên người khác").status_code == 302
    for who in ("dao", "an", "minh", "ngoc"):
        assert "Nêu tên người khác" in page(cast, topic, who), who
    for who in ("dao", "an", "binh"):
        assert "Chiều nào cũng thiếu nước." in page(cast, topic, who), who
    for who in ("minh", "son", "ngoc"):
        assert "Chiều nào cũng thiếu nước." not in page(cast, topic, who), who
        assert cast.client(who).get(f"{HERE}post/{post.pk}/all/").status_code == 404
        assert cast.client(who).get(f"{HERE}post/{post.pk}/translate/").status_code in {403, 404}
        found = cast.client(who).get(f"{HERE}?q=chieu+nao").content.decode()
        assert "Nước rửa bột" not in found  # nor can they be felt out by searching
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/hide/", words="lại").status_code == 409
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/show/").status_code == 302
    assert "Chiều nào cũng thiếu nước." in page(cast, topic, "minh")
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/show/").status_code == 409


def test_who_thinks_something_is_wrong_asks_those_who_moderate(cast: Cast, topic: Topic, send: Send) -> None:
    post = topic.posts.get()
    assert send(cast.client("minh"), f"{HERE}post/{post.pk}/object/", words="Có tên người").status_code == 302
    assert "Có tên người" in cast.client("hoa").get(f"{HERE}post/{post.pk}/hide/").content.decode()
    assert "Có tên người" not in page(cast, topic, "binh")
    assert send(cast.client("hoa"), f"{HERE}post/{post.pk}/show/").status_code == 302  # left as it stands
    assert Objection.objects.get().settled is not None


def test_a_translation_is_shown_in_its_language_with_what_was_written_beside_it(
    cast: Cast, topic: Topic, send: Send
) -> None:
    post = topic.posts.get()
    assert "Vietnamese, not translated" in page(cast, topic, "an", "en")
    address = f"{HERE}post/{post.pk}/translate/"
    assert "Chiều nào" in cast.client("an", headers={"accept-language": "en"}).get(address).content.decode()
    assert send(cast.client("an"), address, language="en", words="No water in the evening.").status_code == 302
    english = page(cast, topic, "an", "en")
    assert english.index("No water in the evening.") < english.index("Chiều nào cũng thiếu nước.")
    assert "No water" not in page(cast, topic, "an", "vi")
    late = send(cast.client("dao"), address, language="en", words="Short of water.", seen=0)
    assert late.status_code == 409
    assert all(words in late.content.decode() for words in ("No water in the evening.", "Short of water."))
    assert send(cast.client("dao"), address, language="en", words="Short of water.", seen=1).status_code == 302
    assert Translation.objects.get().words == "Short of water."
    change = {"title": "Nước", "words": "Nay đủ nước.", "voice": "processor", "seen": 1}
    send(cast.client("binh"), f"{HERE}post/{post.pk}/change/", **change)
    assert "changed after it was translated" in page(cast, topic, "an", "en")
    assert send(cast.client("dao"), address, language="xx", words="Now there is.", seen=2).status_code == 302
