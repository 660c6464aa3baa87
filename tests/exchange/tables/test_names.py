"""The names of sheets."""

import pytest

from edulis.exchange.tables.names import LONGEST, record_of, sheet_names
from edulis.schema import LANGUAGES, RECORD_BY_NAME, Language
from edulis.schema.titles import TITLES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_record_has_a_sheet_of_its_own_that_excel_accepts(language: Language) -> None:
    names = sheet_names(language)
    assert list(names) == list(RECORD_BY_NAME)
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert all(0 < len(name) <= LONGEST and not set(name) & set("[]:*?/\\") for name in names.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_known_by_its_name_in_either_language(language: Language) -> None:
    for record, name in sheet_names(language).items():
        assert record_of(name.upper()) == record


def test_a_sheet_is_known_by_the_name_of_the_record() -> None:
    assert record_of("enterprise_round") == record_of("Enterprise round") == "enterprise_round"
    assert record_of("Sheet1") is None


def test_every_record_has_a_title() -> None:
    assert set(TITLES) == set(RECORD_BY_NAME)
