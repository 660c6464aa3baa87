"""Who is asked votes, in a room that is open; nobody else does."""

from edulis.web.kit.ballot.rules import PAPER, SEE, VOTE
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.rules import OUTSIDERS, may
from edulis.web.people.models import Cluster
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import Holds


def test_outsiders_neither_vote_nor_type_in_votes(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    assert VOTE.decides
    assert PAPER.decides
    assert not (VOTE.roles | PAPER.roles) & OUTSIDERS
    assert not any(may(cast.visit(name), VOTE, ballot) for name in ("minh", "son", "ngoc", "tu", "gone", "an"))
    assert may(cast.visit("binh"), VOTE, ballot)


def test_an_allied_actor_votes_only_where_asked_apart(cast: Cast, holds: Holds) -> None:
    assert may(cast.visit("an"), VOTE, holds(electorate="members_and_allies"))


def test_a_ballot_of_a_few_is_seen_by_them_only(cast: Cast, holds: Holds) -> None:
    ballot = holds(electorate="named", persons=[cast.binh.pk, cast.dao.pk])
    assert may(cast.visit("dao"), SEE, ballot)
    assert not may(cast.visit("hoa"), SEE, ballot)
    assert may(cast.visit("minh"), SEE, holds())


def test_a_ballot_of_a_room_that_is_shut_is_not_there(cast: Cast, holds: Holds) -> None:
    ballot = holds()
    OpenRoom.objects.filter(cluster=cast.village, room="journal").delete()
    assert not may(cast.visit("binh", Cluster.objects.get(pk=cast.village.pk)), VOTE, ballot)
