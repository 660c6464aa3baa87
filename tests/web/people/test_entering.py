"""Coming in by a phone and a PIN, or by a name, a password and a code; and guessing does not work."""

import datetime as dt
from collections.abc import Callable

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from edulis.web.people.entering import FREE_MISSES, MISSES_A_NAME
from edulis.web.people.models import Attempt, Membership, Person, Seat
from tests.web.conftest import Cast
from tests.web.people.test_cards import card_for, come_in

Key = Callable[[], str]
WORD = "ba bao bột sắn khô"


@pytest.fixture
def phone(cast: Cast, key: Key) -> Client:
    """A shared phone on which two have opened their cards, and nobody is in."""
    phone = come_in(card_for(cast, key), key, "2580")
    come_in(card_for(cast, key, "Bùi Văn Tám", household="h_tam"), key, "7412", phone)
    phone.post("/leave/", {"_key": key()})
    return phone


def enter(phone: Client, key: Key, name: str, pin: str) -> int:
    seat = Seat.objects.get(person__name=name)
    return phone.post(f"/enter/{seat.pk}/", {"_key": key(), "pin": pin}).status_code


def test_a_shared_phone_names_its_people_and_each_comes_in_by_their_own_pin(phone: Client, key: Key) -> None:
    page = phone.get("/enter/").content.decode()
    assert "Đỗ Thị Mận" in page
    assert "Bùi Văn Tám" in page
    assert enter(phone, key, "Bùi Văn Tám", "2580") == 200
    assert enter(phone, key, "Bùi Văn Tám", "7412") == 302


def test_another_phone_knows_nobody(phone: Client, key: Key) -> None:
    assert "Mận" not in Client().get("/enter/").content.decode()
    assert enter(Client(), key, "Đỗ Thị Mận", "2580") == 404


def test_after_five_misses_one_name_waits_and_the_others_on_the_phone_do_not(phone: Client, key: Key) -> None:
    for turn in range(FREE_MISSES):
        enter(phone, key, "Đỗ Thị Mận", f"11{turn}0")
    assert enter(phone, key, "Đỗ Thị Mận", "2580") == 200
    assert enter(phone, key, "Bùi Văn Tám", "7412") == 302
    Seat.objects.update(locked_until=timezone.now() - dt.timedelta(seconds=1))
    phone.post("/leave/", {"_key": key()})
    assert enter(phone, key, "Đỗ Thị Mận", "2580") == 302


def test_each_further_miss_doubles_the_wait(phone: Client, key: Key) -> None:
    waits = []
    for turn in range(FREE_MISSES + 3):
        Seat.objects.filter(person__name="Đỗ Thị Mận").update(locked_until=None)
        before = timezone.now()
        enter(phone, key, "Đỗ Thị Mận", f"33{turn}1")
        until = Seat.objects.get(person__name="Đỗ Thị Mận").locked_until
        waits.append(round((until - before).total_seconds() / 60) if until else 0)
    assert waits[FREE_MISSES - 2 :] == [0, 1, 2, 4, 8]


def facilitator(key: Key) -> tuple[Person, pyotp.TOTP]:
    secret = pyotp.random_base32()
    person = Person.objects.get(handle="minh")
    person.set_password(WORD)
    person.totp_secret = secret
    person.save()
    return person, pyotp.TOTP(secret)


def try_password(key: Key, handle: str, word: str, code: str = "", address: str = "10.0.0.1") -> int:
    sent = {"_key": key(), "handle": handle, "password": word, "code": code}
    return Client(REMOTE_ADDR=address).post("/enter/name/", sent).status_code


def test_an_outsider_needs_name_password_and_code_and_a_code_is_good_once(cast: Cast, key: Key) -> None:
    _, totp = facilitator(key)
    assert try_password(key, "minh", WORD) == 200
    code = totp.now()
    assert try_password(key, "minh", WORD, code) == 302
    assert try_password(key, "minh", WORD, code) == 200


def test_unknown_names_are_answered_like_known_ones(cast: Cast, key: Key) -> None:
    facilitator(key)
    answers = []
    for handle in ("minh", "nobody"):
        sent = {"_key": key(), "handle": handle, "password": "wrong", "code": ""}
        page = Client(headers={"accept-language": "en"}).post("/enter/name/", sent).content.decode()
        answers.append(page.count("do not fit"))
    assert answers == [1, 1]


def test_guessing_from_many_addresses_is_stopped_at_one_name(cast: Cast, key: Key) -> None:
    for turn in range(MISSES_A_NAME + 10):
        try_password(key, "minh", "wrong", address=f"10.0.{turn}.1")
    assert Attempt.objects.count() == MISSES_A_NAME
    assert Membership.objects.filter(person__handle="minh").exists()


def test_an_outsider_comes_in_by_a_card_with_an_authenticator(cast: Cast, key: Key) -> None:
    secret = card_for(cast, key, "Kim", "facilitator", "")
    browser = Client()
    totp = pyotp.random_base32()
    sent = {"_key": key(), "handle": "kim", "password": WORD, "totp": totp, "code": "000000"}
    assert browser.post(f"/card/{secret}/", sent).status_code == 422
    sent |= {"_key": key(), "code": pyotp.TOTP(totp).now()}
    assert browser.post(f"/card/{secret}/", sent).status_code == 302
    assert Person.objects.get(handle="kim").memberships.get().role == "facilitator"
