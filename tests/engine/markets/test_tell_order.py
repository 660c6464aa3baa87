"""The order of markets, in sentences."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.markets import read_markets

Build = Callable[..., Cluster]


def told(cluster: Cluster, **more: object) -> dict[str, Finding]:
    held = read_markets(cluster, draws=500, **more)  # type: ignore[arg-type]
    return {finding.code: finding for finding in held.findings}


def points(members: int, criterion: str) -> pl.DataFrame:
    rows = [("2002", f"m{number}", criterion, 10.0) for number in range(members)]
    return pl.DataFrame(rows, schema=["round", "who", "criterion", "points"], orient="row")


def test_equal_weights_are_said_to_be_nobodys(chain_of: Build) -> None:
    found = told(chain_of())
    assert "Nobody was asked" in str(found["markets.first"].title)
    assert "markets.silent" not in found


def test_members_are_counted_and_the_first_market_with_how_firm_it_is(chain_of: Build) -> None:
    first = told(chain_of(weight=points(8, "growth")))["markets.first"]
    assert "By the points of 8 members Mì chính comes first of 2 markets; it stays first in 100%" in str(first.title)
    assert first.low is not None
    assert first.high is not None
    assert first.low <= first.value <= first.high  # type: ignore[operator]


def test_a_few_members_are_not_counted_out(chain_of: Build) -> None:
    first = told(chain_of(weight=points(3, "growth")))["markets.first"]
    assert "3 members" not in str(first.title)
    assert first.evidence["few"]


def test_weight_on_what_nobody_knows_is_told(chain_of: Build) -> None:
    weight = pl.concat([points(8, "growth"), points(8, "clean")])
    silent = told(chain_of(weight=weight))["markets.silent"]
    assert silent.value == pytest.approx(0.5)
    assert "Clean water and air" in str(silent.title)
    given = told(chain_of(), weights={"growth": 1, "clean": 3})["markets.silent"]
    assert given.value == pytest.approx(0.75)


def test_the_cross_checks_say_whether_they_agree(chain_of: Build) -> None:
    check = told(chain_of(weight=points(8, "growth")))["markets.cross_check"]
    assert "same market first" in str(check.title)
    assert check.value == pytest.approx(1.0)


def test_a_single_market_is_compared_with_none(chain_of: Build) -> None:
    first = told(chain_of(market=chain_of()["market"].head(1)))["markets.first"]
    assert first.value is None
    assert "only market" in str(first.title)
