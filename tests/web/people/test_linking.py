"""Two clusters agree on a link, each by its members' vote, and either cuts it at once."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.holding import settle
from edulis.web.kit.ballot.models import Ballot
from edulis.web.kit.models import Line
from edulis.web.people.linking import NotNow, answer, cut, is_live, links_of, propose
from edulis.web.people.models import Link, MembersRule
from tests.web.conftest import Cast
from tests.web.kit.ballot.conftest import over, send


def begun(cast: Cast) -> Link:
    with transaction.atomic():
        until = timezone.localdate() + dt.timedelta(days=100)
        return propose(cast.visit("hoa"), cast.elsewhere, "Bã cho lợn", until)


def voted(cast: Cast, number: int | None, *voices: tuple[str, str]) -> None:
    ballot = Ballot.objects.get(pk=number)
    for name, choice in voices:
        assert send(cast, name, ballot, choice).status_code == 302
    settle(over(ballot))


def agreed(cast: Cast) -> Link:
    """A link in force."""
    link = begun(cast)
    voted(cast, link.one_ballot, ("hoa", "yes"), ("binh", "yes"), ("dao", "no"))
    link.refresh_from_db()
    with transaction.atomic():
        answer(cast.visit("lan", cast.elsewhere), link)
    link.refresh_from_db()
    voted(cast, link.other_ballot, ("lan", "yes"))
    return Link.objects.get(pk=link.pk)


def test_both_sides_vote_before_anything_is_shown(cast: Cast) -> None:
    link = begun(cast)
    assert links_of(cast.elsewhere) == []  # a wish that the members have not agreed to is nobody else's business
    with pytest.raises(NotNow), transaction.atomic():
        answer(cast.visit("lan", cast.elsewhere), link)
    assert is_live(agreed_from(cast, link))


def agreed_from(cast: Cast, link: Link) -> Link:
    voted(cast, link.one_ballot, ("hoa", "yes"))
    assert [one.pk for one in links_of(cast.elsewhere)] == [link.pk]
    assert not is_live(Link.objects.get(pk=link.pk))
    with transaction.atomic():
        answer(cast.visit("lan", cast.elsewhere), link)
    link.refresh_from_db()
    voted(cast, link.other_ballot, ("lan", "yes"))
    return Link.objects.get(pk=link.pk)


def test_a_no_of_the_members_ends_it(cast: Cast) -> None:
    link = begun(cast)
    voted(cast, link.one_ballot, ("hoa", "no"), ("binh", "yes"), ("dao", "no"))
    link.refresh_from_db()
    assert link.cut is not None
    assert links_of(cast.elsewhere) == []


def test_either_side_cuts_it_at_once_and_it_ends_by_itself(cast: Cast) -> None:
    link = agreed(cast)
    Link.objects.filter(pk=link.pk).update(until=timezone.localdate() - dt.timedelta(days=1))
    assert not is_live(Link.objects.get(pk=link.pk))
    Link.objects.filter(pk=link.pk).update(until=timezone.localdate())
    assert is_live(Link.objects.get(pk=link.pk))
    with transaction.atomic():
        cut(cast.visit("lan", cast.elsewhere), link)
    assert not is_live(Link.objects.get(pk=link.pk))
    with pytest.raises(NotNow), transaction.atomic():
        cut(cast.visit("hoa"), link)
    verbs = set(Line.objects.filter(verb__startswith="people.link").values_list("cluster", "verb"))
    assert (cast.elsewhere.pk, "people.link_cut") in verbs


def test_there_is_one_link_between_two(cast: Cast) -> None:
    begun(cast)
    with pytest.raises(NotNow):
        begun(cast)


def test_a_link_is_voted_on_under_the_members_own_rule(cast: Cast) -> None:
    MembersRule.objects.create(
        cluster=cast.village, matter="people.link", rule=Deciding("consent").data(), since=timezone.now()
    )
    assert Ballot.objects.get(pk=begun(cast).one_ballot).form == "consent"
