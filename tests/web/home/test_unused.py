"""What waits among people."""

from django.db import transaction

from edulis.web.home.unused import among_people, unanswered, unused_cards
from edulis.web.people.actions import invite, take_back
from edulis.web.people.consents import say_word
from tests.web.conftest import Cast


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
