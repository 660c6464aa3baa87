"""The S-curve of an innovation."""

import math
from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.innovation import read_innovation
from edulis.engine.innovation.spread import Spread, bass, bass_between, bass_peak, fit_curve


def test_the_bass_curve_peaks_where_its_formula_says() -> None:
    # Bass (1969): t* = ln(q/p)/(p+q) and F(t*) = 1/2 − p/(2q); with the average p = .03, q = .38 (row I14).
    p, q = 0.03, 0.38
    peak = bass_peak(p, q)
    assert peak == pytest.approx(6.1926, abs=1e-4)
    assert bass(np.array([peak]), p, q)[0] == pytest.approx(0.5 - p / (2 * q))
    t = np.linspace(0, 20, 4001)
    assert t[np.argmax(np.diff(bass(t, p, q)))] == pytest.approx(peak, abs=0.01)
    assert bass_peak(0.4, 0.1) == 0.0


def test_bass_solves_its_own_equation() -> None:
    p, q, t, h = 0.02, 0.5, np.linspace(0.5, 15, 30), 1e-5
    rate = (bass(t + h, p, q) - bass(t - h, p, q)) / (2 * h)
    share = bass(t, p, q)
    assert rate == pytest.approx((p + q * share) * (1 - share), rel=1e-6)


def test_from_a_tenth_to_nine_tenths_takes_as_long_as_the_curve_does() -> None:
    p, q = 0.01, 0.5
    years = bass_between(0.1, 0.9, p, q)
    t = np.linspace(0, 40, 400_001)
    share = bass(t, p, q)
    assert years == pytest.approx(t[np.searchsorted(share, 0.9)] - t[np.searchsorted(share, 0.1)], abs=1e-3)
    # Where hardly anybody begins alone it is the logistic's ln 81 / (p + q) (row I15).
    assert bass_between(0.1, 0.9, 1e-9, q) == pytest.approx(math.log(81) / q, rel=1e-6)


def _exact(p: float, q: float, n: int, years: int) -> Spread:
    """People at the quantiles of the curve, yearly dates, everyone there from the first."""
    at = np.arange(years + 1.0)
    share = bass(at, p, q)
    count = np.round(np.diff(share) * n).astype(int)
    early = np.concatenate([np.repeat(at[:-1], count), np.full(n - count.sum(), float(years))])
    taken = np.arange(n) < count.sum()
    return Spread(np.zeros(n), early, early + 1, taken, at, share)


def test_a_curve_is_found_again_from_yearly_counts() -> None:
    fit = fit_curve("bass", _exact(0.02, 0.45, 20_000, 16))
    assert fit.told in {"all", "shape"}
    assert fit.values[0] == pytest.approx(0.02, rel=0.05)
    assert fit.values[1] == pytest.approx(0.45, rel=0.05)
    assert fit.aic < fit_curve("constant", _exact(0.02, 0.45, 20_000, 16)).aic - 100


def test_planted_spreads_with_a_ceiling_lie_within_their_intervals(spread: Callable[..., Cluster]) -> None:
    held = []
    for seed in range(5):
        rows = read_innovation(spread(0.02, 0.6, n=900, years=18, seed=seed, ceiling=0.6)).fits
        found = {row["parameter"]: row for row in rows.filter(pl.col("model") == "bass").iter_rows(named=True)}
        held += [found[name]["low"] <= truth <= found[name]["high"] for name, truth in
                 (("p", 0.02), ("q", 0.6), ("ceiling", 0.6))]  # fmt: skip
    assert np.mean(held) >= 0.85


def test_a_steady_chance_is_not_called_an_s_curve(spread: Callable[..., Cluster]) -> None:
    rows = read_innovation(spread(0.1, 0.0, n=400, years=12, seed=1)).fits
    aic = dict(rows.filter(pl.col("parameter") == "p").select("model", "aic").iter_rows())
    assert aic["bass"] is None or aic["bass"] > aic["constant"] - 4


def test_too_few_are_too_few_to_fit(makers: Callable[..., Cluster]) -> None:
    rows = read_innovation(makers()).fits
    assert set(rows["told"]) == {"few"}
    assert rows["value"].null_count() == rows.height
