"""What waits among people."""

from django.db import transaction

from edulis.web.home.unused import unused_cards
from edulis.web.people.actions import invite, take_back
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
