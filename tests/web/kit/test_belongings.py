"""Each table says whose its rows are; what goes along holds no secret; a number stands where a name stood."""

import pytest

from edulis.schema import Text
from edulis.web.journal.models import Note
from edulis.web.kit import belongings
from edulis.web.kit.belongings import (
    NOTHING,
    OWN,
    Leaver,
    as_row,
    belongs,
    brings,
    brought,
    holds_nothing,
    in_order,
    keeps_back,
    reasons_to_stay,
    unnamed,
    without_names,
)
from edulis.web.kit.models import Chain
from edulis.web.people.models import Person, Seat
from tests.web.conftest import Cast


def leaver(cast: Cast, *names: str) -> Leaver:
    return Leaver(cast.binh, {cast.village.pk: frozenset({"h_binh"})}, frozenset(names))


def test_a_table_holds_somebodys_own_or_nothing_never_both() -> None:
    with pytest.raises(ValueError, match="nothing"):
        belongs(Chain, Text("The map"), lambda who: Chain.objects.none(), lambda who: 0)
    with pytest.raises(ValueError, match="own"):
        holds_nothing(Seat, "no reason")
    assert set(OWN) & set(NOTHING) == set()
    assert all(len(reason) > 10 for reason in NOTHING.values())


def test_rooms_upstairs_are_shredded_before_those_they_rest_on() -> None:
    rooms = [one.model._meta.app_label for one in in_order()]
    assert rooms.index("journal") < rooms.index("enterprises") < rooms.index("people") < rooms.index("kit")


def test_no_secret_goes_along(cast: Cast) -> None:
    told = as_row(OWN[Person], cast.binh)
    assert told["name"] == "Nguyễn Văn Bình"
    assert not {"password", "totp_secret", "totp_last"} & set(told)


def test_a_number_stands_where_a_name_stood_and_codes_in_a_text_are_words(cast: Cast) -> None:
    who = leaver(cast, "Nguyễn Văn Bình", "binh", "An")
    assert without_names("Nguyễn Văn Bình đến, hòa binh. An", who) == f"{who.sign} đến, hòa binh. An"
    assert without_names("Nguyễn Văn Bình2", who) == "Nguyễn Văn Bình2"
    told = {"words": "Nguyễn Văn Bình nói", "at": "2002-09-01T00:00Z"}
    note = Note.objects.create(cluster=cast.village, layer="research", **told)
    assert unnamed(Note.objects.all(), who, "words") == 1
    note.refresh_from_db()
    assert note.words == f"{who.sign} nói"
    assert unnamed(Note.objects.all(), who, "words") == 0


def test_rooms_say_what_has_to_be_handed_over_and_bring_files(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(belongings, "_STAYING", {})
    monkeypatch.setattr(belongings, "_BRINGING", {})
    keeps_back("projects")(lambda person: [Text("The map")])
    brings("projects")(lambda who: [("a.txt", b"a")])
    assert len(reasons_to_stay(cast.binh)) == 1
    assert list(brought(leaver(cast))) == [("a.txt", b"a")]
