"""What is typed is kept in composed letters, and what no store holds is refused."""

import unicodedata
from collections.abc import Callable

from edulis.web.kit.letters import Letters
from edulis.web.people.models import Invitation
from tests.web.conftest import Cast


def test_a_name_in_separate_marks_is_kept_in_composed_letters(cast: Cast, key: Callable[[], str]) -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Hồng")
    sent = {"_key": key(), "name": apart, "role": "member", "household": ""}
    assert cast.client("hoa").post("/c/lang-bot/people/card/", sent).status_code == 302
    assert Invitation.objects.get().name == "Nguyễn Thị Hồng"


def test_the_sign_that_no_keyboard_writes_is_refused_politely(cast: Cast, key: Callable[[], str]) -> None:
    assert callable(Letters)
    hoa = cast.client("hoa")
    assert hoa.get("/c/lang-bot/people/?q=%00").status_code == 400
    answer = hoa.post("/c/lang-bot/people/card/", {"_key": key(), "name": "a\0b", "role": "member"})
    assert answer.status_code == 400
    assert Invitation.objects.count() == 0
