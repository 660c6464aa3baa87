"""What waits among people: names to give, whether one stands, who wants to join, cards."""

from django.db import transaction
from django.utils import timezone

from edulis.web.people import elections, groups
from edulis.web.people.actions import invite, take_back
from edulis.web.people.consents import say_word
from edulis.web.people.waiting import among_people, elections_and_groups, unanswered, unused_cards
from tests.web.conftest import Cast
from tests.web.people.conftest import DAY, times


def told(cast: Cast, name: str) -> list[str]:
    return [one.text.say("en") for one in elections_and_groups(cast.visit(name))]


def test_an_election_waits_for_names_and_for_a_yes_or_no(cast: Cast) -> None:
    with transaction.atomic():
        made = elections.call(
            cast.visit("binh"), seats=1, months=6, secret=True, nominate_until=timezone.now() + DAY, times=times()
        )
    with transaction.atomic():
        elections.nominate(cast.visit("binh"), made, cast.dao)
    assert told(cast, "dao") == ["You are named for coordinator. Do you stand?"]
    assert told(cast, "binh") == ["Name those who should be coordinators"]
    assert not any("coordinator" in one.text.say("en") for one in among_people(cast.visit("minh")))


def test_who_wants_to_join_waits_for_the_group(cast: Cast) -> None:
    with transaction.atomic():
        group = groups.make(cast.visit("dao"), {"name": "Hội", "kind": "women", "joining": "asked"})
    with transaction.atomic():
        groups.join(cast.visit("binh"), group)
    assert told(cast, "dao") == ["Nguyễn Văn Bình wants to join: Hội"]
    assert told(cast, "binh") == []


def test_cards_that_nobody_used_wait_for_those_who_make_them(cast: Cast) -> None:
    assert list(unused_cards(cast.visit("hoa"))) == []
    with transaction.atomic():
        card = invite(cast.visit("hoa"), name="Đỗ Thị Mận", role="member")
    assert [one.text.say("en") for one in unused_cards(cast.visit("hoa"))] == ["Cards to hand over: 1"]
    assert list(unused_cards(cast.visit("binh"))) == []
    with transaction.atomic():
        take_back(cast.visit("hoa"), card)
    assert list(unused_cards(cast.visit("hoa"))) == []


def test_purposes_wait_for_an_answer_of_the_household_yes_or_no(cast: Cast) -> None:
    assert [one.text.say("en") for one in unanswered(cast.visit("binh"))] == [
        "For what may your own be used? To answer: 7"
    ]
    for purpose, given in (("map", True), ("report", False)):
        with transaction.atomic():
            say_word(cast.visit("binh"), purpose, given=given, who="h_binh")
    assert "To answer: 5" in next(among_people(cast.visit("binh"))).text.say("en")
    assert list(unanswered(cast.visit("minh"))) == []
