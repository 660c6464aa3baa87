"""The pages of a ballot: casting without scripts, receipts told once, nothing for those whom it does not concern."""

import re
from collections.abc import Callable

from django.db import transaction

from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import recount
from edulis.web.kit.ballot.models import Ballot, Mark
from edulis.web.kit.models import Line
from tests.web.conftest import Cast
from tests.web.harness.filling import forms_of
from tests.web.kit.ballot.conftest import Holds, over, send


def page(cast: Cast, name: str, ballot: Ballot, part: str = "", **more: str) -> str:
    answer = cast.client(name).get(f"/c/lang-bot/ballot/{ballot.pk}/{part}", headers={"accept-language": "en"} | more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_member_votes_with_one_tap_and_no_script(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    told = page(cast, "binh", ballot)
    assert 'data-outbox="Vote: Đào mương chung?"' in told
    form = next(one for one in forms_of(told.encode()) if "/cast/" in one.action)
    assert {one.value for one in form.fields if one.name == "choice"} == {"yes", "no", "abstain"}
    answer = send(cast, "binh", ballot, "yes")
    assert answer.headers["Location"] == f"/c/lang-bot/ballot/{ballot.pk}/"
    assert "your vote now" in page(cast, "binh", ballot)


def test_the_receipt_stands_in_the_form_and_is_told_once_more_when_the_vote_is_in(cast: Cast, holds: Holds) -> None:
    ballot = holds(secret=True)
    told = page(cast, "binh", ballot)
    code = re.search(r"<strong>([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})</strong>", told)
    assert code is not None
    receipt = re.search(r'name="receipt" value="([2-9a-z]{12})"', told)
    assert receipt is not None
    assert code.group(1).replace("-", "").lower() == receipt.group(1)
    answer = send(cast, "binh", ballot, "no", receipt=receipt.group(1))
    assert code.group(1) in answer.content.decode()
    again = page(cast, "binh", ballot)
    assert code.group(1) not in again
    assert 'id="receipt-' in again


def test_a_phones_outbox_is_led_to_the_receipt_behind_the_hash(
    cast: Cast, holds: Holds, key: Callable[[], str]
) -> None:
    ballot, mine = holds(secret=True), key()
    sent = {"choice": "yes", "receipt": "abcd2345efgh"}
    for _ in range(2):
        answer = cast.client("binh").post(
            f"/c/lang-bot/ballot/{ballot.pk}/cast/", sent,
            headers={"accept": "application/json", "idempotency-key": mine},
        )  # fmt: skip
        assert answer.json() == {"to": f"/c/lang-bot/ballot/{ballot.pk}/#ABCD-2345-EFGH"}
    assert Mark.objects.count() == 1


def test_a_vote_that_comes_too_late_is_refused_in_words(cast: Cast, holds: Holds) -> None:
    ballot = over(holds())
    answer = send(cast, "binh", ballot, "yes")
    assert answer.status_code == 409
    assert not Line.objects.filter(verb="kit.ballot_vote").exists()
    assert "Nothing is decided: 0 voted, 1 were needed." in page(cast, "binh", ballot)


def test_nobody_votes_for_others_or_in_another_cluster(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    assert send(cast, "minh", ballot, "yes").status_code == 403
    assert send(cast, "lan", ballot, "yes").status_code == 404
    assert send(cast, "an", ballot, "yes").status_code == 404  # not asked
    assert cast.client("lan").get(f"/c/lang-ben/ballot/{ballot.pk}/").status_code == 404
    assert Mark.objects.count() == 0


def test_the_wall_tells_how_many_voted_and_counts_only_at_the_end(cast: Cast, holds: Holds) -> None:
    ballot = holds(form="list", rule=Deciding("most"), options=[("a", "Bà Hoa"), ("b", "Ông Bình")], secret=True)
    with transaction.atomic():
        vote(cast.visit("binh"), ballot, ["a"], receipt="abcd2345efgh")
    told = page(cast, "minh", ballot, "wall/")
    assert "<strong>1</strong>" in told
    assert "Bà Hoa" not in told
    ended = page(cast, "minh", over(ballot), "wall/")
    assert "Chosen: Bà Hoa." in ended
    assert "wall.js" not in ended
    assert recount(ballot).chosen == ("a",)


def test_the_page_of_a_ballot_asks_the_store_few_questions(
    cast: Cast, holds: Holds, django_assert_max_num_queries: Callable[..., object]
) -> None:
    ballot = holds(electorate="members_and_allies")
    client = cast.client("binh")
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        client.get(f"/c/lang-bot/ballot/{ballot.pk}/")
