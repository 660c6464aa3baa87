"""Numbers as people write them are read right or refused, never guessed."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.exchange.tables.numbers import Hint, read_numbers
from edulis.schema import Column, Text

QUANTITY = Column("quantity", "number", "Quantity", unit="base units")
SHARE = Column("relative_error", "number", "Relative error", unit="share", low=0, high=2)
VALUE = Column("value", "money", "Value", low=0)
UNKNOWN = Hint()
PEOPLE = Column("people", "count", "People", low=0)


def read(
    column: Column, cells: list[str | None], hint: Hint = UNKNOWN, native: list[bool] | None = None
) -> tuple[list[float | None], list[tuple[str, list[int]]]]:
    typed = None if native is None else pl.Series(native)
    values, refusals = read_numbers(column, pl.Series("cells", cells, pl.String), typed, hint)
    return values.to_list(), [(one.code, one.rows.tolist()) for one in refusals if one.severity == "error"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234,5", "1.234", "7"], [1234.5, 1234, 7]),
        (["1,234.5", "1,234", "1.234"], [1234.5, 1234, 1.234]),
        (["1 234", "1\u00a0234,5", "1\u202f234\u202f567"], [1234, 1234.5, 1234567]),
        (["1'234", "1’234.5"], [1234, 1234.5]),
        (["12,5", "1.234"], [12.5, 1234]),
        (["0.125", "1.234"], [0.125, 1.234]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["−5", "- 5", "+5"], [-5, -5, 5]),
        (["1e-05", "2.5E+16"], [1e-05, 2.5e16]),
        (["1.5", "1,5"], [1.5, 1.5]),
    ],
)
def test_the_cells_of_a_column_together_say_what_a_mark_means(cells: list[str | None], values: list[float]) -> None:
    assert read(QUANTITY, cells) == (values, [])


@pytest.mark.parametrize("cells", [["1.234", "2.500"], ["1,234"], ["1.234", "1,234"], ["1.234", "1200"]])
def test_a_column_that_can_be_read_both_ways_is_refused(cells: list[str | None]) -> None:
    values, refusals = read(QUANTITY, cells)
    doubtful = [row for row, cell in enumerate(cells) if cell != "1200"]
    assert refusals == [("value.doubt", doubtful)]
    assert [values[row] for row in doubtful] == [None] * len(doubtful)


def test_both_readings_are_shown_in_the_reader_s_marks() -> None:
    _, refusals = read_numbers(QUANTITY, pl.Series(["1.234"]), None, Hint())
    mend = refusals[0].mend
    assert not isinstance(mend, Text)
    assert "1234 or 1.234" in mend("1.234").say("en")
    assert "1,234" in mend("1.234").say("vi")


def test_in_a_mixed_column_only_the_cells_with_two_readings_are_refused() -> None:
    assert read(QUANTITY, ["1.5", "1,5", "1.234"]) == ([1.5, 1.5, None], [("value.doubt", [2])])


def test_what_the_file_declares_decides() -> None:
    assert read(QUANTITY, ["1.234"], Hint(decimal=".")) == ([1.234], [])
    assert read(QUANTITY, ["1.234"], Hint(decimal=",")) == ([1234], [])


def test_a_bound_of_the_column_decides_where_one_reading_is_impossible() -> None:
    assert read(SHARE, ["1.234"]) == ([1.234], [])


def test_an_amount_is_whole_so_a_mark_before_three_figures_is_one_of_thousands() -> None:
    assert read(VALUE, ["2.000", "15.000đ", "1.200.000 VNĐ", "500 đồng"]) == ([2000, 15000, 1200000, 500], [])


def test_the_money_of_another_country_does_not_take_a_dong_sign() -> None:
    assert read(VALUE, ["500 đ", "500 USD"], Hint(currency="USD")) == ([None, 500], [("value.type", [0])])


def test_a_count_of_thousands_or_of_units_with_three_noughts_is_in_doubt() -> None:
    assert read(PEOPLE, ["2.000", "3"]) == ([None, 3], [("value.doubt", [0])])
    assert read(PEOPLE, ["2.0", "3,0"]) == ([2, 3], [])


@pytest.mark.parametrize(
    "cell", ["abc", "12 34", "1,23,456", "--5", "(5)", "nan", "inf", "1e999", "12 kg", "5 %", "1/2", "1-2", "١٢"]
)
def test_what_is_no_number_is_refused(cell: str) -> None:
    assert read(QUANTITY, [cell, "1"]) == ([None, 1], [("value.type", [0])])


@pytest.mark.parametrize("cell", ["1.5", "1.2E+09", "100 nghìn", "2tr", "99999999999999999999", "1,234.5"])
def test_an_amount_that_is_not_whole_or_not_written_out_is_refused(cell: str) -> None:
    assert read(VALUE, [cell]) == ([None], [("value.type", [0])])


def test_a_percent_sign_is_read_in_a_column_of_shares_and_said() -> None:
    values, refusals = read_numbers(SHARE, pl.Series(["12%", "0,1"]), None, Hint())
    assert values.to_list() == [0.12, 0.1]
    assert [(one.code, one.severity) for one in refusals] == [("value.doubt", "doubt")]


def test_a_number_that_the_workbook_types_is_in_no_doubt_and_decides_nothing() -> None:
    assert read(QUANTITY, ["1.234", "1,234"], native=[True, False]) == ([1.234, None], [("value.doubt", [1])])
    assert read(VALUE, ["1234.0", "9007199254740993"], native=[True, True]) == ([1234, 9007199254740993], [])


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_every_number_that_a_program_wrote_comes_back_bit_for_bit(numbers: list[float]) -> None:
    assert read(QUANTITY, [repr(number) for number in numbers], Hint(decimal=".")) == (numbers, [])


@settings(deadline=None)
@given(st.lists(st.integers(-(10**15), 10**15), min_size=1), st.sampled_from([(",", "."), (".", ",")]))
def test_a_number_with_marks_is_read_right_or_refused(numbers: list[int], marks: tuple[str, str]) -> None:
    group, decimal = marks
    written = [
        f"{number / 100:,.2f}".translate(str.maketrans({",": group, ".": decimal})) if abs(number) < 10**12 else "0"
        for number in numbers
    ]
    values, refusals = read(QUANTITY, [*written])
    assert refusals == []
    assert values == [float(f"{number / 100:.2f}") if abs(number) < 10**12 else 0 for number in numbers]


@settings(deadline=None)
@given(st.lists(st.text("0123456789., '-đ%eE", min_size=1, max_size=9), min_size=1))
def test_any_run_of_signs_is_a_number_or_a_refusal(cells: list[str]) -> None:
    filled = [cell.strip() or None for cell in cells]
    values, refusals = read(QUANTITY, [*filled])
    refused = {row for _, rows in refusals for row in rows}
    assert refused == {row for row, value in enumerate(values) if value is None and filled[row] is not None}


DOLLARS = Hint(currency="USD", digits=2)


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        (["12.50", "12", "0.05"], [1250, 1200, 5]),
        (["12,50", "1.234", "1.234,5"], [1250, 123400, 123450]),
        (["12 USD", "7"], [1200, 700]),
        (["0", None], [0, None]),
        ([".50", "-3.00", "12.5000"], [50, -300, 1250]),
    ],
)
def test_amounts_of_a_money_with_cents_are_read_as_cents(cells: list[str | None], cents: list[int | None]) -> None:
    values, refusals = read_numbers(VALUE, pl.Series(cells, dtype=pl.String), None, DOLLARS)
    assert values.to_list() == cents
    assert refusals == []


def test_whole_amounts_may_be_dollars_or_cents_and_are_refused_unless_the_heading_says() -> None:
    assert read(VALUE, ["12", "0", "40"], DOLLARS) == ([None, 0, None], [("value.doubt", [0, 2])])
    assert read(VALUE, ["12", "0", "40"], Hint(currency="USD", digits=2, named=True)) == ([1200, 0, 4000], [])


def test_more_digits_than_the_money_has_are_refused() -> None:
    assert read(VALUE, ["12.505", "1.50"], DOLLARS)[1] in ([("value.type", [0])], [("value.doubt", [0])])
    assert read(VALUE, ["12.5051", "1.50"], DOLLARS) == ([None, 150], [("value.type", [0])])
    _, refusals = read_numbers(VALUE, pl.Series(["12.50"]), None, Hint(currency="USD"))
    assert "minor_digits" in str(refusals[0].mend("12.50"))  # type: ignore[operator]


def test_a_sum_of_a_spreadsheet_is_the_cent_next_to_it() -> None:
    values, refusals = read_numbers(VALUE, pl.Series(["0.30000000000000004", "12.0"]), pl.Series([True, True]), DOLLARS)
    assert (values.to_list(), refusals) == ([30, 1200], [])


def test_a_price_may_carry_its_money_and_another_number_may_not() -> None:
    price = Column("price", "number", "Price per base unit", low=0)
    assert read(price, ["1.200.000 đ", "4500 VND"]) == ([1200000, 4500], [])
    assert read(QUANTITY, ["4500 VND"]) == ([None], [("value.type", [0])])


@given(st.lists(st.integers(-(10**17), 10**17), min_size=1), st.sampled_from(["", " USD"]))
def test_every_amount_comes_back_from_its_usual_form(amounts: list[int], money: str) -> None:
    cells = [f"{'-' if one < 0 else ''}{abs(one) // 100}.{abs(one) % 100:02}{money}" for one in amounts]
    values, refusals = read_numbers(VALUE, pl.Series(cells), None, DOLLARS)
    assert (values.to_list(), refusals) == (amounts, [])
