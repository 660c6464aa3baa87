"""Questions about groups."""

from edulis.web.people.groupforms import AskForm, GroupForm
from edulis.web.people.officeforms import soon


def test_a_group_has_a_name_a_kind_and_a_way_in() -> None:
    assert GroupForm({"name": "Hội", "kind": "women", "joining": "open"}).is_valid()
    assert not GroupForm({"name": "Hội", "kind": "army", "joining": "open"}).is_valid()
    assert GroupForm().initial["joining"] == "asked"


def test_a_question_to_the_group_has_an_end() -> None:
    told = {"question": "Mua chung?", "until_time": "20:00", "later": "1", "secret": "open"}
    assert AskForm(told | {"until_day": soon(2)}).is_valid()
    assert not AskForm(told | {"until_day": soon(-2)}).is_valid()
