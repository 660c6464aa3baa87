"""Who said no is in no table that is worked with; who was not asked has no word in it."""

import datetime as dt

import polars as pl
import pytest
from django.db import transaction

from edulis.web.enterprises import actions, analysing, sketch
from edulis.web.enterprises.agreed import Unasked, agreed, counted, must_have_agreed, settled
from edulis.web.enterprises.loading import data_version, load
from edulis.web.enterprises.models import ROWS
from edulis.web.people.consents import Word, forget_kept, say_word, taken_from_files
from edulis.web.people.models import Consent
from tests.web.conftest import Cast


def word(state: str) -> Word:
    return Word(state, dt.date(2002, 9, 1), "screen", 1, None, None)  # type: ignore[arg-type]


def say(cast: Cast, who: str, given: bool, by: str = "binh") -> None:
    with transaction.atomic():
        say_word(cast.visit(by), "map", given=given, who=who)


def test_an_enterprise_goes_with_its_household_and_a_household_speaks_through_its_enterprise() -> None:
    homes = {"a1": "a", "a2": "a", "b1": "b", "shop": None, "firm": None}
    words = {"a": word("no"), "a2": word("yes"), "b1": word("yes"), "firm": word("no")}
    who = settled("map", {"a", "b", "c"}, homes, words)
    assert who.no == {"a", "a1", "a2", "firm"}
    assert who.unasked == {"c"}
    assert who.missing == (2, 1)
    assert who.holds("b")
    assert who.holds("shop")


def test_a_no_takes_every_row_that_names_them_out_and_says_how_many_are_missing(filled: Cast) -> None:
    say(filled, "h_binh", False)
    told = counted(filled.village)
    assert (told.no, told.unasked) == (1, 0)
    assert set(told.cluster["household"]["code"]) == {"h_hoa", "h_lan"}
    assert told.cluster["trade"].filter((pl.col("seller") == "binh") | (pl.col("buyer") == "binh")).height == 0
    assert told.cluster["trade"].height == 3
    assert told.cluster["relation"].height == 0
    assert load(filled.village)["trade"].height == 14


def test_who_was_never_asked_has_no_word_there_but_stays_the_partner_of_those_who_were(filled: Cast) -> None:
    Consent.objects.filter(who="h_binh").delete()
    forget_kept(filled.village)
    told = counted(filled.village)
    assert (told.no, told.unasked) == (0, 1)
    trade = told.cluster["trade"]
    assert set(trade.filter(pl.col("seller") == "binh")["reporter"]) == {"buyer"}
    assert told.cluster["activity"].filter(pl.col("enterprise") == "binh").height == 0
    assert "binh" in set(told.cluster["enterprise"]["code"])


def test_an_analysis_is_made_without_them_and_the_map_says_so(filled: Cast) -> None:
    before = data_version(filled.village)
    say(filled, "h_binh", False)
    assert data_version(filled.village) == before + 1
    with transaction.atomic():
        row = analysing.ask(filled.visit("hoa"))
    analysing.work_out(row.pk)
    row.refresh_from_db()
    assert row.result["left_out"] == {"no": 1, "unasked": 0}
    page = filled.client("hoa").get("/c/lang-bot/enterprises/").content.decode()
    assert "1 hộ và cơ sở không có trong các con số này" in page


def test_nothing_is_kept_before_a_household_agreed_in_any_of_a_thousand_tries(filled: Cast) -> None:
    Consent.objects.all().delete()
    forget_kept(filled.village)
    refused, rows = 0, {name: model._default_manager.count() for name, model in ROWS.items()}
    labour = {"round": "2002", "enterprise": "binh", "family_hours": 8.0}
    income = {"round": "2002", "household": "h_lan"}
    for at in range(250):
        month = dt.date(2002, 1 + at % 12, 1)
        for act in (
            lambda month=month: actions.add_row(filled.visit("binh"), "labour", labour | {"month": month}),
            lambda month=month: actions.add_row(filled.visit("hoa"), "income", income | {"month": month}),
            lambda: sketch.lay_seed(filled.visit("binh"), "h_binh", "crops", 1),
            lambda: sketch.set_goal(filled.visit("binh"), "binh", "grow", "lớn", 0),
        ):  # fmt: skip
            with pytest.raises(Unasked), transaction.atomic():
                act()
            refused += 1
    assert refused == 1_000
    assert rows == {name: model._default_manager.count() for name, model in ROWS.items()}


def test_a_row_may_not_name_who_said_no(filled: Cast) -> None:
    say(filled, "h_binh", False)
    trade = {"seller": "hoa", "buyer": "binh", "reporter": "seller"}
    with pytest.raises(Unasked):
        must_have_agreed(filled.village, "trade", trade)
    must_have_agreed(filled.village, "trade", trade | {"buyer": "lan"})
    must_have_agreed(filled.village, "household", {"code": "h_new"})


def test_each_purpose_is_settled_by_itself(filled: Cast) -> None:
    row = {"who": "h_binh", "purpose": "link", "day": dt.date(2002, 9, 2), "given": True}
    taken_from_files(filled.village, [row], 1)
    assert agreed(filled.village, "link").holds("binh")
    assert not agreed(filled.village, "link").holds("hoa")
    assert agreed(filled.village, "map").holds("hoa")
