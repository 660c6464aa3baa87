"""Headings by name or title, in any case, with or without accents, with the column's own unit."""

import unicodedata

import pytest

from edulis.exchange.tables.headings import (
    column_called,
    likeliest,
    money_called,
    recognised,
    record_called,
    unknown_heading,
)
from edulis.schema import LANGUAGES, RECORD_BY_NAME, columns, translate

EVERY = [(record, column) for record in RECORD_BY_NAME for column in columns(RECORD_BY_NAME[record])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_known_by_its_name_and_by_its_title(language: str) -> None:
    for record, column in EVERY:
        title = translate(column.title, language)  # type: ignore[arg-type]
        unit = translate(column.unit, language)  # type: ignore[arg-type]
        forms = [
            column.name,
            column.name.upper(),
            title,
            title.upper(),
            f" {title}* ",
            unicodedata.normalize("NFD", title),
        ]
        if column.unit:
            forms += [f"{title} ({unit})", f"{title} [{column.unit}]", f"{column.name} ({column.unit})"]
        for form in forms:
            found = column_called(record, form)
            assert found is not None, (record, form)
            assert found.name == column.name, (record, form)


def test_accents_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from edulis.exchange.tables import headings

    monkeypatch.setattr(headings, "translate", lambda text, language: {"Seller": "Người bán"}.get(text, text))
    headings._written.cache_clear()
    try:
        for form in ("Người bán", "người bán", "NGUOI BAN", "nguoi_ban"):
            found = column_called("trade", form)
            assert found is not None
            assert found.name == "seller"
    finally:
        headings._written.cache_clear()


@pytest.mark.parametrize("heading", ["Land (ha)", "Farm land (ha)", "Farm land [sào]", "land (m2 per head)"])
def test_a_unit_that_is_not_the_column_s_own_is_refused(heading: str) -> None:
    assert column_called("household_round", heading) is None
    problem = unknown_heading("household_round", "Farm land (ha)")
    assert problem.code == "column.unknown"
    assert "m²" in problem.advice()


def test_money_may_name_the_dong_but_not_thousands_of_it() -> None:
    for heading in ("Value (VND)", "value (đ)", "Value [đồng]"):
        assert column_called("trade", heading) is not None
    for heading in ("Value (1000 đ)", "Value (nghìn đồng)", "Value (triệu)"):
        assert column_called("trade", heading) is None


def test_an_unknown_heading_names_the_nearest() -> None:
    assert "Seller" in unknown_heading("trade", "Seler").advice()
    assert "Quantity" in unknown_heading("trade", "zzz").advice()


@pytest.mark.parametrize(
    "name",
    ["trade", "Trades", "TRADE", " trade ", "household_round", "Household Round", "Households in a round", "processes"],
)
def test_a_record_is_known_by_its_name_or_title(name: str) -> None:
    assert record_called(name) in {"trade", "household_round", "process"}


def test_a_name_of_no_record_is_not_guessed() -> None:
    assert record_called("Sheet1") is None
    assert record_called("trad") is None
    assert likeliest(["Seller", "Buyer", "Product"]) == "trade"
    assert likeliest(["x", "y", "code"]) is None


def test_headings_are_counted_for_one_record_or_for_the_best() -> None:
    assert recognised(["seller", "buyer", "x"], "trade") == 2
    assert recognised(["seller", "buyer", "x"], None) == 2
    assert recognised(["1", "2"], None) == 0


def test_an_amount_may_name_the_money_of_the_cluster_and_no_other() -> None:
    column, named = money_called("trade", "Value (USD)", "USD")
    assert (column is not None and column.name, named) == ("value", True)
    assert money_called("trade", "Value (USD)", "VND") == (None, False)
    assert money_called("trade", "Value (đ)", "USD") == (None, False)
    plain, named = money_called("trade", "Value", "USD")
    assert (plain is not None, named) == (True, False)
