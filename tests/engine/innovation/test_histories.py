"""Who could have taken a thing up from when, and how well the month is remembered."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.histories import histories_of, years_only

Makers = Callable[..., Cluster]
END = 2003.0


def test_those_of_the_kinds_that_took_it_up_could_have_from_their_founding_on(makers: Makers) -> None:
    people = histories_of(makers(), END).people
    assert people["enterprise"].to_list() == [
        "an",
        "binh",
        "duc",
        "hoa",
        "lan",
        "mai",
    ]  # nobody from elsewhere, no forge
    entry = dict(people.select("enterprise", "entry").iter_rows())
    assert entry["duc"] == 1999.0
    assert entry["an"] == pytest.approx(1995.25)  # founding unknown: there from the first
    assert people["taken"].null_count() == 2


def test_an_adoption_without_a_month_counts_but_says_nothing_on_when(makers: Makers) -> None:
    cluster = makers()
    vague = cluster["adoption"].with_columns(
        month=pl.when(pl.col("enterprise") == "binh").then(None).otherwise(pl.col("month"))
    )
    people = histories_of(makers(adoption=vague), END).people
    binh = people.filter(pl.col("enterprise") == "binh").to_dicts()[0]
    assert binh["undated"]
    assert binh["taken"] is None


def test_what_is_dated_after_the_survey_has_not_happened_yet(makers: Makers) -> None:
    people = histories_of(makers(), 2001.0).people
    assert people.filter(pl.col("enterprise") == "duc")["taken"].to_list() == [None]


def test_who_was_asked_and_told_nothing_is_left_out_and_counted(makers: Makers) -> None:
    asked = pl.DataFrame(
        {
            "round": ["2002"] * 6,
            "enterprise": ["hoa", "binh", "lan", "duc", "mai", "an"],
            "answer": ["answered"] * 4 + ["refused", "absent"],
        }
    )
    told = histories_of(makers(enterprise_round=asked), END)
    assert told.people.height == 4
    assert told.silent == 2


def test_who_ended_is_under_the_chance_until_then(makers: Makers) -> None:
    cluster = makers()
    ended = cluster["enterprise"].with_columns(
        ended=pl.when(pl.col("code") == "mai").then(pl.lit(1999)).otherwise(None).cast(pl.Int64)
    )
    told = histories_of(makers(enterprise=ended), END)
    assert told.people.filter(pl.col("enterprise") == "mai")["left"].to_list() == [2000.0]
    assert told.gone == 1


def test_a_year_of_januaries_is_a_year_whose_months_are_forgotten() -> None:
    dates = [dt.date(1990, 1, 1)] * 4 + [dt.date(1991, month, 1) for month in (1, 5, 9)] + [dt.date(1992, 1, 1)] * 2
    assert years_only(pl.DataFrame({"month": dates})) == (1990,)


def test_forgotten_months_are_put_in_the_middle_of_the_year_but_not_before_it_was_seen(makers: Makers) -> None:
    cluster = makers()
    heaped = cluster["adoption"].with_columns(month=pl.date(1995, 1, 1))
    people = histories_of(makers(adoption=heaped), END).people.drop_nulls("taken")
    assert people["taken"].unique().to_list() == pytest.approx([1995.5 + 1 / 24])
    late = cluster["innovation"].with_columns(first_seen=pl.date(1995, 9, 1))
    people = histories_of(makers(adoption=heaped, innovation=late), END).people.drop_nulls("taken")
    assert people["taken"].unique().to_list() == pytest.approx([1995 + 8 / 12 + 1 / 24])


def test_the_order_of_rows_changes_nothing(makers: Makers) -> None:
    cluster = makers()
    turned = makers(adoption=cluster["adoption"].reverse(), enterprise=cluster["enterprise"].reverse())
    assert histories_of(cluster, END).people.equals(histories_of(turned, END).people)


def test_nothing_taken_up_leaves_nobody(makers: Makers) -> None:
    assert histories_of(makers(adoption=makers()["adoption"].clear()), END).people.is_empty()
