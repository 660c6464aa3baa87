"""The quote that keeps a text from acting as a formula."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edulis.exchange.tables.formulas import guarded, unguarded

DANGEROUS = "=+-@'＝＋－＠"


def through(text: str | None) -> tuple[str | None, str | None]:
    frame = pl.DataFrame({"cell": [text]}, schema={"cell": pl.String})
    written = frame.select(guarded(pl.col("cell")))
    return written.item(), written.select(unguarded(pl.col("cell"))).item()


@given(st.text(alphabet="a=+-@';|\t\r\n ＝,\"") | st.text())
@example("'")
@example("''")
@example(";'=")
@example("; \t\n'=;=;;=")
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert through(text)[1] == text


@given(st.text(alphabet="a=+-@;|\t\r\n ＝,"))
def test_no_cell_begins_like_a_formula_at_whichever_sign_it_is_split(text: str) -> None:
    written, _ = through(text)
    assert written is not None
    for separator in (";", "|", "\t", "\n", "\r"):
        assert not [part for part in written.split(separator) if part.strip()[:1] in tuple("=+-@＝")]


@pytest.mark.parametrize("sign", DANGEROUS)
def test_a_dangerous_beginning_gets_a_quote(sign: str) -> None:
    assert through(f"{sign}2+3")[0] == f"'{sign}2+3"


def test_what_is_not_known_stays_apart_from_an_empty_text() -> None:
    assert through(None) == (None, None)
    assert through("") == ("'", "")


def test_plain_texts_are_left_as_they_are() -> None:
    assert through("Bà Hoa làm miến - ngon")[0] == "Bà Hoa làm miến - ngon"
