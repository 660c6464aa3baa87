"""A binary regression with errors by household, beside statsmodels and printed figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.innovation.binary import LINKS, Link, fit_binary


def made(seed: int, link: Link, n: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), chance.normal(size=n), chance.random(n) < 0.3]).astype(np.float64)
    mu = LINKS[link][1](x @ np.array([-1.2, 0.4, 0.6]))[0]
    return (chance.random(n) < mu).astype(np.float64), x, np.arange(n) % 50


@pytest.mark.parametrize("link", ["cloglog", "logit"])
def test_coefficients_and_errors_are_those_of_statsmodels(link: Link) -> None:
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    y, x, groups = made(0, link)
    form = {"cloglog": families.links.CLogLog, "logit": families.links.Logit}[link]()
    fit = GLM(y, x, family=families.Binomial(link=form)).fit(
        maxiter=200, tol=1e-12, cov_type="cluster", cov_kwds={"groups": groups}
    )
    found = fit_binary(y, x, groups, link)
    assert found is not None
    assert found[0] == pytest.approx(np.asarray(fit.params), rel=1e-6)
    assert found[1] == pytest.approx(np.asarray(fit.bse), rel=1e-6)


def test_two_columns_that_say_the_same_have_no_coefficients() -> None:
    y, x, groups = made(1, "logit")
    assert fit_binary(y, np.column_stack([x, x[:, 1]]), groups, "logit") is None
    assert fit_binary(y[:3], x[:3], groups[:3], "logit") is None
    assert fit_binary(y, x, np.zeros(y.size, np.int64), "logit") is None


@given(st.integers(0, 1000), st.floats(0.01, 100.0))
@settings(max_examples=15)
def test_a_change_of_unit_divides_the_coefficient_and_the_order_of_rows_changes_nothing(seed: int, c: float) -> None:
    y, x, groups = made(seed, "cloglog", 200)
    plain, turned = fit_binary(y, x, groups), fit_binary(y[::-1], x[::-1] * [1.0, c, 1.0], groups[::-1])
    assert plain is not None
    assert turned is not None
    assert turned[0] * [1.0, c, 1.0] == pytest.approx(plain[0], rel=1e-6, abs=1e-8)
    assert turned[1] * [1.0, c, 1.0] == pytest.approx(plain[1], rel=1e-6)
