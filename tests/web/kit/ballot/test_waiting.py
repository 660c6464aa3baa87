"""A ballot waits for those whom it asks, until they have voted or it is over."""

from django.db import transaction

from edulis.web.kit.ballot.casting import cast as vote
from edulis.web.kit.ballot.casting import enter_paper
from edulis.web.kit.waiting import waiting_for
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import Holds, over


def told(cast: Cast, name: str) -> list[str]:
    return [str(one.text) for one in waiting_for(cast.visit(name)) if "/ballot/" in one.address]


def test_a_ballot_waits_for_those_whom_it_asks_until_they_voted(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    assert told(cast, "binh") == ["Vote: Đào mương chung?"]
    assert told(cast, "minh") == told(cast, "an") == told(cast, "lan") == []
    with transaction.atomic():
        vote(cast.visit("binh"), ballot, ["yes"])
    assert told(cast, "binh") == []
    over(ballot)
    assert told(cast, "dao") == []


def test_who_was_entered_from_paper_is_told(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    with transaction.atomic():
        enter_paper(cast.visit("hoa"), ballot, {cast.dao.pk: (["no"], "")}, cast.binh.pk)
    assert told(cast, "dao") == ["Entered for you from paper: Đào mương chung?"]
