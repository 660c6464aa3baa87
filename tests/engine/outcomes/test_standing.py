"""Fading of outsiders, and reliance on own means."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.outcomes import fading, self_reliance


def test_the_members_share_is_told_month_by_month_with_its_doubt() -> None:
    acts = pl.DataFrame(
        {
            "month": [dt.date(2003, 1, 5)] * 4 + [dt.date(2003, 3, 9)] * 2,
            "kind": ["decision"] * 4 + ["act"] * 2,
            "by": ["member", "facilitator", "member", "member", "member", "member"],
        }
    )
    rows = fading(acts)
    assert rows["month"].to_list() == [dt.date(2003, 1, 1), dt.date(2003, 3, 1)]  # nothing is made up for February
    assert rows["share"].to_list() == [0.75, 1.0]
    # Wilson (1927): 3 of 4 is 0.301 to 0.954; 2 of 2 is 0.342 to 1.
    assert rows["low"].to_list() == pytest.approx([0.3006, 0.3424], abs=1e-4)
    assert rows["high"].to_list() == pytest.approx([0.9544, 1.0], abs=1e-4)


def test_a_missing_column_is_refused_and_no_acts_give_no_months() -> None:
    with pytest.raises(LookupError, match="by"):
        fading(pl.DataFrame({"month": [dt.date(2003, 1, 1)], "kind": ["act"]}))
    empty = pl.DataFrame(schema={"month": pl.Date, "kind": pl.String, "by": pl.String})
    assert fading(empty).is_empty()


def _means(*rows: tuple[str, str, float, bool]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["source", "what", "amount", "facilitation"], orient="row")


def test_own_means_are_cash_work_and_materials_and_a_loan_that_members_answer_for() -> None:
    rows = self_reliance(
        _means(
            ("own", "cash", 600.0, False),
            ("loan", "cash", 200.0, False),
            ("outside", "cash", 200.0, False),
            ("outside", "cash", 500.0, True),
            ("own", "days", 30.0, False),
        )
    )
    told = {row["what"]: row for row in rows.iter_rows(named=True)}
    assert told["cash"]["share"] == pytest.approx(0.8)
    assert told["cash"]["facilitation"] == 500.0  # shown apart, part of neither
    assert told["days"]["share"] == 1.0
    assert told["materials"]["share"] is None


def test_a_negative_gift_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        self_reliance(_means(("own", "cash", -1.0, False)))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["own", "loan", "outside"]), st.integers(0, 100)), max_size=8))
def test_the_share_is_between_none_and_all_and_more_of_ones_own_never_lowers_it(gifts: list[tuple[str, int]]) -> None:
    rows = [(source, "cash", float(amount), False) for source, amount in gifts] + [("outside", "cash", 1.0, False)]
    share = self_reliance(_means(*rows)).filter(pl.col("what") == "cash")["share"].item()
    more = self_reliance(_means(*rows, ("own", "cash", 5.0, False))).filter(pl.col("what") == "cash")["share"].item()
    assert 0 <= share <= more <= 1
