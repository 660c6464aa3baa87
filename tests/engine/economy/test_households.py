"""Households are grouped by what is known of them, and divide what they have as they told."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.households import budgets, earned, grouped, members

TURNOVER = pl.DataFrame(
    {
        "enterprise": ["hoa", "hoa_pigs", "binh"],
        "household": ["h_hoa", "h_hoa", "h_binh"],
        "kind": ["noodles", "pigs", "starch"],
        "turnover": [9.0, 2.0, 5.0],
    }
)


def test_a_household_s_kind_is_that_of_its_largest_enterprise(season: Callable[..., Cluster]) -> None:
    known = members(season(), TURNOVER)
    assert known.select("household", "kind", "gender", "poor").rows() == [
        ("h_binh", "starch", "men", "no"),
        ("h_hoa", "noodles", "women", "no"),
        ("h_lan", "none", "women", "yes"),
    ]


def test_without_income_the_manager_tells_who_controls_and_else_it_is_unknown(season: Callable[..., Cluster]) -> None:
    seen = pl.DataFrame({"round": ["2002"], "enterprise": ["hoa"], "managed_by": ["both"]})
    cluster = season(income=season()["income"].clear(), enterprise_round=seen)
    assert dict(members(cluster, TURNOVER).select("household", "gender").iter_rows()) == {
        "h_binh": "unknown",
        "h_hoa": "both",
        "h_lan": "unknown",
    }


def test_without_a_list_the_poverty_line_tells_who_is_poor(season: Callable[..., Cluster]) -> None:
    unlisted = season()["household_round"].with_columns(poor=pl.lit(None, pl.Boolean))
    line = pl.DataFrame({"code": ["line"], "kind": ["poverty_line"], "value": [150_000.0]})
    known = members(season(household_round=unlisted, reference=line).at("2002"), TURNOVER)
    assert dict(known.select("household", "poor").iter_rows()) == {"h_binh": "yes", "h_hoa": "no", "h_lan": "yes"}


def test_groups_are_named_by_what_is_asked_for(season: Callable[..., Cluster]) -> None:
    known = members(season(), TURNOVER)
    assert grouped(known, ("gender",))["group"].to_list() == ["men", "women", "women"]
    assert grouped(known, ()).select("group", "kind").unique().rows() == [("all", "all")]
    with pytest.raises(LookupError, match="grouped by kind, gender, poor"):
        grouped(known, ("height",))


def test_incomes_are_summed_by_group_and_year(season: Callable[..., Cluster]) -> None:
    rows = earned(season().at("2002"), grouped(members(season(), TURNOVER), ("gender",)))
    assert rows.select("group", "households", "wages", "told").rows() == [
        ("men", 1, 0.0, 12 * 700_000.0),
        ("women", 2, 12 * 250_000.0, 12 * 4_250_000.0),
    ]


def test_budgets_add_up_to_one_and_lean_on_what_the_group_told(season: Callable[..., Cluster]) -> None:
    known = grouped(members(season(), TURNOVER), ("gender",))
    found = budgets(season(), known, Assumptions())
    assert found.select(pl.sum_horizontal("here", "away", "tax", "saving")).to_series().to_list() == pytest.approx(
        [1, 1]
    )
    whole = (0.7 * 1_500_000 + 0.2 * 500_000 + 0.6 * 600_000) / 3_000_000
    men = 1 / 6 * 0.6 + 5 / 6 * whole
    assert found.filter(pl.col("group") == "men")["here"][0] == pytest.approx(men)
    assert found["asked"].to_list() == [1, 1]


def test_rows_for_everybody_stand_for_those_who_were_not_asked(season: Callable[..., Cluster]) -> None:
    spoken = pl.DataFrame({"round": ["2002"] * 2, "item": ["food", "tax"], "amount": [90, 10], "local": [0.5, None]})
    found = budgets(season(spending=spoken), grouped(members(season(), TURNOVER), ()), Assumptions())
    assert found.select("here", "away", "tax", "saving").row(0) == pytest.approx((0.45, 0.45, 0.1, 0.0))


def test_where_nobody_was_asked_the_assumptions_speak(season: Callable[..., Cluster]) -> None:
    cluster = season(spending=season()["spending"].clear())
    found = budgets(cluster, grouped(members(season(), TURNOVER), ()), Assumptions())
    here = 0.9 * (0.55 * 0.675 + 0.45 * 0.35)
    assert found.select("here", "away", "tax", "saving").row(0) == pytest.approx((here, 0.9 - here, 0.0, 0.1))
