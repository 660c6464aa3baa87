"""The questions at the wall."""

from edulis.web.enterprises.drawforms import CardForm, GoalForm, ProductForm
from tests.web.conftest import Cast


def test_a_card_needs_a_name_and_a_kind(filled: Cast) -> None:
    assert CardForm(filled.visit("hoa"), {"name": "Ba", "kind": "starch", "place": "dl"}).is_valid()
    for odd in ({"name": "", "kind": "starch"}, {"name": "Ba", "kind": "x"}, {"name": "a\0", "kind": "starch"}):
        assert not CardForm(filled.visit("hoa"), odd).is_valid()


def test_a_good_has_a_stage_and_a_unit(cast: Cast) -> None:
    assert ProductForm({"name": "Bột", "stage": "half", "unit": "kg"}).is_valid()
    assert not ProductForm({"name": "Bột", "stage": "half", "unit": "stone"}).is_valid()


def test_a_goal_may_be_told_in_ones_own_words_only(cast: Cast) -> None:
    assert GoalForm({"goal_kind": "", "goal": "Cho con học nghề"}).is_valid()
