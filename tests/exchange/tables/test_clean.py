"""The short way gives what the careful way gives, or gives up."""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import typed
from edulis.exchange.tables.clean import _FIGURED, clean_frame
from edulis.exchange.tables.delimited import raw_table
from edulis.exchange.tables.headings import known_headings
from edulis.exchange.tables.raw import RawTable
from edulis.exchange.tables.table import Manner, understood

HEAD = "round,month,seller,buyer,product,grade,terms,reporter,quantity,value"


def short(text: str) -> pl.DataFrame | None:
    return clean_frame(text.encode(), "trade", Manner())


def careful(text: str) -> tuple[pl.DataFrame | None, int]:
    table = raw_table(text, "trade", "trade.csv", "trade")
    if not isinstance(table, RawTable):
        return None, len(table)
    found = understood(table, "trade", Manner())
    return found.frame, len(found.problems)


def same(text: str) -> bool:
    """Whether the short way gave the careful way's rows; a fault must have made it give up."""
    quick = short(text)
    slow, problems = careful(text)
    if quick is None:
        return True
    return slow is not None and problems == 0 and quick.equals(slow, null_equal=True)


def test_a_clean_file_takes_the_short_way() -> None:
    text = f"{HEAD}\nr,2002-09-01,hoa,shop,noodles,,cash,seller,12.5,100\nr,,binh,hoa,wet,A,,buyer,7,\n"
    found = short(text)
    assert found is not None
    assert found["month"].to_list() == [dt.date(2002, 9, 1), None]
    assert found["quantity"].to_list() == [12.5, 7]
    assert found["value"].to_list() == [100, None]
    assert same(text)


ROWS = {
    "short": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1.5",
    "long and short": "r,2002-09-01,hoa,shop,wet,,cash,seller,1.5,1,2\nr,2002-09-01,hoa,shop,wet,,cash,seller,1",
    "blank line": "\nr,2002-09-01,hoa,shop,noodles,,cash,seller,1.5,1",
    "word": "r,2002-09-01,hoa,shop,noodles,,Cash,seller,1.5,1",
    "in doubt": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1.234,1",
    "noughts in doubt": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1.000,1",
    "noughts as thousands": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1.000.000,1.000",
    "not finite": "r,2002-09-01,hoa,shop,noodles,,cash,seller,nan,1",
    "date in doubt": "r,03/04/2002,hoa,shop,noodles,,cash,seller,1.5,1",
    "date decided": "r,15/04/2002,hoa,shop,noodles,,cash,seller,1.5,1",
    "blanks": " r , 2002-09-01,hoa , shop,noodles, A ,cash,seller,1.5,1",
    "not a number": "r,2002-09-01,hoa,shop,noodles,,cash,seller,many,1",
    "not whole": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1,1.5",
    "quotes": 'r,2002-09-01,"hoa",shop,noodles,"a,b",cash,seller,1.5,1',
    "letters": "r,2002-09-01,bà,shop,noodles,,cash,seller,1.5,1",
    "carriage": "r,2002-09-01,hoa,shop,noodles,,cash,seller,1.5,1\r",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_what_is_not_clean_is_read_alike_or_goes_the_careful_way(row: str) -> None:
    assert same(f"{HEAD}\n{row}\n")


@pytest.mark.parametrize("head", ["Seller,Buyer", "seller,seller", "seller,colour", "seller;buyer", "seller,buyer", ""])
def test_headings_that_are_not_exact_or_not_whole_go_the_careful_way(head: str) -> None:
    assert short(f"{head}\na,b\n") is None


FIGURE = st.sampled_from(
    ["", "1", "1.5", "1.234", "12.345", "0.125", "1234.5", "1.000", "2e3", "-7", "1.2345", "999.999"]
)
CELLS = st.tuples(
    st.just("r"),
    st.sampled_from(["", "2002-09-01", "2002-09", "9/2002"]),
    st.sampled_from(["hoa", " hoa"]),
    st.just("shop"),
    st.just("wet"),
    st.sampled_from(["", "A", " A B "]),
    st.sampled_from(["", "cash", "credit"]),
    st.just("seller"),
    FIGURE,
    st.sampled_from(["", "5", "1200"]),
)


@settings(deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=6))
def test_both_ways_agree(rows: Sequence[tuple[str, ...]]) -> None:
    assert same("\n".join([HEAD, *(",".join(row) for row in rows)]) + "\n")


ROW = ["r", "2002-09", "hoa", "shop", "wet", "Loại một", "cash", "seller", "12.5", "1200"]
NAMES = HEAD.split(",")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([HEAD, ",".join(ROW)]),
        "\r\n".join([HEAD, ",".join(ROW), ""]),
        "\n".join([";".join(NAMES), ";".join(ROW), ""]),
        "\n".join(["\t".join(NAMES), "\t".join(ROW), ""]),
        "\n".join(["|".join(NAMES), "|".join(ROW), ""]),
        "\n".join([",".join(f'"{cell}"' for cell in row) for row in (NAMES, ROW)]),
        "\n".join([",".join(NAMES[::-1]), ",".join(ROW[::-1]), ""]),
        "\n".join([HEAD, ",".join(ROW).replace("Loại một", '"a, ""b"", c"'), ""]),
        "\n".join([HEAD.replace("seller,", "Seller,", 1).replace("value", "Value"), ",".join(ROW), ""]),
        "\n".join([HEAD, unicodedata.normalize("NFD", ",".join(ROW)), ""]),
        "\n".join([HEAD, ",".join(ROW).replace("cash", "On credit"), ""]),
    ],
    ids=["no end", "crlf", "semicolon", "tab", "bar", "quotes", "order", "doubled", "titles", "decomposed", "word"],
)
def test_an_honest_file_takes_the_short_way_however_it_is_laid_out(text: str) -> None:
    assert short(text) is not None
    assert same(text)


def test_a_mark_at_the_beginning_changes_nothing() -> None:
    text = f"{HEAD}\n{','.join(ROW)}\n"
    assert same(text)
    marked, plain = clean_frame(b"\xef\xbb\xbf" + text.encode(), "trade", Manner()), short(text)
    assert marked is not None
    assert plain is not None
    assert marked.equals(plain, null_equal=True)


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}\n{','.join(ROW)}\n".replace("Loại một", "Loi m\u00f4t").encode("latin-1"),
        f"{HEAD}\n{','.join(ROW)}\n".replace("Loại một", "\u03b1").encode(),
        f"{HEAD}\n{','.join(ROW)}\n".replace("Loại một", "\x01").encode(),
        f"{HEAD}\n{','.join(ROW)}\n".replace("Loại một", "\u0090ạ").encode(),
        f"{HEAD}\n{','.join(ROW)}\n".replace("hoa", "ho\ra").encode(),
        f"{HEAD}\n{','.join(ROW)}\n".replace("Loại một", '"a"b').encode(),
        f"{HEAD}\n{','.join(ROW)}\n".replace("12.5", "12,5").encode(),
        f"{HEAD}\n{','.join(ROW)}\n{HEAD}\n".encode(),
    ],
    ids=["legacy", "far letters", "control", "high control", "lone return", "stray quote", "comma", "headings again"],
)
def test_real_doubt_goes_the_careful_way(data: bytes) -> None:
    assert clean_frame(data, "trade", Manner()) is None


def test_a_second_table_is_seen_wherever_it_begins() -> None:
    homes = [f"h{place:05d},Bà Hoa" for place in range(3_000)]
    text = "\n".join(["code,name", *homes[:1500], "Code,Name", *homes[1500:], ""])
    assert clean_frame(text.encode(), "household", Manner()) is None
    assert clean_frame("\n".join(["code,name", *homes, ""]).encode(), "household", Manner()) is not None


def test_no_short_heading_has_a_figure() -> None:
    assert all(len(heading) >= _FIGURED for heading in known_headings() if any(sign.isdigit() for sign in heading))


def test_a_file_in_pieces_has_all_its_columns_in_the_same_pieces() -> None:
    text = f"{HEAD}\n" + f"{','.join(ROW)}\n" * 100_000
    found = short(text)
    assert found is not None
    assert len({len(cells.chunk_lengths()) for cells in typed("trade", found)}) == 1


WRITTEN = st.sampled_from(
    ["", "hoa", " hoa ", "Đậu", "Loại một", "Loại mô\u0323t", "a;b", "a,b", 'say "so"', "it's", "'=1"]
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.tuples(WRITTEN, WRITTEN, st.sampled_from(["", "cash", "Cash"]), FIGURE), min_size=1, max_size=5),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.booleans(),
)
def test_both_ways_agree_on_every_layout(
    rows: Sequence[tuple[str, ...]], separator: str, end: str, quoting: int, guarded: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["quantity", *NAMES[:4], "product", "reporter", "grade", "terms"])
    for seller, grade, terms, quantity in rows:
        writer.writerow([quantity, "r", "2002-09", seller, "shop", "wet", "buyer", grade, terms])
    text, manner = file.getvalue(), Manner(guarded=guarded)
    quick = clean_frame(text.encode(), "trade", manner)
    if quick is not None:
        table = raw_table(text, "trade", "trade.csv", "trade")
        assert isinstance(table, RawTable)
        found = understood(table, "trade", manner)
        assert not found.problems
        assert quick.equals(found.frame, null_equal=True)
