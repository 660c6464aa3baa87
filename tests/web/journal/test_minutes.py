"""Minutes in versions; decisions are the members' own."""

from collections.abc import Callable

from edulis.web.journal.models import Decided, Meeting
from tests.web.conftest import Cast


def test_minutes_are_written_by_members_and_facilitators_and_both_versions_are_shown(
    cast: Cast, meeting: Meeting, key: Callable[[], str]
) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/minutes/"
    assert cast.client("minh").post(here, {"_key": key(), "seen": 0, "words": "Ao đầy"}).status_code == 302
    late = cast.client("binh").post(here, {"_key": key(), "seen": 0, "words": "Mương tắc"})
    assert late.status_code == 409
    assert "Ao đầy" in late.content.decode()
    assert "Mương tắc" in late.content.decode()
    assert cast.client("binh").post(here, {"_key": key(), "seen": 1, "words": "Cả hai"}).status_code == 302
    page = cast.client("ngoc").get(here + "all/").content.decode()
    assert "Ao đầy" in page
    assert "Cả hai" in page
    assert cast.client("son").post(here, {"_key": key(), "seen": 2, "words": "x"}).status_code == 403


def test_outsiders_write_down_no_decision(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/decided/"
    for who in ("minh", "son", "ngoc", "an"):
        assert cast.client(who).post(here, {"_key": key(), "words": "Đào mương"}).status_code == 403
    assert cast.client("binh").post(here, {"_key": key(), "words": "Đào mương", "hands_for": 9}).status_code == 302
    assert cast.client("binh").post(here, {"_key": key(), "words": ""}).status_code == 422
    line = Decided.objects.get()
    assert cast.client("minh").post(f"/c/lang-bot/journal/struck/{line.pk}/", {"_key": key()}).status_code == 403
    assert cast.client("hoa").post(f"/c/lang-bot/journal/struck/{line.pk}/", {"_key": key()}).status_code == 302
    assert cast.client("hoa").post(f"/c/lang-bot/journal/struck/{line.pk}/", {"_key": key()}).status_code == 409
    assert "<s>Đào mương</s>" in cast.client("binh").get(f"/c/lang-bot/journal/{meeting.pk}/").content.decode()
