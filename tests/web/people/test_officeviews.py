"""The pages of the office and of the rules: members call, name, stand, recall and propose; outsiders look."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from edulis.web.people.models import Candidate, Election, Membership, MembersRule
from edulis.web.people.officeforms import soon
from tests.web.conftest import Cast
from tests.web.people.conftest import DAY, called, over, p, say
from tests.web.people.test_officeforms import CALL

PEOPLE = "/c/lang-bot/people"
EN = {"accept-language": "en"}


def sent(cast: Cast, who: str, path: str, **more: Any) -> Any:
    return cast.client(who).post(PEOPLE + path, {"_key": str(uuid.uuid4())} | more, headers=EN)


def read(cast: Cast, who: str, path: str) -> str:
    answer = cast.client(who).get(PEOPLE + path, headers=EN)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_election_from_its_call_to_the_office(cast: Cast) -> None:
    assert sent(cast, "binh", "/office/new/", **CALL).status_code == 302
    made = Election.objects.get()
    here = f"/office/{made.pk}"
    assert sent(cast, "binh", f"{here}/name/", person=cast.dao.pk).status_code == 302
    assert "Do you stand?" in read(cast, "dao", f"{here}/")
    named = Candidate.objects.get()
    assert sent(cast, "binh", f"/office/named/{named.pk}/", willing="yes").status_code == 404
    assert sent(cast, "dao", f"/office/named/{named.pk}/", willing="yes").status_code == 302
    assert sent(cast, "hoa", f"{here}/name/", person=cast.minh.pk).status_code == 409
    Election.objects.update(nominate_until=timezone.now() - DAY)
    page = read(cast, "binh", f"{here}/")
    assert "Who are to be our coordinators?" in page
    assert sent(cast, "hoa", f"{here}/name/", person=cast.hoa.pk).status_code == 409
    ballot = Election.objects.get().ballot
    say(cast, ballot, binh=p(cast, "dao"), hoa=p(cast, "dao"))
    over(ballot)
    told = read(cast, "minh", "/office/")
    assert "Đỗ Thị Đào" in told
    assert "They were elected until" in told


def test_outsiders_look_at_an_election_and_touch_nothing(cast: Cast) -> None:
    made = called(cast, "binh")
    assert "Call an election" not in read(cast, "minh", "/office/")
    held = Membership.objects.get(person=cast.hoa, until=None)
    for who in ("minh", "son", "ngoc", "an"):
        for path in (
            "/office/new/", f"/office/{made.pk}/name/", f"/office/recall/{held.pk}/", "/rules/people.rules/",
        ):  # fmt: skip
            assert sent(cast, who, path).status_code == 403, (who, path)
    assert Election.objects.count() == 1


def test_an_election_that_cannot_be_held_says_why(cast: Cast) -> None:
    answer = sent(cast, "binh", "/office/new/", **CALL | {"names_day": soon(8)})
    assert answer.status_code == 422
    assert "First the names, then the vote." in answer.content.decode()
    called(cast, "binh")
    assert sent(cast, "dao", "/office/new/", **CALL).status_code == 409


def test_a_recall_is_put_to_the_members(cast: Cast) -> None:
    held = Membership.objects.get(person=cast.hoa, until=None)
    times = {"until_day": soon(3), "until_time": "20:00", "later": "1", "secret": "secret", "why": "Không họp"}
    answer = sent(cast, "dao", f"/office/recall/{held.pk}/", **times)
    assert answer.status_code == 302
    assert "/ballot/" in answer.headers["Location"]
    member = Membership.objects.get(person=cast.binh)
    assert sent(cast, "dao", f"/office/recall/{member.pk}/", **times).status_code == 404
    ballot = Election.objects.get().ballot
    say(cast, ballot, dao="yes", binh="yes")
    over(ballot)
    assert "The members recalled Phí Thị Hoa" in read(cast, "binh", "/office/")


def test_the_last_coordinator_is_told_why_they_cannot_leave(cast: Cast) -> None:
    held = Membership.objects.get(person=cast.hoa, until=None)
    answer = sent(cast, "hoa", f"/{held.pk}/end/")
    assert answer.status_code == 409
    assert "Call an election first." in answer.content.decode()


def test_a_rule_is_read_by_all_and_changed_by_the_members_vote(cast: Cast) -> None:
    assert "Talk first" in read(cast, "ngoc", "/rules/")
    told = {"kind": "majority", "quorum": "1/2", "until_day": soon(4), "until_time": "20:00", "later": "1"}
    assert sent(cast, "binh", "/rules/people.group/", **told).status_code == 302
    assert sent(cast, "dao", "/rules/people.group/", **told).status_code == 409
    assert sent(cast, "dao", "/rules/people.nothing/", **told).status_code == 404
    assert "Another rule is being voted on" in read(cast, "dao", "/rules/")
    row = MembersRule.objects.get()
    say(cast, row.ballot, binh="yes", dao="yes")
    over(row.ballot)
    page = read(cast, "dao", "/rules/")
    assert "set by the members on" in page
    assert "It is decided when more say yes than no." in page


def test_the_pages_ask_the_store_few_questions(cast: Cast, django_assert_max_num_queries: Callable[..., Any]) -> None:
    made, client = called(cast, "binh", "dao"), cast.client("binh")
    for path in ("/office/", f"/office/{made.pk}/", "/rules/"):
        with django_assert_max_num_queries(30):
            assert client.get(PEOPLE + path).status_code == 200
