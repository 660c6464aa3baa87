"""A problem says where, what and what to do, to a person and to a program."""

import json

import pytest

from edulis.schema import CATALOGUE, Problem, Text

SLIP = Problem(
    "value.low", found="-3", mend=Text("It must be at least {bound}.", bound=0), record="trade", column="quantity",
    row=1204, sheet="Mua bán", file="village.xlsx",
)  # fmt: skip


def test_where_it_is_reads_from_the_large_to_the_small() -> None:
    assert SLIP.place() == "village.xlsx · Mua bán · row 1204 · Quantity"
    assert SLIP.place("vi") == "village.xlsx · Mua bán · dòng 1204 · Lượng"


def test_without_a_sheet_the_record_is_named_and_without_a_row_none() -> None:
    assert Problem("value.missing", record="cluster").place() == "Cluster"
    assert Problem("file.missing", file="gone.xlsx").place() == "gone.xlsx"


def test_a_column_is_named_by_its_title_and_in_plain_files_by_its_name_too() -> None:
    seller = Problem("value.missing", record="trade", column="seller", row=2, file="trade.csv")
    assert seller.place() == "trade.csv · row 2 · Seller (seller)"
    assert Problem("column.unknown", record="trade", column="Selr", file="trade.csv").place() == "trade.csv · Selr"
    assert (seller.as_dict()["column"], seller.as_dict()["title"]) == ("seller", "Seller")


def test_the_reason_is_that_of_the_catalogue_and_the_advice_its_own() -> None:
    assert SLIP.reason() == CATALOGUE["value.low"]
    assert SLIP.advice("vi") == "Ít nhất phải là 0."
    assert Problem("file.empty").advice() == ""


def test_a_program_gets_plain_values() -> None:
    told = json.loads(json.dumps(SLIP.as_dict("vi")))
    assert told["code"] == "value.low"
    assert told["row"] == 1204
    assert told["more"] == 0
    assert told["advice"] == "Ít nhất phải là 0."


def test_a_problem_that_nobody_explained_is_a_bug() -> None:
    with pytest.raises(LookupError, match=r"value\.odd"):
        Problem("value.odd")


def test_codes_are_two_words_and_reasons_are_sentences() -> None:
    for code, reason in CATALOGUE.items():
        assert len(code.split(".")) == 2
        assert reason[0].isupper()
        assert reason[-1] in ".?"


def test_what_is_not_said_to_be_in_doubt_is_an_error() -> None:
    assert SLIP.severity == "error"
