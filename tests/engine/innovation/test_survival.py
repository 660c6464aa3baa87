"""Waiting times with those who have not taken it up yet."""

import math
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.cluster import Cluster
from edulis.engine.innovation.histories import histories_of
from edulis.engine.innovation.survival import kaplan_meier, of_people, survival_rows

# Weeks in remission on 6-mercaptopurine, + censored. Freireich et al. (1963), as in Cox & Oakes (1984), table 1.1.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_the_remissions_of_freireich_come_out_as_printed() -> None:
    fit = kaplan_meier(np.array(WEEKS, float), np.array(RELAPSED, bool))
    assert fit.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert fit.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert np.round(fit.surviving, 4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    # Standard errors of Greenwood as Kleinbaum & Klein print them for the same data.
    assert np.round(fit.error, 4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert fit.reached(0.5) == 23


def test_what_has_not_come_so_far_is_not_a_number() -> None:
    fit = kaplan_meier(np.array(WEEKS, float), np.array(RELAPSED, bool))
    assert math.isnan(fit.reached(0.9))
    low, high = fit.interval(0.5)
    assert low == 13
    assert math.isnan(high)


def test_nobody_or_no_event_gives_an_empty_estimate() -> None:
    assert len(kaplan_meier(np.zeros(0), np.zeros(0, bool)).time) == 0
    assert math.isnan(kaplan_meier(np.ones(3), np.zeros(3, bool)).reached(0.1))


def test_entry_after_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="comes under the chance"):
        kaplan_meier(np.array([1.0]), np.array([True]), np.array([2.0]))


def test_late_comers_are_at_risk_only_since_they_came() -> None:
    fit = kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([True, True, True]), np.array([-1.0, -1.0, 2.5]))
    assert fit.at_risk.tolist() == [2, 1, 1]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=25))
def test_without_anybody_waiting_it_is_the_share_not_yet_and_the_band_holds_it(rows: list[tuple[int, bool]]) -> None:
    time = np.array([t for t, _ in rows], float)
    whole = kaplan_meier(time, np.ones(len(rows), bool))
    assert np.allclose(whole.surviving, [(time > t).mean() for t in whole.time])
    fit = kaplan_meier(time, np.array([d for _, d in rows]))
    low, high = fit.band()
    assert (np.diff(fit.surviving) <= 1e-12).all()
    assert ((low <= fit.surviving + 1e-12) & (fit.surviving <= high + 1e-12)).all()
    assert ((low >= 0) & (high <= 1)).all()


def test_makers_wait_as_counted_by_hand(makers: Callable[..., Cluster]) -> None:
    rows = survival_rows(histories_of(makers(), 2003.0).people)
    # Five there at first; Ms Hoa, Mr Binh and Ms Lan take it up; Mr Duc comes; he takes it up among three left.
    assert rows["at_risk"].to_list() == [5, 4, 3, 3]
    assert rows["surviving"].to_list() == pytest.approx([0.8, 0.6, 0.4, 0.4 * 2 / 3])


def test_an_unknown_month_gives_bounds_to_the_half_time(makers: Callable[..., Cluster]) -> None:
    vague = makers()["adoption"].with_columns(
        month=pl.when(pl.col("enterprise") == "binh").then(None).otherwise(pl.col("month"))
    )
    people = histories_of(makers(adoption=vague), 2003.0).people
    early, late = of_people(people, "early").reached(0.5), of_people(people, "late").reached(0.5)
    assert early <= of_people(histories_of(makers(), 2003.0).people).reached(0.5) <= late


def test_a_half_time_is_found_as_it_was_planted(spread: Callable[..., Cluster]) -> None:
    cluster = spread(0.2, 0.0, n=600, years=15, seed=3)
    fit = of_people(histories_of(cluster, 2005.0).people)
    low, high = fit.interval(0.5)
    assert low <= math.log(2) / 0.2 <= high


def test_nobody_gives_an_empty_table() -> None:
    people = pl.DataFrame(schema={"innovation": pl.String})
    assert survival_rows(people).is_empty()
