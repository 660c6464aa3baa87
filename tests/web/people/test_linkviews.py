"""The page of links: who may ask, answer, cut, and what each side knows."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from edulis.web.people.linkviews import LinkForm
from edulis.web.people.models import Link
from tests.web.conftest import Cast

HERE = "/c/lang-bot/people/links/"
Key = Callable[[], str]


def ask(cast: Cast, key: Key, who: str, days: int = 90) -> int:
    sent = {"other": "lang-ben", "purpose": "Bã cho lợn", "until": timezone.localdate() + dt.timedelta(days=days)}
    return int(cast.client(who).post(f"{HERE}new/", sent | {"_key": key()}).status_code)


def test_coordinators_put_it_to_the_vote_and_everybody_of_the_cluster_sees_how_far_it_is(cast: Cast, key: Key) -> None:
    for who, status in (("binh", 403), ("minh", 403), ("lan", 404), ("hoa", 302)):
        assert ask(cast, key, who) == status, who
    assert "thành viên bên ta đang bỏ phiếu" in cast.client("binh").get(HERE).content.decode()
    assert "Bã cho lợn" not in cast.client("lan").get("/c/lang-ben/people/links/").content.decode()
    assert ask(cast, key, "hoa") == 409


def test_a_link_ends_within_a_year(cast: Cast, key: Key) -> None:
    assert ask(cast, key, "hoa", days=400) == 422
    assert ask(cast, key, "hoa", days=0) == 422
    assert [code for code, _ in LinkForm(cast.village).fields["other"].choices] == ["lang-ben"]  # type: ignore[attr-defined]


def test_a_link_of_others_cannot_be_touched(cast: Cast, key: Key) -> None:
    ask(cast, key, "hoa")
    number = Link.objects.get().pk
    assert cast.client("lan").post(f"{HERE}{number}/cut/", {"_key": key()}).status_code == 404
    assert cast.client("hoa").post(f"{HERE}{number}/answer/", {"_key": key()}).status_code == 409
    assert cast.client("hoa").post(f"{HERE}{number}/cut/", {"_key": key()}).status_code == 302
    assert cast.client("hoa").post(f"{HERE}{number}/cut/", {"_key": key()}).status_code == 409
