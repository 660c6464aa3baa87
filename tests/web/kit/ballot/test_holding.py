"""A ballot opens once, asks those who are there then, and is counted once, with one line."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot import holding
from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.casting import fresh_receipt
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import concludes, form_for, recount, settle, settle_due
from edulis.web.kit.ballot.models import Ballot, Elector, Urn
from edulis.web.kit.ballot.tallying import Outcome
from edulis.web.kit.models import Line
from edulis.web.kit.trail import breaks
from edulis.web.people.models import Membership
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import DAY, Holds, over


def say(cast: Cast, name: str, ballot: Ballot, choice: str, **more: Any) -> None:
    with transaction.atomic():
        vote(cast.visit(name), ballot, [choice], **more)


def asked(ballot: Ballot) -> set[str]:
    return {str(one.person) for one in Elector.objects.filter(ballot=ballot, apart=False)}


def test_a_ballot_asks_the_members_as_they_are_when_it_opens(cast: Cast, holds: Holds) -> None:
    now = timezone.now()
    ballot = holds(opens=now + dt.timedelta(hours=1))
    assert asked(ballot) == set()
    Membership.objects.filter(person=cast.binh).update(until=now)
    Ballot.objects.filter(pk=ballot.pk).update(opens=now - dt.timedelta(minutes=1))
    ballot = settle(Ballot.objects.get(pk=ballot.pk))
    assert asked(ballot) == {"Phí Thị Hoa", "Đỗ Thị Đào"}
    Membership.objects.create(person=cast.an, cluster=cast.village, role="member", since=now)
    assert asked(settle(ballot)) == {"Phí Thị Hoa", "Đỗ Thị Đào"}


def test_named_persons_are_asked_and_nobody_twice(cast: Cast, holds: Holds) -> None:
    ballot = holds(electorate="named", persons=[cast.binh.pk, cast.binh.pk], apart=[cast.an.pk, cast.binh.pk])
    rows = set(Elector.objects.filter(ballot=ballot).values_list("person", "apart"))
    assert rows == {(cast.binh.pk, False), (cast.an.pk, True)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "consent"}, {"rule": Deciding()}, {"rule": Deciding("most")}, {"form": "list"},
        {"form": "list", "options": [("a", "A"), ("a", "B")]}, {"options": [("a", "A")]}, {"electorate": "strangers"},
        {"form": "list", "options": [("a", "A"), ("b", "B")], "most": 3, "rule": Deciding("most")},
        {"cast_until": timezone.now() + 9 * DAY}, {"opens": timezone.now() + 2 * DAY},
        {"opens": timezone.now() - 4 * DAY, "cast_until": timezone.now() - 3 * DAY,
         "hand_in_until": timezone.now() - DAY},
    ],
)  # fmt: skip
def test_what_could_not_be_decided_is_not_put_to_the_vote(holds: Holds, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        holds(**wrong)


def test_the_form_follows_the_rule() -> None:
    assert (form_for(Deciding()), form_for(Deciding("majority"))) == ("consent", "yes_no")


@pytest.mark.parametrize("secret", [False, True])
def test_a_ballot_is_counted_once_with_one_line_and_the_recount_says_the_same(
    cast: Cast, holds: Holds, secret: bool
) -> None:
    ballot = holds(secret=secret)
    for name, choice in (("hoa", "yes"), ("binh", "yes"), ("dao", "no")):
        say(cast, name, ballot, choice, receipt=fresh_receipt())
    assert settle(ballot).closed is None
    ballot = over(ballot)
    ended = settle(ballot)
    assert settle(ballot).outcome == settle(ended).outcome == ended.outcome
    assert ended.end == recount(ended)
    assert ended.end is not None
    assert (ended.end.result, ended.end.asked, ended.end.voted) == ("yes", 3, 3)
    line = Line.objects.get(verb="kit.ballot_close")
    assert (line.person, line.subject) == (0, f"ballot.ballot:{ballot.pk}")
    assert list(breaks(cast.village)) == []


def test_once_counted_no_slip_has_a_receipt_any_more(cast: Cast, holds: Holds) -> None:
    ballot, receipt = holds(secret=True), fresh_receipt()
    say(cast, "binh", ballot, "no", receipt=receipt)
    before = set(Urn.objects.get(ballot=ballot, apart=False).slips)
    settle(over(ballot))
    after = Urn.objects.get(ballot=ballot, apart=False).slips
    assert after == {"000000": [["no"], ""]}
    assert not before & set(after)


def test_a_room_is_told_what_came_of_its_matter_in_the_same_transaction(
    cast: Cast, holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "_CONCLUSIONS", {})
    told: list[tuple[int, str]] = []

    @concludes("journal", "meeting")
    def done(ballot: Ballot, outcome: Outcome) -> None:
        told.append((ballot.pk, outcome.result))

    ballot = holds()
    say(cast, "binh", ballot, "yes")
    ended = settle(over(ballot))
    settle(ended)
    assert told == [(ballot.pk, "yes")]


def test_the_worker_settles_what_nobody_looks_at(cast: Cast, holds: Holds) -> None:
    running, waiting = holds(), holds(opens=timezone.now() + dt.timedelta(hours=1))
    over(running)
    Ballot.objects.filter(pk=waiting.pk).update(opens=timezone.now() - dt.timedelta(hours=1))
    assert settle_due() == 2
    assert settle_due() == 0
    assert Ballot.objects.get(pk=running.pk).end is not None
    assert asked(waiting) == asked(running)
