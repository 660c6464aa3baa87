"""Reading the journal."""

from collections.abc import Callable

from edulis.web.journal.models import Meeting
from tests.web.conftest import Cast


def test_the_door_shows_what_comes_and_what_was(cast: Cast, meeting: Meeting, theirs: Meeting) -> None:
    Meeting.objects.create(cluster=cast.village, title="Sắp tới", day="2190-01-01")
    page = cast.client("binh").get("/c/lang-bot/journal/").content.decode()
    assert page.index("Sắp tới") < page.index("Nước thải")
    assert "Việc riêng" not in page


def test_the_trail_is_told_in_both_languages_and_marks_those_from_outside(
    cast: Cast, meeting: Meeting, key: Callable[[], str]
) -> None:
    sent = {"_key": key(), "seen": 0, "words": "Ao đầy"}
    cast.client("minh").post(f"/c/lang-bot/journal/{meeting.pk}/minutes/", sent)
    hoa = cast.client("hoa")
    english = hoa.get("/c/lang-bot/journal/trail/", headers={"accept-language": "en"}).content.decode()
    assert "Minh (Facilitator) wrote minutes" in english
    assert "from outside" in english
    assert "Minh" in hoa.get("/c/lang-bot/journal/trail/", headers={"accept-language": "vi"}).content.decode()
    for page in ("0", "-1", "x", "9" * 30):
        assert hoa.get(f"/c/lang-bot/journal/trail/?page={page}").status_code == 200
    assert cast.client("ngoc").get("/c/lang-bot/journal/trail/").status_code == 403


def test_the_timeline_shows_decisions_that_stand(cast: Cast, meeting: Meeting) -> None:
    meeting.decided.create(words="Đào mương", at="2003-05-06T00:00Z")
    meeting.decided.create(words="Bỏ rồi", at="2003-05-06T00:00Z", struck="2003-05-07T00:00Z")
    page = cast.client("son").get("/c/lang-bot/journal/timeline/").content.decode()
    assert "Đào mương" in page
    assert "Bỏ rồi" not in page
