"""What a visitor sees: no counts before the end where the ballot is secret or its rule hides them."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.casting import fresh_receipt
from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.ballot.showing import bars, instant, shown
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import Holds, over

SEEN = Deciding("majority", hidden=False)


def said(cast: Cast, ballot: Ballot, **votes: str) -> None:
    for name, choice in votes.items():
        with transaction.atomic():
            vote(cast.visit(name), ballot, [choice], receipt=fresh_receipt())


def test_counts_are_hidden_until_hand_in_is_over_unless_the_rule_shows_them(cast: Cast, holds: Holds) -> None:
    hidden, secret, seen = holds(), holds(secret=True, rule=SEEN), holds(rule=SEEN)
    for ballot in (hidden, secret, seen):
        said(cast, ballot, binh="yes", dao="no")
        assert shown(cast.visit("hoa"), ballot).voted == 2
    assert shown(cast.visit("hoa"), hidden).outcome is None
    assert shown(cast.visit("hoa"), secret).outcome is None
    assert dict(shown(cast.visit("hoa"), seen).rows)["Yes" if translation.get_language() == "en" else "Có"] == 1
    for ballot in (hidden, secret):
        ended = shown(cast.visit("minh"), over(ballot))
        assert (ended.state, ended.outcome is not None) == ("counted", True)


def test_a_voter_sees_their_own_open_vote_and_nobody_a_secret_one(cast: Cast, holds: Holds) -> None:
    open_one, secret = holds(), holds(secret=True)
    said(cast, open_one, binh="no")
    said(cast, secret, binh="no")
    assert [one.code for one in shown(cast.visit("binh"), open_one).choices if one.mine] == ["no"]
    told = shown(cast.visit("binh"), secret)
    assert told.has_voted
    assert not any(one.mine for one in told.choices)


def test_the_state_follows_the_clock_of_the_site(cast: Cast, holds: Holds) -> None:
    now = timezone.now()
    assert shown(cast.visit("binh"), holds(opens=now + dt.timedelta(hours=1))).state == "coming"
    ballot = holds()
    assert shown(cast.visit("binh"), ballot).state == "open"
    past = now - dt.timedelta(hours=2)
    Ballot.objects.filter(pk=ballot.pk).update(opens=past, cast_until=past)
    late = shown(cast.visit("binh"), Ballot.objects.get(pk=ballot.pk))
    assert (late.state, late.may_vote) == ("handing_in", True)


def test_those_asked_apart_are_counted_apart(cast: Cast, holds: Holds) -> None:
    ballot = holds(electorate="members_and_allies", rule=SEEN)
    said(cast, ballot, an="no", binh="yes")
    told = shown(cast.visit("an"), ballot)
    assert (told.asked, told.voted, told.apart_asked, told.apart_voted, told.apart) == (3, 1, 1, 1, True)
    assert told.sentence is not None
    assert [n for _, n in told.apart_rows] == [0, 1, 0]


def test_a_moment_is_told_in_the_time_of_the_place() -> None:
    at = dt.datetime(2003, 5, 6, 18, 30, tzinfo=dt.UTC)
    assert instant(at).say("en") == "7 May 2003 at 01:30"


def test_bars_are_a_picture_without_style_that_tells_its_numbers() -> None:
    drawn = bars("Đào mương <chung>?", (("Có", 7), ("Không", 2)))
    assert "style=" not in drawn
    assert "Có: 7; Không: 2" in drawn
    assert "<chung>" not in drawn
