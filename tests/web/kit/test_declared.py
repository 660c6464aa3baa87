"""The declaration gives the site its tables and its questions."""

import pytest
from django import forms
from django.utils import translation

from edulis import schema
from edulis.schema import columns
from edulis.web.enterprises.models import ROWS
from edulis.web.kit.declared import Declared


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_table_has_every_declared_column_and_nothing_required_of_the_store(name: str) -> None:
    fields = {field.name: field for field in ROWS[name]._meta.get_fields() if hasattr(field, "null")}
    for column in columns(schema.RECORD_BY_NAME[name]):
        assert fields[column.name].null, column.name


def test_a_column_asks_its_question_in_the_language_of_the_page() -> None:
    declared = Declared(schema.Enterprise)
    kind = next(column for column in declared.columns if column.name == "kind")
    with translation.override("vi"):
        field = declared.form_field(kind)
    assert isinstance(field, forms.ChoiceField)
    assert ("noodles", "Nhà làm miến") in field.choices or "noodles" in dict(field.choices)
    assert field.required
    assert field.help_text


def test_bounds_of_the_declaration_are_bounds_of_the_form() -> None:
    declared = Declared(schema.Process)
    share = next(column for column in declared.columns if column.name == "skilled")
    with translation.override("en"), pytest.raises(forms.ValidationError):
        declared.form_field(share).clean("1.5")


def test_yes_no_and_not_known_are_three_answers() -> None:
    declared = Declared(schema.Enterprise)
    local = next(column for column in declared.columns if column.name == "local")
    field = declared.form_field(local)
    assert [field.clean(word) for word in ("", "true", "false")] == [None, True, False]
