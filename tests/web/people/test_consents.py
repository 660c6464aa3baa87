"""Words are added, the last one holds, and new words of a purpose ask again."""

import dataclasses
import datetime as dt

import pytest
from django.db import transaction

from edulis.schema import Text
from edulis.web.kit.models import Line
from edulis.web.people import consents, purposes
from edulis.web.people.consents import (
    NoWitness,
    agrees,
    as_declared,
    hear_words,
    keep_word,
    say_word,
    taken_from_files,
    words_on,
)
from edulis.web.people.models import Consent, Person
from edulis.web.people.purposes import BY_CODE
from tests.web.conftest import Cast


def say(cast: Cast, given: bool, purpose: str = "map", who: str = "h_binh") -> Consent:
    with transaction.atomic():
        return say_word(cast.visit("binh"), purpose, given=given, who=who)


def test_a_word_keeps_its_purpose_version_language_and_the_words_that_were_shown(cast: Cast) -> None:
    made = say(cast, True)
    assert (made.purpose, made.version, made.language, made.how) == ("map", 1, "vi", "screen")
    assert made.shown == BY_CODE["map"].shown("vi") != BY_CODE["map"].shown("en")
    line = Line.objects.get()
    assert (line.verb, line.person, line.saying.facts["given"]) == ("people.word_say", cast.binh.pk, True)


def test_the_last_word_holds_and_nothing_is_rubbed_out(cast: Cast) -> None:
    for given in (True, False, True, False):
        say(cast, given)
    assert words_on(cast.village, "map")["h_binh"].state == "no"
    assert Consent.objects.count() == 4
    assert words_on(cast.elsewhere, "map") == {}


def test_new_words_ask_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    say(cast, True)
    old = BY_CODE["map"]
    newer = dataclasses.replace(old, wordings=(*old.wordings, Text("Retold")))
    monkeypatch.setitem(purposes.BY_CODE, "map", newer)
    consents.forget_kept(cast.village)
    word = words_on(cast.village, "map")["h_binh"]
    assert word.state == "anew"
    assert not agrees(word, "map")
    say(cast, True)
    assert words_on(cast.village, "map")["h_binh"].holds


def test_a_yes_until_a_day_ends_with_it(cast: Cast) -> None:
    row = {"who": "h_dao", "purpose": "map", "day": dt.date(2002, 9, 1), "given": True}
    taken_from_files(cast.village, [row | {"until": dt.date(2002, 12, 31)}], 1)
    assert words_on(cast.village, "map")["h_dao"].state == "no"


def test_who_was_never_asked_has_agreed_to_nothing_but_what_holds_until_a_no(cast: Cast) -> None:
    assert not agrees(words_on(cast.village, "map").get("h_binh"), "map")
    assert agrees(words_on(cast.village, "circle").get("h_binh"), "circle")
    say(cast, False, "circle")
    assert not agrees(words_on(cast.village, "circle").get("h_binh"), "circle")


def test_what_is_typed_in_for_others_needs_a_witness_who_is_somebody_else(cast: Cast) -> None:
    visit = cast.visit("hoa")
    for witness in (None, cast.hoa):
        with pytest.raises(NoWitness), transaction.atomic():
            hear_words(visit, "map", ["h_dao"], given=True, how="voice", witness=witness)
    with transaction.atomic():
        first, second = hear_words(
            visit, "map", ["h_dao", "h_lan"], given=False, how="paper", witness=cast.minh, photo=b"\xff"
        )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.witness, bytes(first.photo), bytes(second.photo), second.sheet) == (cast.minh, b"\xff", b"", first)
    assert Line.objects.count() == 1


def test_a_name_that_is_taken_back_is_a_number_in_every_room_and_comes_back_with_a_yes(cast: Cast) -> None:
    with transaction.atomic():
        keep_word(cast.visit("binh"), "name", given=False, person=cast.binh)
        keep_word(cast.visit("binh"), "name", given=False, person=cast.binh)
    hidden = Person.objects.get(pk=cast.binh.pk)
    assert (str(hidden), hidden.kept_name) == (f"№ {cast.binh.pk}", "Nguyễn Văn Bình")
    assert "binh" not in hidden.folded
    with transaction.atomic():
        keep_word(cast.visit("binh"), "name", given=True, person=cast.binh)
    assert str(Person.objects.get(pk=cast.binh.pk)) == "Nguyễn Văn Bình"


def test_words_go_into_the_declared_record_and_come_out_of_it(cast: Cast) -> None:
    rows = [
        {"who": "h_dao", "purpose": "map", "day": dt.date(2002, 9, 1), "given": True,
         "withdrawn": dt.date(2002, 11, 3), "until": None},
        {"who": "h_dao", "purpose": "report", "day": dt.date(2002, 9, 1), "given": False,
         "withdrawn": None, "until": None},
    ]  # fmt: skip
    assert taken_from_files(cast.village, rows, 1) == 2
    told = [{name: row[name] for name in rows[0]} for row in as_declared(cast.village)]
    assert told == rows
    assert words_on(cast.village, "map")["h_dao"].state == "no"
    say(cast, False, "name", "")
    assert len(as_declared(cast.village)) == 2


def test_rooms_above_hear_of_a_word_once_each(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(consents, "_LISTENERS", [])
    for _ in range(2):
        consents.hears(lambda cluster, purpose: heard.append(purpose))
    say(cast, True)
    assert heard == ["map"]
