"""Local groups: made and joined by members, deciding among their own."""

import pytest
from django.db import transaction
from django.utils import timezone

from edulis.web.kit.ballot.models import Elector
from edulis.web.kit.ballot.rules import SEE, VOTE
from edulis.web.kit.rules import may
from edulis.web.people import groups
from edulis.web.people.groups import Done, groups_of, in_group_now, is_in
from edulis.web.people.models import Group, GroupMember, Membership
from edulis.web.people.rules import ADMIT, ASK_GROUP
from tests.web.conftest import Cast
from tests.web.people.conftest import over, say, times


def women(cast: Cast, joining: str = "asked") -> Group:
    with transaction.atomic():
        return groups.make(
            cast.visit("dao"), {"name": "Hội phụ nữ xóm Đình", "kind": "women", "purpose": "", "joining": joining}
        )


def names(group: Group) -> set[str]:
    return {str(one.person) for one in in_group_now(group)}


def test_who_makes_a_group_is_in_it_and_others_ask_to_join(cast: Cast) -> None:
    group = women(cast)
    with transaction.atomic():
        row = groups.join(cast.visit("hoa"), group)
    assert names(group) == {"Đỗ Thị Đào"}
    assert not may(cast.visit("hoa"), ADMIT, row)
    assert may(cast.visit("dao"), ADMIT, row)
    with transaction.atomic():
        groups.admit(cast.visit("dao"), row)
    assert names(group) == {"Đỗ Thị Đào", "Phí Thị Hoa"}
    for again in (lambda: groups.admit(cast.visit("dao"), row), lambda: groups.join(cast.visit("hoa"), group)):
        with pytest.raises(Done), transaction.atomic():
            again()


def test_an_open_group_is_joined_at_once_and_left_again(cast: Cast) -> None:
    group = women(cast, "open")
    with transaction.atomic():
        groups.join(cast.visit("binh"), group)
    assert is_in(cast.visit("binh"), group)
    assert list(groups_of(cast.binh, cast.village)) == [group]
    with transaction.atomic():
        groups.quit_group(cast.visit("binh"), group)
    assert not is_in(cast.visit("binh"), group)
    with pytest.raises(Done), transaction.atomic():
        groups.quit_group(cast.visit("binh"), group)
    with transaction.atomic():
        groups.join(cast.visit("binh"), group)
    assert GroupMember.objects.filter(group=group, person=cast.binh).count() == 2


def test_who_is_no_member_of_the_cluster_any_more_is_not_in_its_groups(cast: Cast) -> None:
    group = women(cast)
    Membership.objects.filter(person=cast.dao).update(until=timezone.now())
    assert names(group) == set()


def test_a_group_decides_among_its_own_out_of_sight_of_others(cast: Cast) -> None:
    group = women(cast, "open")
    with transaction.atomic():
        groups.join(cast.visit("hoa"), group)
    assert not may(cast.visit("binh"), ASK_GROUP, group)
    assert not may(cast.visit("minh"), ASK_GROUP, group)
    with transaction.atomic():
        ballot = groups.ask(cast.visit("hoa"), group, "Mua chung nồi nấu?", "", secret=False, times=times())
    assert Elector.objects.filter(ballot=ballot).count() == 2
    assert ballot.form == "consent"
    assert may(cast.visit("dao"), VOTE, ballot)
    assert not any(may(cast.visit(name), rule, ballot) for name in ("binh", "minh", "an") for rule in (SEE, VOTE))
    say(cast, ballot, hoa="yes", dao="yes")
    assert over(ballot).end.decided
