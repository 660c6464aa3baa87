"""The members' rules: talk first, until the members vote otherwise, under the rule for changing rules."""

from fractions import Fraction

import pytest
from django.db import transaction

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.people import matters
from edulis.web.people.matters import MATTERS, TALK_FIRST, Running, matter, propose, rule_of
from edulis.web.people.models import Cluster, MembersRule
from tests.web.conftest import Cast
from tests.web.people.conftest import over, say, times

TWO_THIRDS = Deciding("supermajority", Fraction(2, 3), quorum_number=2)


def put(cast: Cast, code: str = "people.group", rule: Deciding = TWO_THIRDS) -> MembersRule:
    with transaction.atomic():
        return propose(cast.visit("binh"), code, rule, "Bàn mãi không xong", times())


def test_a_matter_begins_with_talking_first(cast: Cast) -> None:
    assert rule_of(cast.village, "people.group") == rule_of(cast.village, "people.rules") == TALK_FIRST
    with pytest.raises(KeyError):
        rule_of(cast.village, "people.nothing")


def test_a_rule_changes_by_the_members_vote_in_its_own_cluster_only(cast: Cast) -> None:
    row = put(cast)
    assert row.ballot.form == "consent"
    assert rule_of(cast.village, "people.group") == TALK_FIRST
    say(cast, row.ballot, hoa="yes", binh="yes")
    over(row.ballot)
    assert rule_of(cast.village, "people.group") == TWO_THIRDS
    assert rule_of(Cluster.objects.get(pk=cast.elsewhere.pk), "people.group") == TALK_FIRST


def test_a_proposal_that_does_not_carry_changes_nothing(cast: Cast) -> None:
    row = put(cast)
    say(cast, row.ballot, hoa="yes")  # one of three: half are asked for
    assert over(row.ballot).end.result == "quorum"
    assert rule_of(cast.village, "people.group") == TALK_FIRST
    assert put(cast).ballot != row.ballot


def test_the_rule_for_changing_rules_is_changed_under_itself(cast: Cast) -> None:
    say(cast, (row := put(cast, "people.rules", Deciding("majority"))).ballot, hoa="yes", dao="aside")
    over(row.ballot)
    after = put(cast)
    assert after.ballot.form == "yes_no"
    say(cast, after.ballot, hoa="yes")
    over(after.ballot)
    assert rule_of(cast.village, "people.group") == TWO_THIRDS
    history = MembersRule.objects.filter(matter="people.rules").exclude(since=None)
    assert [one.until for one in history] == [None]


def test_a_rule_takes_the_place_of_the_one_before(cast: Cast) -> None:
    for rule in (TWO_THIRDS, Deciding("majority")):
        row = put(cast, rule=rule)
        say(cast, row.ballot, hoa="yes", binh="yes")
        over(row.ballot)
    assert rule_of(cast.village, "people.group").kind == "majority"
    assert MembersRule.objects.filter(matter="people.group", until=None).exclude(since=None).count() == 1


def test_one_change_of_a_rule_is_voted_on_at_a_time(cast: Cast) -> None:
    put(cast)
    with pytest.raises(Running):
        put(cast)
    put(cast, "people.recall", Deciding("majority"))


def test_a_room_declares_its_matters_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "MATTERS", dict(MATTERS))
    matter("people.tea", Text("yes"))
    matter("people.tea", Text("yes"))
    with pytest.raises(ValueError, match="twice"):
        matter("people.tea", Text("no"))
    with pytest.raises(ValueError, match="begin"):
        matter("people.rice", Text("no"), Deciding("most"))
