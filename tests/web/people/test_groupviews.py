"""The pages of groups."""

import uuid
from typing import Any

from edulis.web.kit.ballot.models import Ballot
from edulis.web.people.models import Group, GroupMember
from edulis.web.people.officeforms import soon
from tests.web.conftest import Cast

HERE = "/c/lang-bot/people/groups"
ASKED = {"question": "Mua chung nồi?", "until_day": soon(3), "until_time": "20:00", "later": "0", "secret": "open"}


def sent(cast: Cast, who: str, path: str, **more: Any) -> Any:
    headers = {"accept-language": "en"}
    return cast.client(who).post(HERE + path, {"_key": str(uuid.uuid4())} | more, headers=headers)


def read(cast: Cast, who: str, path: str = "/") -> str:
    answer = cast.client(who).get(HERE + path, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return str(answer.content.decode())


def made(cast: Cast) -> Group:
    answer = sent(cast, "dao", "/new/", name="Hội phụ nữ", kind="women", purpose="Giúp nhau", joining="asked")
    assert answer.status_code == 302
    return Group.objects.get()


def test_a_group_from_its_making_to_its_question(cast: Cast) -> None:
    group = made(cast)
    here = f"/{group.pk}/"
    assert "Women&#x27;s association" in read(cast, "minh")
    assert sent(cast, "binh", f"{here}join/").status_code == 302
    assert "You asked to join" in read(cast, "binh", here)
    row = GroupMember.objects.get(person=cast.binh)
    assert sent(cast, "hoa", f"/asked/{row.pk}/").status_code == 404
    assert sent(cast, "dao", f"/asked/{row.pk}/").status_code == 302
    assert sent(cast, "dao", f"/asked/{row.pk}/").status_code == 409
    assert sent(cast, "binh", f"{here}ask/", **ASKED).status_code == 302
    assert "Mua chung nồi?" in read(cast, "dao", here)
    assert "Mua chung nồi?" not in read(cast, "hoa", here)
    assert sent(cast, "hoa", f"{here}ask/", **ASKED).status_code == 404
    assert Ballot.objects.get().among_title == "Hội phụ nữ"
    assert sent(cast, "binh", f"{here}leave/").status_code == 302
    assert sent(cast, "binh", f"{here}leave/").status_code == 409


def test_outsiders_read_of_groups_and_are_in_none(cast: Cast) -> None:
    group = made(cast)
    for who in ("minh", "son", "ngoc", "an"):
        for path in ("/new/", f"/{group.pk}/join/", f"/{group.pk}/ask/", f"/{group.pk}/change/"):
            assert sent(cast, who, path).status_code == 403, (who, path)


def test_two_who_change_a_group_see_both_versions(cast: Cast) -> None:
    group = made(cast)
    path, told = f"/{group.pk}/change/", {"kind": "women", "purpose": "", "joining": "open"}
    assert sent(cast, "dao", path, seen=1, name="Hội xóm Đình", **told).status_code == 302
    stale = sent(cast, "dao", path, seen=1, name="Hội xóm Chùa", **told)
    assert stale.status_code == 409
    page = stale.content.decode()
    assert "Hội xóm Đình" in page
    assert "Hội xóm Chùa" in page
    assert sent(cast, "dao", path, seen=2, name="Hội xóm Chùa", **told).status_code == 302
    assert sent(cast, "dao", path, seen="x", name="Hội", **told).status_code == 409
