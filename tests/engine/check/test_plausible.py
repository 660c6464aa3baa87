"""Prices that only another unit explains, and units that measure something else."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.check import check, plausible


def test_a_quantity_in_tonnes_is_an_error_of_unit_told_at_the_quantity(make: Any, told: Any) -> None:
    told["trade"][4]["quantity"] /= 1000
    (problem,) = check(make(told))
    assert (problem.code, problem.row, problem.column) == ("unit.implausible", 6, "quantity")
    assert problem.severity == "error"
    assert "tonnes" in problem.advice()


def test_a_value_in_thousands_is_told_at_the_value(make: Any, told: Any) -> None:
    told["trade"][4]["value"] //= 1000
    (problem,) = check(make(told))
    assert (problem.code, problem.row, problem.column) == ("unit.implausible", 6, "value")
    assert "thousands" in problem.advice()


@pytest.mark.parametrize(("factor", "severity"), [(4, None), (7, "doubt"), (25, "doubt"), (40, "error")])
def test_the_further_off_the_price_the_surer_the_error(make: Any, told: Any, factor: int, severity: str | None) -> None:
    told["trade"][4]["value"] *= factor
    assert [one.severity for one in check(make(told))] == ([severity] if severity else [])


def test_a_local_unit_is_turned_into_base_units_before_prices_are_compared(make: Any, told: Any) -> None:
    told["trade"][-1]["unit"] = None  # 20 sacks become 20 kg at the price of sacks
    assert [(one.code, one.row) for one in check(make(told))] == [("unit.implausible", len(told["trade"]) + 1)]


@pytest.mark.parametrize("factor", [1e9 + 1, 2e6, 0.0])
def test_no_trade_is_blamed_for_a_unit_that_is_told_itself(make: Any, told: Any, factor: float) -> None:
    told["unit"][0]["factor"] = factor
    assert {(one.record, one.column) for one in check(make(told))} == {("unit", "factor")}


@pytest.mark.parametrize("quantity", [5e-324, 1e-300, 1e-20])
def test_a_quantity_of_next_to_nothing_is_told_and_breaks_nothing(make: Any, told: Any, quantity: float) -> None:
    told["trade"][4]["quantity"] = quantity
    told["trade"][5] |= {"quantity": quantity, "unit": "sack"}
    assert [(one.code, one.row) for one in check(make(told))] == [("unit.implausible", 6), ("unit.implausible", 7)]


def test_few_trades_tell_no_usual_price(make: Any, told: Any) -> None:
    told["trade"] = told["trade"][:9]
    told["trade"][4]["value"] *= 1000
    assert check(make(told)) == []


def test_where_prices_differ_widely_by_nature_a_distant_one_is_no_error(make: Any, told: Any) -> None:
    spread = np.exp(np.linspace(-3, 3, len(told["trade"]) - 1))
    for row, factor in zip(told["trade"], spread, strict=False):
        row["value"] = int(row["value"] * factor)
    assert [one for one in check(make(told)) if one.severity == "error"] == []


def test_each_round_has_its_own_prices(make: Any, told: Any) -> None:
    import datetime as dt

    month = dt.date(2012, 9, 1)
    told["round"].append({"code": "r2", "first_month": month, "last_month": month})
    told["trade"] += [
        row | {"round": "r2", "month": month, "grade": str(n), "value": row["value"] * 50}
        for n, row in enumerate(told["trade"])
    ]
    assert check(make(told)) == []


def test_a_measure_of_another_kind_is_told(make: Any, told: Any) -> None:
    told["unit"][0]["base"] = "hour"
    (problem,) = check(make(told))
    assert (problem.code, problem.found) == ("unit.other", "sack")
    assert problem.advice() == "wet is counted in kg, but this unit measures hour. Use a unit of kg."


@given(factor=st.floats(35, 1e6), row=st.integers(0, 11), up=st.booleans())
@settings(max_examples=15, deadline=None)
def test_any_single_gross_error_of_unit_is_found_and_no_other_row_is_blamed(
    make: Any, sound: Any, factor: float, row: int, up: bool
) -> None:
    rows = {record: table.to_dicts() for record, table in sound.tables.items()}
    rows["trade"][row]["quantity"] *= factor if up else 1 / factor
    assert {(one.code, one.row) for one in check(make(rows))} == {("unit.implausible", row + 2)}


@given(st.lists(st.floats(-3, 3), min_size=10, max_size=40), st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_group_with_a_distant_price_is_passed_over(logs: list[float], halves: bool) -> None:
    logs = sorted(logs)[:5] * 2 + sorted(logs)[-5:] * 2 if halves else logs
    priced = pl.LazyFrame({"round": "r1", "product": "wet", "price": logs})
    distant = any(abs(one - float(np.median(logs))) > plausible.DOUBT for one in logs)
    assert not distant or plausible._suspicious(priced).height == 1


def test_a_group_with_prices_close_together_is_passed_over() -> None:
    priced = pl.LazyFrame({"round": "r1", "product": "wet", "price": np.linspace(5.0, 6.2, 50)})
    assert plausible._suspicious(priced).height == 0
