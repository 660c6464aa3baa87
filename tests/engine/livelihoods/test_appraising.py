"""An activity nobody does yet is looked at from all sides before anybody begins."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.livelihoods import appraise
from edulis.schema import Process, ProcessLine

Cast = Callable[..., Cluster]
Place = Callable[..., Cluster]
MUSHROOM = Process(
    code="mushroom", name="Nấm trên bã", product="mushroom", labour=0.5, skill="Trồng nấm", season_from=9, season_to=4,
    cycle_months=2, equipment=3_000_000, capacity=200.0,
)  # fmt: skip
BED = [ProcessLine(process="mushroom", product="residue", direction="in", quantity=5.0)]


def test_work_money_and_season_follow_from_the_recipe(place: Place) -> None:
    told = appraise(place(), MUSHROOM, BED, price=4000.0)
    assert told.margin == pytest.approx(3750)
    assert told.per_day == pytest.approx(3750 / (0.5 / 8))
    assert told.months["month_of_year"].to_list() == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]
    assert told.months["hours"].to_list() == [100.0] * 8 + [0.0] * 4
    assert told.needed == pytest.approx(3_000_000 + 4 * 50_000)  # two months to grow, one until it is paid
    assert told.back == 8
    assert (told.doing, told.skilled) == (0, 0)


def test_a_declared_technique_is_appraised_at_the_size_of_those_who_run_it(place: Place) -> None:
    told = appraise(place(), "grate")
    assert told.level == 1000
    assert told.margin == pytest.approx(1500 + 50 * 0.5 - 2.5 * 400)
    assert (told.doing, told.skilled) == (3, 3)
    assert appraise(place(), "grate", level=10.0).months["hours"].max() == pytest.approx(1.0)


def test_a_missing_price_or_size_leaves_unsaid_what_rests_on_it(place: Place) -> None:
    told = appraise(place(), MUSHROOM, BED)
    assert (told.margin, told.needed, told.per_day) == (None, None, None)
    assert told.unpriced == ("mushroom",)
    assert told.months["hours"].max() == 100
    sizeless = appraise(place(), Process(code="new", name="Mới", product="wet"))
    assert sizeless.margin == pytest.approx(1500)
    assert sizeless.needed is None
    assert sizeless.months["hours"].null_count() == 12


def test_an_empty_cluster_gives_an_appraisal_that_lacks_and_an_unknown_technique_is_refused(cast: Cast) -> None:
    told = appraise(Cluster.of({}), MUSHROOM, BED, price=10.0)
    assert {need.record for need in told.lacks} == {"product", "labour", "household_round", "enterprise_round"}
    assert told.who.is_empty()
    assert all(finding.title.say("en") for finding in told.findings)
    with pytest.raises(LookupError, match="technique"):
        appraise(cast(), "nothing")


def test_slack_and_peak_shares_are_those_of_the_trades(place: Place) -> None:
    told = appraise(place(), "grate")
    assert told.slack_share is not None
    assert told.peak_share is not None
    assert 0 <= told.slack_share <= 1
    assert 0 <= told.peak_share <= 1
    assert told.months.filter(pl.col("month_of_year") == 6)["peak"][0] == pytest.approx(1 / 3)  # the rice harvest
