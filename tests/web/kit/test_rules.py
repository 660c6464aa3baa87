"""Who may do what: outsiders facilitate, members decide, rooms are opened by members."""

import pytest

from edulis.web.kit import rules
from edulis.web.kit.models import OpenRoom
from edulis.web.kit.rules import CIRCLE, MEMBERS, Rule, may, rule
from tests.web.conftest import Cast


@pytest.fixture(autouse=True)
def verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "VERBS", dict(rules.VERBS))


@pytest.mark.parametrize("deed", ["decide", "elect", "sanction", "pledge", "spend", "adopt", "close"])
def test_a_verb_that_decides_cannot_be_given_to_an_outsider(deed: str) -> None:
    with pytest.raises(ValueError, match="outsiders facilitate"):
        rule(f"journal.thing_{deed}", MEMBERS | {"facilitator"})


def test_a_verb_is_declared_once() -> None:
    rule("journal.thing_look", CIRCLE)
    with pytest.raises(ValueError, match="twice"):
        rule("journal.thing_look", CIRCLE)


def test_a_coordinator_is_a_member_and_a_stranger_is_nobody(cast: Cast) -> None:
    look = Rule("journal.look", MEMBERS)
    assert may(cast.visit("hoa"), look)
    assert may(cast.visit("binh"), look)
    assert not any(may(cast.visit(name), look) for name in ("minh", "an", "lan", "tu", "gone", "ngoc", "son"))


def test_nothing_can_be_done_in_a_room_that_the_members_have_not_opened(cast: Cast) -> None:
    look = Rule("journal.look", MEMBERS)
    OpenRoom.objects.filter(cluster=cast.village, room="journal").delete()
    assert not may(cast.visit("hoa"), look)
    assert may(cast.visit("hoa"), Rule("journal.look", MEMBERS, when_open=False))


def test_what_is_anothers_is_not_mine(cast: Cast) -> None:
    mine = Rule("journal.mend", MEMBERS, own=lambda visit, thing: thing in visit.households)
    assert may(cast.visit("binh"), mine, "h_binh")
    assert not may(cast.visit("binh"), mine, "h_hoa")
