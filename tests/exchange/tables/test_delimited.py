"""Delimited text as a table, or a refusal with its row."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.exchange.tables.delimited import raw_table
from edulis.exchange.tables.raw import RawTable
from edulis.schema import Problem

TEXT = "round,seller,buyer,product\nr,hoa,shop,noodles\nr,binh,hoa,wet\n"


def table(text: str, separator: str = "") -> RawTable:
    found = raw_table(text, "trade", "trade.csv", "trade", separator)
    assert isinstance(found, RawTable), found
    return found


def trouble(text: str) -> Problem:
    found = raw_table(text, "trade", "trade.csv", "trade")
    assert isinstance(found, list)
    return found[0]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_ending_gives_the_same_table(separator: str, ending: str) -> None:
    found = table(TEXT.replace(",", separator).replace("\n", ending))
    assert found.headings == ("round", "seller", "buyer", "product")
    assert found.cells.rows() == [("r", "hoa", "shop", "noodles"), ("r", "binh", "hoa", "wet")]
    assert found.rows.tolist() == [2, 3]


def test_semicolons_part_cells_where_commas_are_decimal() -> None:
    found = table("seller;buyer;quantity\nhoa;shop;1,5\nhoa;shop;2,5\n")
    assert found.cells["2"].to_list() == ["1,5", "2,5"]


def test_a_spreadsheet_s_hint_names_the_separator() -> None:
    found = table("sep=;\nseller;buyer\nhoa;shop\n")
    assert found.headings == ("seller", "buyer")
    assert found.rows.tolist() == [3]


def test_quoted_breaks_and_doubled_quotes_belong_to_the_cell() -> None:
    found = table('seller,grade\nhoa,"first\nand ""best"", dry"\nbinh,B\n')
    assert found.cells.rows() == [("hoa", 'first\nand "best", dry'), ("binh", "B")]
    assert found.rows.tolist() == [2, 3]


def test_blank_lines_are_passed_over_and_counted() -> None:
    found = table("\nseller,buyer\n\nhoa,shop\n  \n\nbinh,hoa\n\n")
    assert found.cells.rows() == [("hoa", "shop"), ("binh", "hoa")]
    assert found.rows.tolist() == [4, 7]


def test_a_title_above_the_headings_is_passed_over() -> None:
    found = table("Trades of our village\n\nseller,buyer\nhoa,shop\n")
    assert found.headings == ("seller", "buyer")
    assert found.rows.tolist() == [4]


def test_separators_at_the_end_of_a_row_are_no_cells() -> None:
    assert table("seller,buyer,,\nhoa,shop,,\nbinh,hoa\n").headings == ("seller", "buyer")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (TEXT + "r,hoa,shop\n", 4),
        (TEXT + "\nr,hoa,shop,noodles,5\n", 5),
        ("seller,buyer\nhoa,shop\nTotal\n", 3),
        ('seller,buyer\nhoa,shop\n"hoa,shop\n', 3),
        ('seller,buyer\nhoa,"shop" city\n', 2),
        ('seller,buyer\nhoa, "shop"\n', 2),
        ("seller,buyer\nhoa,shop" + "," * 3000 + "x\n", 2),
    ],
)
def test_a_row_that_does_not_fit_the_headings_is_refused_with_its_number(text: str, row: int) -> None:
    problem = trouble(text)
    assert (problem.code, problem.file, problem.row) == ("table.ragged", "trade.csv", row)


def test_of_many_ragged_rows_the_first_are_listed_and_the_rest_counted() -> None:
    found = raw_table(TEXT + "x\n" * 1000, "trade", "trade.csv", "trade")
    assert isinstance(found, list)
    assert len(found) + found[-1].more == 1000


def test_a_second_table_below_a_blank_line_is_refused() -> None:
    problem = trouble(TEXT + "\nmarket,property,low\nm,moisture,5\n")
    assert (problem.code, problem.row) == ("table.several", 5)


@pytest.mark.parametrize("text", ["", "\n\n", "  \n"])
def test_a_file_without_rows_is_empty(text: str) -> None:
    assert trouble(text).code == "file.empty"


def test_headings_without_rows_are_an_empty_table() -> None:
    assert table("seller,buyer\n").cells.shape == (0, 2)


CELL = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cc", "Cs"]), max_size=8) | st.just(
    'a\n"b,;'
)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_cells_come_back_as_written(rows: list[tuple[str, str, str]], separator: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["seller", "buyer", "product"])
    writer.writerows(rows)
    found = raw_table(file.getvalue(), "trade", "trade.csv", "trade")
    assert isinstance(found, RawTable)
    assert found.cells.rows() == [tuple(cell if cell.strip() else None for cell in row) for row in rows]
