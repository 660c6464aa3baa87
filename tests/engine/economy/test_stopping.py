"""What stops more sales is named where enough make it, with the range of what was assumed."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.finding import Finding


def by_code(cluster: Cluster, draws: int = 0) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_economy(cluster, draws=draws).findings}


def made(many: Cluster, season: Callable[..., Cluster], by: int) -> Cluster:
    """Those many of the sixteen told how much they make and could make."""
    month = many["round"]["first_month"][0]
    activity = pl.DataFrame(
        {"round": ["2002"] * by, "month": [month] * by, "enterprise": [f"n{at}" for at in range(by)],
         "process": ["noodling"] * by, "level": [100.0] * by, "capacity": [105.0] * by}
    )  # fmt: skip
    lines = pl.DataFrame({"process": ["noodling"], "product": ["root"], "direction": ["in"], "quantity": [2.6]})
    return Cluster.of(dict(many.tables) | {"activity": activity, "process_line": lines})


def test_the_bottleneck_of_many_is_named_with_its_range(many: Cluster, season: Callable[..., Cluster]) -> None:
    finding = by_code(made(many, season, 16), draws=3)["economy.bottleneck"]
    assert finding.low is not None
    assert finding.low <= finding.value <= finding.high
    assert "what stops the rest first is" in finding.title.say("en")
    assert finding.value == pytest.approx(0.25)
    assert "Tráng" in finding.title.say("vi")


def test_the_bottleneck_of_two_is_not_named(many: Cluster, season: Callable[..., Cluster]) -> None:
    finding = by_code(made(many, season, 2))["economy.bottleneck"]
    assert finding.evidence["few"]
    assert not any(sign.isdigit() for sign in finding.title.say("en"))


def test_moving_prices_are_told_beside_fixed_ones(many: Cluster) -> None:
    finding = by_code(many)["economy.prices"]
    assert "with fixed prices it would be" in finding.title.say("en")
    assert not finding.evidence["doubtful"]


def test_a_good_that_nobody_brings_or_makes_stops_all(many: Cluster, season: Callable[..., Cluster]) -> None:
    lines = pl.DataFrame({"process": ["noodling"], "product": ["wet"], "direction": ["in"], "quantity": [2.0]})
    cluster = Cluster.of(dict(made(many, season, 16).tables) | {"process_line": lines})
    finding = by_code(cluster)["economy.bottleneck"]
    assert finding.value == pytest.approx(0.0, abs=1e-9)
    assert "not told" in finding.title.say("en")  # nobody buys it, so nobody can be named with it
