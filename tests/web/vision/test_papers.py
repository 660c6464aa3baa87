"""Paper, the wall, and the export."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.utils import timezone

from edulis.engine.vision import read_vision
from edulis.web.enterprises.models import ROWS
from edulis.web.people.consents import taken_from_files
from edulis.web.people.models import Device, Membership, Person, Seat
from edulis.web.people.tokens import pin_digest
from edulis.web.vision.models import Round, Statement, Voice, Vote
from edulis.web.vision.papers import votes_table
from edulis.web.vision.reckoning import settle
from tests.web.conftest import Cast
from tests.web.vision.conftest import over
from tests.web.vision.test_reckoning import answered

HERE = "/c/lang-bot/vision/"


@pytest.fixture
def pin(cast: Cast) -> str:
    seat = Seat(device=Device.objects.create(token="t"), person=cast.binh)
    seat.pin = pin_digest(seat, "4711")
    seat.save()
    return "4711"


def test_a_sheet_is_typed_in_before_a_witness_who_types_their_own_pin(
    cast: Cast, asked: Round, pin: str, key: Callable[[], str]
) -> None:
    where = f"{HERE}{asked.pk}/paper/"
    sent = {"person": cast.dao.pk, "witness": cast.binh.pk, "s1": "agree", "s2": "", "s3": "pass"}
    wrong = cast.client("hoa").post(where, sent | {"_key": key(), "pin": "0000"})
    assert wrong.status_code == 200
    assert Vote.objects.count() == 0
    assert cast.client("hoa").post(where, sent | {"_key": key(), "pin": pin}).status_code == 302
    assert dict(Vote.objects.values_list("statement__number", "says")) == {1: "agree", 3: "pass"}
    assert set(Vote.objects.values_list("person", "on_paper", "by", "witness")) == {
        (cast.dao.pk, True, cast.hoa.pk, cast.binh.pk)
    }
    for bad in ({"witness": cast.hoa.pk}, {"person": cast.minh.pk}, {"person": cast.lan.pk}, {"witness": cast.an.pk}):
        assert cast.client("hoa").post(where, sent | bad | {"_key": key(), "pin": pin}).status_code == 409
    for who in ("an", "minh", "ngoc"):
        assert cast.client(who).post(where, sent | {"_key": key(), "pin": pin}).status_code == 403


def test_too_many_wrong_pins_wait(cast: Cast, asked: Round, pin: str, key: Callable[[], str]) -> None:
    sent = {"person": cast.dao.pk, "witness": cast.binh.pk, "s1": "agree", "pin": "1"}
    for _ in range(5):
        cast.client("hoa").post(f"{HERE}{asked.pk}/paper/", sent | {"_key": key()})
    late = cast.client("hoa").post(f"{HERE}{asked.pk}/paper/", sent | {"_key": key(), "pin": pin})
    assert late.status_code == 429
    assert Vote.objects.count() == 0


def test_after_hand_in_no_sheet_is_taken(cast: Cast, asked: Round) -> None:
    over(asked)
    assert cast.client("hoa").get(f"{HERE}{asked.pk}/paper/").status_code == 409


def test_sheets_have_a_strip_for_each_who_has_not_answered_on_a_phone(cast: Cast, asked: Round) -> None:
    Vote.objects.create(statement=asked.statements.get(number=1), person=cast.binh, says="agree", at=timezone.now())
    page = cast.client("minh").get(f"{HERE}{asked.pk}/sheets/").content.decode()
    assert "Đỗ Thị Đào" in page
    assert "An</strong>" in page  # allied actors are asked too
    assert "Nguyễn Văn Bình" not in page
    assert 'class="qr"' in page
    assert cast.client("an").get(f"{HERE}{asked.pk}/sheets/").status_code == 403


def test_the_wall_leads_phones_to_the_round_and_counts_people_only(cast: Cast, asked: Round) -> None:
    Vote.objects.create(statement=asked.statements.get(number=1), person=cast.binh, says="agree", at=timezone.now())
    page = cast.client("minh").get(f"{HERE}{asked.pk}/wall/").content.decode()
    assert 'class="qr"' in page
    assert "<strong>1</strong>" in page


def test_a_researcher_can_work_it_out_again_from_answers_without_names(
    cast: Cast, asked: Round, crowd: list[Person]
) -> None:
    answered(asked, crowd)
    Statement.objects.filter(round=asked, number=2).update(words="=1+1")
    where = f"{HERE}{asked.pk}/votes.csv"
    assert cast.client("ngoc").get(where).status_code == 404  # not agreed by the members
    Round.objects.filter(pk=asked.pk).update(for_research=True)
    assert cast.client("ngoc").get(where).status_code == 404  # not counted
    over(asked)
    settle(asked)
    for who in ("hoa", "binh", "an", "minh", "son", "tu"):
        assert cast.client(who).get(where).status_code in {403, 404}
    answer = cast.client("ngoc").get(where)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 30 * 12
    assert not {str(who.pk) for who in crowd} & {row["person"] for row in rows}
    assert not any(who.name in answer.content.decode() for who in crowd)
    assert [row["person"] for row in rows] == sorted(row["person"] for row in rows)
    votes = votes_table(Round.objects.get(pk=asked.pk))
    again = read_vision(
        votes.with_columns(votes["statement"].cast(str)), dict(votes.select("person", "kind").iter_rows())
    )
    assert again.statements.filter(statement="1")["agree"].to_list() == [30]
    assert again.stable
    words = cast.client("ngoc").get(f"{HERE}{asked.pk}/statements.csv").content.decode()
    assert "\n2,'=1+1,false" in words
    assert cast.client("ngoc").get(f"{HERE}{asked.pk}/people.csv").status_code == 404


def test_who_keeps_their_answers_back_is_in_no_export(cast: Cast, asked: Round, crowd: list[Person]) -> None:
    answered(asked, crowd)
    Round.objects.filter(pk=asked.pk).update(for_research=True)
    settle(over(asked))
    Voice.objects.filter(person=crowd[0]).update(kept_back=True)
    assert votes_table(Round.objects.get(pk=asked.pk))["person"].n_unique() == 29
    household = Membership.objects.get(person=crowd[1])
    Membership.objects.filter(pk=household.pk).update(household="h_binh")
    ROWS["household"]._default_manager.create(of=cast.village, code="h_binh")
    word = {"who": "h_binh", "purpose": "research", "day": dt.date(2002, 9, 1), "given": False}
    taken_from_files(cast.village, [word], 1)
    assert votes_table(Round.objects.get(pk=asked.pk))["person"].n_unique() == 28
