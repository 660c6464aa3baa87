"""Hours that were told, hours that follow from what was made, and months out of season."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import month_span, worked_hours

Year = Callable[..., Cluster]
MONTHS = [dt.date(2002 + (8 + k) // 12, (8 + k) % 12 + 1, 1) for k in range(12)]


def of(cluster: Cluster, code: str) -> dict[int, float]:
    rows = worked_hours(cluster).filter(pl.col("enterprise") == code)
    return dict(rows.select(pl.col("month").dt.month(), "total").iter_rows())


def test_told_hours_are_taken_as_told(year: Year) -> None:
    rows = worked_hours(year().at("2002")).filter(
        pl.col("enterprise") == "binh0", pl.col("month") == dt.date(2003, 1, 1)
    )
    assert rows.select("total", "family", "hired", "women", "wages", "told").row(0) == (200, 160, 40, 100, 80_000, True)


def test_a_month_not_told_follows_from_what_was_made_at_the_own_pace(year: Year) -> None:
    slow = year()["labour"].with_columns(pl.col("family_hours") * 3, pl.col("hired_hours") * 3)
    some = slow.filter((pl.col("enterprise") != "binh0") | (pl.col("month") != dt.date(2003, 1, 1)))
    rows = worked_hours(year(labour=some).at("2002")).filter(pl.col("enterprise") == "binh0")
    january = rows.filter(pl.col("month") == dt.date(2003, 1, 1)).to_dicts()[0]
    assert january["total"] == pytest.approx(600)  # recipe 200 h, own pace three times that
    assert january["hired"] == pytest.approx(120)
    assert not january["told"]


def test_without_any_told_hours_recipes_speak_alone_and_family_and_hired_are_not_told_apart(year: Year) -> None:
    rows = worked_hours(year(labour=year()["labour"].clear()).at("2002")).filter(pl.col("enterprise") == "binh0")
    assert rows["total"].max() == pytest.approx(200)
    assert rows["family"].null_count() == rows.height


def test_a_month_out_of_season_is_a_month_of_no_hours_and_others_stay_unknown(year: Year) -> None:
    tables = year()
    winter = pl.col("month").dt.month().is_in([11, 12, 1, 2, 3])
    seasonal = tables["process"].with_columns(
        season_from=pl.when(pl.col("product") == "wet").then(9), season_to=pl.when(pl.col("product") == "wet").then(4)
    )
    cluster = year(
        process=seasonal, labour=tables["labour"].filter(winter), activity=tables["activity"].filter(winter)
    ).at("2002")
    starch, noodles = of(cluster, "binh0"), of(cluster, "hoa0")
    assert {month for month, total in starch.items() if total == 0} == {5, 6, 7, 8}
    assert 9 not in starch  # in season, nothing told: not known
    assert set(noodles) == {11, 12, 1, 2, 3}


def test_the_months_are_those_of_the_round_or_of_what_was_told(year: Year) -> None:
    assert month_span(year()) == MONTHS
    assert month_span(year(round=year()["round"].clear())) == MONTHS
    assert month_span(Cluster.of({})) == []
