"""What goes with taking a thing up sooner."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.innovation import read_innovation
from edulis.engine.innovation.hazard import _fitted, hazard_rows, person_years, with_exposure, with_traits
from edulis.engine.innovation.histories import histories_of
from edulis.engine.innovation.ties import Ties, ties_of

Makers = Callable[..., Cluster]
Spread = Callable[..., Cluster]


def test_there_is_one_row_for_each_year_in_which_it_could_still_be_taken_up(makers: Makers) -> None:
    rows = person_years(histories_of(makers(), 2003.0))
    years = rows.group_by("enterprise").agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))
    spans = {who: (first, last) for who, first, last in years.iter_rows()}
    assert spans["hoa"] == (1995, 1995)
    assert spans["lan"] == (1995, 1998)
    assert spans["duc"] == (1999, 2001)
    assert spans["an"] == (1995, 2002)
    assert rows["took"].sum() == 4


def test_what_others_had_is_counted_when_the_year_began(makers: Makers) -> None:
    rows = person_years(histories_of(makers(), 2003.0))
    craft = dict(rows.filter(pl.col("enterprise") == "an").select("year", "craft").iter_rows())
    assert craft[1995] == 0.0
    assert craft[1996] == pytest.approx(1 / 5)  # Ms Hoa of five
    assert craft[1999] == pytest.approx(3 / 5)
    assert craft[2002] == pytest.approx(4 / 6)


def test_exposure_is_the_share_of_those_one_talks_with_who_had_it_before(makers: Makers) -> None:
    talk = pl.DataFrame({"one": ["h_an", "h_an", "h_mai"], "other": ["h_hoa", "h_mai", "h_an"]})
    told = histories_of(makers(), 2003.0)
    ties = Ties(talk, frozenset(), pl.DataFrame(schema={"actor": pl.String, "bodies": pl.UInt32}), frozenset({"talk"}))
    rows = with_exposure(person_years(told), told, ties)
    seen = dict(rows.filter(pl.col("enterprise") == "an").select("year", "neighbours").iter_rows())
    assert (seen[1995], seen[1996]) == (0.0, 0.5)
    assert rows.filter(pl.col("enterprise") == "mai")["neighbours"].sum() == 0


def test_planted_contagion_along_talk_is_found_and_absent_contagion_is_not(spread: Spread) -> None:
    planted = read_innovation(spread(0.03, 0.1, n=800, years=12, seed=2, talk=0.4)).hazards
    row = planted.filter((pl.col("link") == "cloglog") & (pl.col("covariate") == "neighbours")).to_dicts()[0]
    assert row["low"] > 1.0
    none = read_innovation(spread(0.03, 0.3, n=800, years=12, seed=2)).hazards
    row = none.filter((pl.col("link") == "cloglog") & (pl.col("covariate") == "neighbours")).to_dicts()[0]
    assert row["low"] < 1.0 < row["high"]


def test_what_goes_with_early_adoption_is_given_as_a_ratio_above_one(spread: Spread) -> None:
    cluster = spread(0.1, 0.0, n=1500, years=8, seed=4)
    told, ties = histories_of(cluster, 1998.0), ties_of(cluster)
    rows = with_exposure(person_years(told), told, ties)
    taken = rows.filter("took")["enterprise"].unique().sort().to_list()
    growth = dict.fromkeys(rows["enterprise"].unique().to_list(), 0.0) | dict.fromkeys(taken[: len(taken) // 2], 0.1)
    rows, names = with_traits(rows, cluster, ties, growth)
    assert "growth" in names
    assert hazard_rows(rows, names).filter(pl.col("covariate") == "growth")["low"].item() > 1.5


@pytest.mark.parametrize(("link", "level", "slope"), [("logit", -60.717, 34.270), ("cloglog", -39.572, 22.041)])
def test_the_beetles_of_bliss_come_out_as_dobson_prints_them(link: str, level: float, slope: float) -> None:
    # Bliss (1935), beetles killed by carbon disulphide, as in Dobson (1990), table 8.2.
    dose = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
    beetles, killed = [59, 60, 62, 56, 63, 59, 62, 60], [6, 13, 18, 28, 52, 53, 61, 60]
    x = np.column_stack([np.ones(sum(beetles)), np.repeat(dose, beetles)])
    y = np.concatenate([np.r_[np.ones(k), np.zeros(n - k)] for k, n in zip(killed, beetles, strict=True)])
    fit = _fitted(y, x, np.arange(len(y)), link)
    assert fit is not None
    assert fit[0] == pytest.approx([level, slope], abs=5e-4)


def test_few_adoptions_or_households_give_no_ratio(makers: Makers) -> None:
    assert read_innovation(makers()).hazards.is_empty()


def test_the_order_of_rows_changes_no_ratio(spread: Spread) -> None:
    cluster = spread(0.05, 0.3, n=200, years=10, seed=8)
    turned = Cluster.of({name: table.reverse() for name, table in cluster.tables.items()})
    assert read_innovation(cluster).hazards.equals(read_innovation(turned).hazards)
