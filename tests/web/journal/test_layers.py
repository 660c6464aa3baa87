"""What comes from outside is marked, and the researchers' layer stands apart."""

from collections.abc import Callable

from edulis.web.journal.models import Meeting, Note
from tests.web.conftest import Cast


def test_a_facilitators_note_is_marked_as_from_outside(cast: Cast, meeting: Meeting, key: Callable[[], str]) -> None:
    here = f"/c/lang-bot/journal/{meeting.pk}/"
    assert cast.client("minh").post(here + "note/", {"_key": key(), "words": "Ít ai nói"}).status_code == 302
    page = cast.client("binh").get(here, headers={"accept-language": "en"}).content.decode()
    assert "Ít ai nói" in page
    assert "from outside" in page
    assert cast.client("binh").post(here + "note/", {"_key": key(), "words": "x"}).status_code == 403
    assert cast.client("minh").post(here + "note/", {"_key": key(), "words": " "}).status_code == 422


def test_only_researchers_write_in_their_layer_and_all_of_the_cluster_can_read_it(
    cast: Cast, key: Callable[[], str]
) -> None:
    here = "/c/lang-bot/journal/research/"
    assert cast.client("ngoc").post(here + "new/", {"_key": key(), "words": "Giả thuyết"}).status_code == 302
    for who in ("hoa", "binh", "minh", "an"):
        assert cast.client(who).post(here + "new/", {"_key": key(), "words": "x"}).status_code == 403
        assert "Giả thuyết" in cast.client(who).get(here).content.decode()
    assert cast.client("lan").get(here).status_code == 404
    assert Note.objects.get().layer == "research"
