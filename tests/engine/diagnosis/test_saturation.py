"""The crowded local market."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.diagnosis.evidence import Evidence
from edulis.engine.diagnosis.saturation import conditions
from edulis.engine.finding import Finding

Cast = Callable[..., Cluster]
Gather = Callable[[Cluster], Evidence]
MONTHS = [dt.date(2002, month, 1) for month in range(1, 13)]


def told(evidence: Evidence) -> dict[str, Finding]:
    return {finding.code: finding for finding in conditions(evidence)}


def crowded(cast: Cast, fall: float = 0.0, costlier: float = 0.0) -> Cluster:
    """Six starch makers sell to Ms Hoa for a year; the price falls by that share a year, that of roots rises."""
    makers = [f"maker{number}" for number in range(6)]
    enterprise = pl.concat(
        [cast()["enterprise"], pl.DataFrame({"code": makers, "kind": ["starch"] * 6, "local": [True] * 6})],
        how="diagonal",
    )
    rows = []
    for at, month in enumerate(MONTHS):
        for number, maker in enumerate(makers):
            price = 1000 * (1 + 0.02 * number) * (1 - fall) ** (at / 12)
            rows.append((month, maker, "hoa", "wet", "seller", 100.0 * (number + 1), price))
            rows.append((month, "roots", maker, "root", "buyer", 300.0, 300 * (1 + costlier) ** (at / 12)))
    trade = pl.DataFrame(
        rows, schema=["month", "seller", "buyer", "product", "reporter", "quantity", "price"], orient="row"
    ).with_columns(round=pl.lit("2002"), value=(pl.col("quantity") * pl.col("price")).round().cast(pl.Int64))
    year = pl.DataFrame({"code": ["2002"], "first_month": [MONTHS[0]], "last_month": [MONTHS[-1]]})
    process = pl.DataFrame({"code": ["grate"], "name": ["Xát"], "product": ["wet"]})
    line = pl.DataFrame({"process": ["grate"], "product": ["root"], "direction": ["in"], "quantity": [2.5]})
    return cast(enterprise=enterprise, trade=trade.drop("price"), round=year, process=process, process_line=line)


def test_many_sellers_for_one_buyer_is_crowded(cast: Cast, evidence_of: Gather) -> None:
    crowding = told(evidence_of(crowded(cast)))["diagnosis.crowded"]
    assert (crowding.value, crowding.sign) == (6, "hinders")
    assert str(crowding.title) == "Bột ướt: local sellers share so few buyers that no figures can be told."
    assert (crowding.evidence["sellers"], crowding.evidence["buyers"]) == (6, 1)
    assert told(evidence_of(cast()))["diagnosis.crowded"].value is None


def test_one_buyer_is_full_concentration(cast: Cast, evidence_of: Gather) -> None:
    buyers = told(evidence_of(crowded(cast)))["diagnosis.buyers"]
    assert (buyers.value, buyers.sign) == (pytest.approx(1), "hinders")
    sketch = cast(trade=cast()["trade"].drop("quantity", "value"))
    assert told(evidence_of(sketch))["diagnosis.buyers"].value is None


def test_concentration_is_weighted_over_products(cast: Cast, evidence_of: Gather) -> None:
    rest = 250_500
    residue = (50_500**2 + 200_000**2) / rest
    expected = (2_500_000 + 7_000_000 + residue) / (2_500_000 + 7_000_000 + rest)
    assert told(evidence_of(cast()))["diagnosis.buyers"].value == pytest.approx(expected)


def test_prices_differ_as_they_were_made_to(cast: Cast, evidence_of: Gather) -> None:
    spread = told(evidence_of(crowded(cast)))["diagnosis.price_spread"]
    starch = np.std(1 + 0.02 * np.arange(6), ddof=1) / 1.05
    assert spread.value == pytest.approx(starch, rel=1e-3)


@pytest.mark.parametrize(("fall", "sign"), [(0.2, "hinders"), (-0.2, "helps")])
def test_a_planted_trend_is_found(cast: Cast, evidence_of: Gather, fall: float, sign: str) -> None:
    trend = told(evidence_of(crowded(cast, fall)))["diagnosis.price_trend"]
    assert trend.value == pytest.approx(-fall, abs=2e-3)
    assert trend.low <= trend.value <= trend.high
    assert trend.sign == sign


def test_dearer_roots_squeeze_the_margin(cast: Cast, evidence_of: Gather) -> None:
    squeezed = told(evidence_of(crowded(cast, costlier=0.5)))["diagnosis.margin"]
    assert squeezed.sign == "hinders"
    at = np.arange(12)
    average = np.average(1000 * (1 + 0.02 * np.arange(6)), weights=np.arange(1, 7))
    margin = 1 - 2.5 * 300 * 1.5 ** (at / 12) / average
    assert squeezed.value == pytest.approx(margin[6:].mean() - margin[:6].mean(), abs=1e-3)
    assert squeezed.low is None  # one technique says nothing of others


def test_one_month_shows_no_trend(cast: Cast, evidence_of: Gather) -> None:
    held = told(evidence_of(cast()))
    assert held["diagnosis.price_trend"].value is None
    assert held["diagnosis.margin"].value is None
