"""One's own page of purposes: an answer holds at once, for one's own alone."""

from collections.abc import Callable

from edulis.web.people.consents import forget_kept, words_on
from edulis.web.people.consentviews import homes_of
from edulis.web.people.models import Consent, Membership
from tests.web.conftest import Cast

HERE = "/c/lang-bot/people/consent/"
Key = Callable[[], str]


def answer(cast: Cast, key: Key, who: str, **told: str) -> int:
    sent = {"purpose": "map", "home": "h_binh", "version": "1", "given": "yes", "_key": key()} | told
    status = cast.client(who).post(HERE, sent).status_code
    forget_kept(cast.village)
    return int(status)


def test_one_says_yes_and_takes_it_back(cast: Cast, key: Key) -> None:
    assert answer(cast, key, "binh") == 302
    assert words_on(cast.village, "map")["h_binh"].holds
    assert answer(cast, key, "binh", given="no") == 302
    assert words_on(cast.village, "map")["h_binh"].state == "no"
    assert "chưa hỏi" in cast.client("binh").get(HERE).content.decode()


def test_nobody_answers_for_others_or_from_outside(cast: Cast, key: Key) -> None:
    assert answer(cast, key, "dao") == 404
    assert answer(cast, key, "minh") == 403
    assert answer(cast, key, "lan") == 404
    assert Consent.objects.count() == 0


def test_nothing_is_noted_under_words_that_were_not_read(cast: Cast, key: Key) -> None:
    assert answer(cast, key, "binh", version="0") == 409
    assert answer(cast, key, "binh", given="perhaps") == 422
    assert answer(cast, key, "binh", purpose="everything") == 422
    assert Consent.objects.count() == 0


def test_ones_own_name_is_asked_of_each_person(cast: Cast, key: Key) -> None:
    assert answer(cast, key, "binh", purpose="name", home="", given="no") == 302
    cast.binh.refresh_from_db()
    assert cast.binh.name == f"№ {cast.binh.pk}"
    assert "Nguyễn Văn Bình" not in cast.client("hoa").get("/c/lang-bot/people/").content.decode()


def test_who_left_can_still_take_a_yes_back(cast: Cast, key: Key) -> None:
    answer(cast, key, "binh")
    Membership.objects.filter(person=cast.binh).update(until="2002-01-01T00:00Z")
    assert homes_of(cast.visit("binh")) == ["h_binh"]
    assert answer(cast, key, "binh", given="no") == 302
    assert words_on(cast.village, "map")["h_binh"].state == "no"


def test_the_paper_is_seen_by_whom_it_is_about_and_by_coordinators(cast: Cast, key: Key) -> None:
    answer(cast, key, "binh")
    word = Consent.objects.get()
    assert cast.client("binh").get(f"{HERE}{word.pk}/").status_code == 404
    Consent.objects.update(photo=b"\xff\xd8")
    for who, status in (("binh", 200), ("hoa", 200), ("dao", 404), ("minh", 403), ("lan", 404)):
        assert cast.client(who).get(f"{HERE}{word.pk}/").status_code == status, who
