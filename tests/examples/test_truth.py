"""The hidden true state closes: nothing comes from nothing, and nothing is lost that is not written down."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from processes import TECHNIQUES
from products import AT, DRY, PRODUCTS

KEY = ["enterprise", "product", "month"]


def _side(frame: pl.DataFrame, enterprise: str, sign: float) -> pl.DataFrame:
    return frame.select(pl.col(enterprise).alias("enterprise"), "product", pl.col("month").cast(pl.Int64),
                        amount=sign * pl.col("quantity"), through=pl.col("quantity"))  # fmt: skip


def _moves(truth: Any) -> pl.DataFrame:
    """Every kilogram, hour and piece that came to or left an enterprise of the place, signed."""
    from survey import use_truth
    from truth import line_table

    lines, opening = line_table(truth), truth.stores.opening
    who, product = np.nonzero(opening)
    before = pl.DataFrame({"enterprise": truth.people.codes[who].tolist(),
                           "product": np.array(PRODUCTS)[product].tolist(), "month": [0] * who.size,
                           "quantity": opening[who, product]})  # fmt: skip
    next_month = truth.held.with_columns(pl.col("month") + 1).filter(pl.col("month") < 12)
    parts = [
        _side(truth.trade, "buyer", 1.0),
        _side(truth.trade, "seller", -1.0),
        _side(lines.filter(pl.col("direction") == "out"), "enterprise", 1.0),
        _side(lines.filter(pl.col("direction") == "in"), "enterprise", -1.0),
        _side(use_truth(truth), "enterprise", -1.0),
        _side(truth.held, "enterprise", -1.0),
        _side(next_month, "enterprise", 1.0),
        _side(before, "enterprise", 1.0),
    ]
    return pl.concat(parts).filter(pl.col("enterprise").is_in(truth.people.codes.tolist()))


def test_every_balance_of_enterprise_product_and_month_closes(truth: Any) -> None:
    rows = _moves(truth).group_by(KEY).agg(pl.sum("amount"), pl.sum("through"))
    gap = (rows["amount"].abs() / rows["through"]).to_numpy()
    assert rows.height > 50_000
    assert gap.max() < 1e-9


def test_a_kilogram_taken_out_of_one_delivery_opens_a_balance(truth: Any) -> None:
    moves = _moves(truth)
    short = pl.concat([moves, moves.head(1).with_columns(amount=pl.lit(-1.0), through=pl.lit(1.0))])
    rows = short.group_by(KEY).agg(pl.sum("amount"), pl.sum("through"))
    assert ((rows["amount"].abs() / rows["through"]) > 1e-9).sum() == 1


def test_dry_matter_closes_in_every_activity_that_grows_nothing(truth: Any) -> None:
    amounts, work = truth.amounts, truth.work
    dry = np.array([DRY[code] or 0.0 for code in PRODUCTS])
    signed = np.where(amounts.inwards, 1.0, -1.0)[:, None] * dry[amounts.product][:, None] * amounts.quantity
    rest, through = np.zeros_like(work.level), np.zeros_like(work.level)
    np.add.at(rest, amounts.activity, signed)
    np.add.at(through, amounts.activity, np.abs(signed))
    closed = np.array([TECHNIQUES[str(code)].closing is not None for code in work.technique])
    assert np.all(np.abs(rest[closed]) <= 1e-9 * np.maximum(through[closed], 1e-9))


def test_nothing_is_negative(truth: Any) -> None:
    stores = truth.stores
    assert truth.trade["quantity"].min() > 0
    assert min(one.min() for one in (stores.own, stores.lost, stores.closing, stores.opening)) >= 0
    assert truth.amounts.quantity.min() >= 0


def test_households_differ_around_the_nominal_yield(truth: Any) -> None:
    amounts = truth.amounts
    roots = (amounts.product == AT["cassava_root"]) & amounts.inwards
    used, made = amounts.quantity[roots], truth.work.level[amounts.activity[roots]]
    each = made.sum(axis=1) / used.sum(axis=1)
    assert np.std(np.log(each)) == pytest.approx(0.03, abs=0.008)
    assert np.mean(each) == pytest.approx(0.3776, rel=0.01)


def test_whole_machines_and_visits_are_delivered(truth: Any) -> None:
    counted = truth.trade.filter(pl.col("product").is_in(["rasper", "combined", "root_washer", "vet_visit"]))
    assert counted.height > 50
    assert ((counted["quantity"] - counted["quantity"].round()).abs() < 1e-9).all()


def test_money_is_whole_dong(truth: Any) -> None:
    assert truth.trade["value"].dtype == pl.Int64
    off = (truth.trade["value"] - truth.trade["price"] * truth.trade["quantity"]).abs()
    assert truth.trade.filter(off > 0.51 * 12).height == 0
