"""Cards: a coordinator makes one, it is printed, somebody comes in by it, and it is spent."""

import re
from collections.abc import Callable

from django.test import Client

from edulis.web.kit.models import Line
from edulis.web.people.entering import bind
from edulis.web.people.models import Device, Invitation, Membership, Person, Seat
from tests.web.conftest import Cast

Key = Callable[[], str]


def card_for(cast: Cast, key: Key, name: str = "Đỗ Thị Mận", role: str = "member", household: str = "h_man") -> str:
    hoa = cast.client("hoa")
    sent = {"_key": key(), "name": name, "role": role, "household": household}
    made = hoa.post("/c/lang-bot/people/card/", sent)
    page = hoa.get(made.headers["Location"]).content.decode()
    return re.search(r"/card/([a-z0-9-]{20,})/", page)[1]  # type: ignore[index]


def come_in(secret: str, key: Key, pin: str = "2580", phone: Client | None = None) -> Client:
    phone = phone or Client()
    answer = phone.post(f"/card/{secret}/", {"_key": key(), "pin": pin, "again": pin})
    assert answer.status_code == 302, answer.content.decode()
    return phone


def test_a_card_lets_its_person_in_on_their_phone_and_leaves_a_line_each_time(cast: Cast, key: Key) -> None:
    phone = come_in(card_for(cast, key), key)
    assert "Làng Bột" in phone.get("/", follow=True).content.decode()
    man = Person.objects.get(name="Đỗ Thị Mận")
    assert Membership.objects.get(person=man).household == "h_man"
    assert [line.verb for line in Line.objects.all()] == ["people.card_make", "people.card_accept"]


def test_the_store_does_not_hold_what_is_on_the_card(cast: Cast, key: Key) -> None:
    secret = card_for(cast, key).replace("-", "")
    card = Invitation.objects.get()
    assert secret not in {str(value) for value in card.__dict__.values()}


def test_a_card_is_good_once(cast: Cast, key: Key) -> None:
    secret = card_for(cast, key)
    come_in(secret, key)
    thief = Client().post(f"/card/{secret}/", {"_key": key(), "pin": "9731", "again": "9731"})
    assert thief.status_code == 410
    assert Membership.objects.filter(household="h_man").count() == 1


def test_who_lost_the_answer_opens_the_card_again_with_the_same_pin(cast: Cast, key: Key) -> None:
    secret = card_for(cast, key)
    come_in(secret, key, "2580")
    again = come_in(secret, key, "2580")
    assert "Làng Bột" in again.get("/", follow=True).content.decode()
    assert Person.objects.filter(name="Đỗ Thị Mận").count() == 1


def test_a_card_that_was_taken_back_lets_nobody_in(cast: Cast, key: Key) -> None:
    secret = card_for(cast, key)
    card = Invitation.objects.get()
    cast.client("hoa").post(f"/c/lang-bot/people/card/{card.pk}/back/", {"_key": key()})
    late = Client().post(f"/card/{secret}/", {"_key": key(), "pin": "2580", "again": "2580"})
    assert late.status_code == 410


def test_only_coordinators_make_and_see_cards(cast: Cast, key: Key) -> None:
    card_for(cast, key)
    card = Invitation.objects.get()
    for name in ("binh", "an", "minh", "son", "ngoc", "tu"):
        sent = {"_key": key(), "name": "X", "role": "member"}
        assert cast.client(name).post("/c/lang-bot/people/card/", sent).status_code in {403, 404}, name
        assert cast.client(name).get(f"/c/lang-bot/people/card/{card.pk}/").status_code in {403, 404}, name
    lan = cast.client("lan")
    assert lan.get(f"/c/lang-ben/people/card/{card.pk}/").status_code == 404  # hers to see cards, but not this one


def test_a_lost_card_is_made_anew_by_two_coordinators_and_shuts_out_the_old_phone(cast: Cast, key: Key) -> None:
    old = come_in(card_for(cast, key), key)
    man = Membership.objects.get(household="h_man")
    cast.people["dao"].memberships.update(role="coordinator")
    hoas_phone = cast.client("hoa")
    request = hoas_phone.get("/enter/").wsgi_request
    seat, _ = bind(request, cast.dao, "3690")
    wrong = hoas_phone.post(f"/c/lang-bot/people/{man.pk}/anew/", {"_key": key(), "second": cast.dao.pk, "pin": "0000"})
    assert wrong.status_code == 422
    right = hoas_phone.post(f"/c/lang-bot/people/{man.pk}/anew/", {"_key": key(), "second": cast.dao.pk, "pin": "3690"})
    assert right.status_code == 302
    assert Device.objects.filter(seats__person=man.person, revoked=None).count() == 0
    assert old.get("/enter/").content.decode().count("Mận") == 0
    assert Seat.objects.filter(pk=seat.pk).exists()


def test_people_are_found_without_accents_on_every_store(cast: Cast, key: Key) -> None:
    come_in(card_for(cast, key), key)
    page = cast.client("binh").get("/c/lang-bot/people/", {"q": "do thi man"}).content.decode()
    assert "Đỗ Thị Mận" in page


def test_everybody_may_end_their_own_role_and_nobody_anothers(cast: Cast, key: Key) -> None:
    binhs = Membership.objects.get(person=cast.binh)
    assert cast.client("dao").post(f"/c/lang-bot/people/{binhs.pk}/end/", {"_key": key()}).status_code == 404
    assert cast.client("binh").post(f"/c/lang-bot/people/{binhs.pk}/end/", {"_key": key()}).status_code == 302
    assert "former" in cast.visit("binh").roles


def test_a_whole_book_in_place_of_a_name_finds_nobody(cast: Cast) -> None:
    assert cast.client("hoa").get("/c/lang-bot/people/", {"q": "x" * 70_000}).status_code == 200
