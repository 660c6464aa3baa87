"""Forms are made from the declaration."""

import pytest

from edulis.web.enterprises import forms
from edulis.web.enterprises.forms import RowForm, choices_of, known_to, shared_choices
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.tongue import own_part
from tests.web.conftest import Cast

STOCK = {"round": "2002", "month": "2002-10-17", "enterprise": "binh", "product": "wet", "quantity": "5"}


def test_a_month_is_its_first_day_whichever_day_was_chosen(filled: Cast) -> None:
    form = RowForm(filled.visit("binh"), "stock", STOCK)
    assert form.is_valid(), form.errors
    assert str(form.values()["month"]) == "2002-10-01"


def test_what_the_check_says_stands_at_its_question(filled: Cast) -> None:
    form = RowForm(filled.visit("binh"), "stock", {**STOCK, "month": "2020-01-01"})
    assert "month" in form.errors


def test_what_is_hard_to_believe_is_told_and_kept(filled: Cast) -> None:
    form = RowForm(filled.visit("binh"), "stock", {**STOCK, "quantity": "1e11"})
    assert form.is_valid()
    assert form.doubts


def test_links_are_choices_by_name(filled: Cast) -> None:
    visit = filled.visit("binh")
    enterprise = next(c for c in ROWS["stock"].survey.columns if c.name == "enterprise")  # type: ignore[attr-defined]
    assert ("binh", dict(choices_of(visit, enterprise))["binh"]) in choices_of(visit, enterprise)
    assert dict(shared_choices(filled.village, "product"))["wet"] == "Bột ướt"


def test_of_a_name_in_two_languages_the_readers_part_is_shown() -> None:
    from django.utils import translation

    with translation.override("en"):
        assert own_part("Bột ướt / wet starch") == "wet starch"
    with translation.override("vi"):
        assert own_part("Bột ướt / wet starch") == "Bột ướt"


def test_where_there_are_too_many_to_choose_from_those_one_deals_with_are_offered(
    filled: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MANY", 2)
    form = RowForm(filled.visit("binh"), "stock", begun={"round": "2002"})
    assert [code for code, _ in form.known] == ["binh", "hoa", "lan", "roots"]
    assert 'list="known"' in str(form["enterprise"])
    assert known_to(filled.visit("dao"), {}) == []
