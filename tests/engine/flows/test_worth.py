import datetime as dt

import numpy as np
import polars as pl
import pytest

from edulis.engine.flows.reports import Reports
from edulis.engine.flows.worth import price_odds

MONTH = dt.date(2002, 9, 1)


def market(changed):
    """Forty deliveries of starch at about 900 đồng a kilo; `changed` names rows of the buyer told otherwise."""
    chance = np.random.default_rng(3)
    quantity = chance.uniform(50, 500, 40)
    value = 900 * quantity * np.exp(chance.normal(0, 0.03, 40))
    rows = [(i, side, quantity[i], value[i]) for i in range(40) for side in ("buyer", "seller")]
    rows = [
        changed.get((i, side), (i, side, q, v)) if (i, side) in changed else (i, side, q, v) for i, side, q, v in rows
    ]
    told = pl.DataFrame(
        [row for row in rows if row is not None], schema=["id", "reporter", "reported", "value"], orient="row"
    )
    trades = pl.DataFrame(
        {"id": range(40), "month": [MONTH] * 40, "seller": ["binh"] * 40, "buyer": ["hoa"] * 40, "product": ["s"] * 40}
    )
    empty = pl.DataFrame()
    return Reports(trades, told, empty, empty, empty, empty, empty, pl.Series([], dtype=pl.String), MONTH), told


def judged(changed):
    reports, _ = market(changed)
    odds = price_odds(reports, 0.01)
    return {(row["id"], row["reporter"]): row for row in odds.to_dicts()}


def test_usual_prices_speak_a_little_for_a_report():
    odds = judged({})
    assert not any(row["ruled_out"] for row in odds.values())
    assert all(-0.7 < row["odds"] < 0 for row in odds.values())


def test_a_quantity_ten_times_off_is_ruled_out_by_its_price_even_where_one_side_told():
    odds = judged({(7, "buyer"): (7, "buyer", 3000.0, 270_000.0), (7, "seller"): None})
    assert odds[7, "buyer"]["ruled_out"]
    assert odds[7, "buyer"]["odds"] == pytest.approx(np.log(0.5 / 0.01), abs=0.1)
    assert sum(row["ruled_out"] for row in odds.values()) == 1


def test_a_slip_in_the_money_is_not_laid_on_a_quantity_that_the_other_side_vouches_for():
    odds = judged({(7, "buyer"): (7, "buyer", 300.0, 2_700_000.0), (7, "seller"): (7, "seller", 290.0, None)})
    assert odds[7, "buyer"]["odds"] > 3
    assert not odds[7, "buyer"]["ruled_out"]


def test_a_product_with_few_prices_has_no_usual_one():
    reports, told = market({(7, "buyer"): (7, "buyer", 3000.0, 270_000.0)})
    few = told.with_columns(value=pl.when(pl.col("id") < 9).then("value"))
    assert price_odds(
        Reports(reports.trades, few, *[pl.DataFrame()] * 5, pl.Series([], dtype=pl.String), MONTH), 0.01
    ).is_empty()
