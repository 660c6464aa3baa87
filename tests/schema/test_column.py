"""The one declaration: every column can be read by every reader."""

import dataclasses
import re

import pytest

from edulis.schema import KINDS, RECORD_BY_NAME, RECORDS, Column, columns, keys, record_name, title_of, translate

EVERY = [(record, column) for record in RECORDS for column in columns(record)]
ids = [f"{record_name(record)}.{column.name}" for record, column in EVERY]


@pytest.mark.parametrize(("record", "column"), EVERY, ids=ids)
def test_a_column_has_a_kind_a_title_and_a_question(record: type, column: Column) -> None:
    assert column.kind in KINDS
    assert column.title
    assert column.ask.endswith(("?", "."))
    assert column.title[0].isupper()


@pytest.mark.parametrize(("record", "column"), EVERY, ids=ids)
def test_a_link_points_at_records_that_have_a_code(record: type, column: Column) -> None:
    assert (column.kind in {"link", "place"}) == bool(column.to)
    for name in column.to:
        assert keys(RECORD_BY_NAME[name]) == ("code",)


@pytest.mark.parametrize(("record", "column"), EVERY, ids=ids)
def test_a_list_has_words_that_are_codes_and_titles_that_differ(record: type, column: Column) -> None:
    assert (column.kind == "one_of") == bool(column.choices)
    words = [word for word, _ in column.choices]
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", word) for word in words)
    for language in ("en", "vi"):
        titles = [translate(title, language).casefold() for _, title in column.choices]
        assert len(set(titles)) == len(titles), titles


@pytest.mark.parametrize(("record", "column"), EVERY, ids=ids)
def test_bounds_are_in_order_and_only_on_numbers(record: type, column: Column) -> None:
    bounds = [bound for bound in (column.low, column.likely, column.high) if bound is not None]
    assert bounds == sorted(bounds)
    assert not bounds or column.kind in {"count", "number", "money"}
    assert not column.unit or column.kind == "number"


@pytest.mark.parametrize("record", RECORDS, ids=record_name)
def test_a_record_has_a_key_a_title_and_columns_of_different_names(record: type) -> None:
    assert keys(record)
    assert title_of(record)
    for language in ("en", "vi"):
        for heading in ("title", "heading"):
            heads = [translate(getattr(column, heading), language).casefold() for column in columns(record)]
            assert len(set(heads)) == len(heads), heads


@pytest.mark.parametrize("record", RECORDS, ids=record_name)
def test_what_is_needed_cannot_be_left_out_of_a_row(record: type) -> None:
    needed = {column.name for column in columns(record) if column.required}
    assert needed == {one.name for one in dataclasses.fields(record) if one.default is dataclasses.MISSING}
    if needed:
        with pytest.raises(TypeError, match="missing"):
            record()


def test_a_row_refers_only_to_records_that_are_asked_before_it_or_to_people_met_anywhere() -> None:
    order = list(RECORD_BY_NAME)
    late = {
        (name, to)
        for name, record in RECORD_BY_NAME.items()
        for column in columns(record)
        for to in column.to
        if order.index(to) > order.index(name)
    }
    assert late == {("loan", "institution")}


def test_a_name_in_files_is_the_class_name_in_small_letters() -> None:
    assert list(RECORD_BY_NAME)[:5] == ["cluster", "round", "place", "household", "household_round"]


def test_a_heading_carries_the_unit() -> None:
    level = next(column for column in columns(RECORD_BY_NAME["activity"]) if column.name == "level")
    assert level.heading == "Main product made (base units)"


def test_names_and_contacts_of_people_are_personal() -> None:
    personal = {f"{record_name(record)}.{column.name}" for record, column in EVERY if column.personal}
    assert personal == {"household.name", "enterprise.name", "market.contact"}


def test_a_column_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        columns(RECORDS[0])[0].title = "Other"
