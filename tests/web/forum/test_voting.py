"""A question of a topic is voted on under a rule that stood before; what carried is a decision with its reasons."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.forum import voting
from edulis.web.forum.models import Decision, Topic
from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.models import Line
from edulis.web.people.matters import TALK_FIRST
from edulis.web.people.models import MembersRule
from tests.web.conftest import Cast
from tests.web.forum.conftest import HERE

Send = Callable[..., Any]
TWO_THIRDS = Deciding("supermajority", Fraction(2, 3), quorum_share=Fraction(1, 2))


def given(days: int = 7) -> dict[str, object]:
    until = timezone.localdate() + dt.timedelta(days=days)
    return {"question": "Ghi số nước rửa lên bao?", "reasons": "Ai rửa kỹ thì khoe được.",
            "until": until.isoformat()}  # fmt: skip


def set_rule(cast: Cast) -> None:
    """The members' own rule for the forum, as if they had voted for it."""
    MembersRule.objects.create(
        cluster=cast.village, matter="forum.decision", rule=TWO_THIRDS.data(), since=timezone.now()
    )


def over(ballot: Ballot) -> Ballot:
    past = timezone.now() - dt.timedelta(days=1)
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past, hand_in_until=past)
    return settle(Ballot.objects.get(pk=ballot.pk))


def test_members_put_it_and_nobody_else(cast: Cast, topic: Topic, send: Send) -> None:
    for who in ("an", "minh", "son", "ngoc", "lan"):
        assert send(cast.client(who), f"{HERE}{topic.pk}/vote/", **given()).status_code in {403, 404}, who
    assert send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given()).status_code == 302
    ballot = Ballot.objects.get()
    assert (ballot.secret, ballot.deciding, ballot.form) == (False, TALK_FIRST, "consent")
    assert Line.objects.latest("number").verb == "forum.question_decide"
    page = cast.client("dao").get(f"{HERE}{topic.pk}/").content.decode()
    assert "Ghi số nước rửa lên bao?" in page
    assert f"/ballot/{ballot.pk}/cast/" in page


def test_the_members_own_rule_is_obeyed_and_not_the_one_that_a_member_sends(
    cast: Cast, topic: Topic, send: Send
) -> None:
    send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given(), rule="majority", quorum="")
    assert Ballot.objects.get().deciding == TALK_FIRST
    set_rule(cast)
    send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given(), rule="consent", quorum="", kind="majority")
    ballot = Ballot.objects.latest("pk")
    assert (ballot.deciding, ballot.form) == (TWO_THIRDS, "yes_no")


def test_the_asking_form_tells_the_rule_in_words_and_lets_nobody_choose_one(cast: Cast, topic: Topic) -> None:
    set_rule(cast)
    page = cast.client("binh", headers={"accept-language": "en"}).get(f"{HERE}{topic.pk}/vote/").content.decode()
    assert "at least 2/3 of those who say yes or no say yes" in page
    assert 'href="/c/lang-bot/people/rules/"' in page
    assert 'name="rule"' not in page
    assert 'name="quorum"' not in page


@pytest.mark.parametrize("wrong", [{"until": "2003-05-06"}, {"reasons": ""}, {"question": ""}])
def test_what_could_not_be_decided_is_not_put(cast: Cast, topic: Topic, send: Send, wrong: dict[str, str]) -> None:
    assert send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given() | wrong).status_code == 422
    assert send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given(200)).status_code == 422
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize(("choices", "decided"), [(("yes", "yes", "no"), True), (("yes", "no", "no"), False)])
def test_what_carried_becomes_a_decision_with_the_rule_that_took_it(
    cast: Cast, topic: Topic, send: Send, choices: tuple[str, ...], decided: bool
) -> None:
    set_rule(cast)
    send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given())
    ballot = Ballot.objects.get()
    for who, choice in zip(("binh", "hoa", "dao"), choices, strict=True):
        with transaction.atomic():
            vote(cast.visit(who), ballot, [choice])
    over(ballot)
    assert Decision.objects.filter(ballot=ballot.pk, reasons="Ai rửa kỹ thì khoe được.").exists() is decided
    page = cast.client("minh", headers={"accept-language": "en"}).get(f"{HERE}{topic.pk}/").content.decode()
    assert ("By a ballot" in page) is decided


def test_a_ballot_of_a_topic_that_is_gone_does_no_harm(cast: Cast, topic: Topic, send: Send) -> None:
    send(cast.client("binh"), f"{HERE}{topic.pk}/vote/", **given())
    assert list(voting.ballots_of(topic)) == list(Ballot.objects.all())
    topic.delete()
    assert over(Ballot.objects.get()).closed is not None
    assert Decision.objects.count() == 0
