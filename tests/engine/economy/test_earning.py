"""Who earns is told where enough sell outside, and a figure that is too high is doubted."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.finding import Finding


def by_code(cluster: Cluster, **given: object) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_economy(cluster, draws=0, **given).findings}


def test_where_enough_sell_outside_their_figures_are_told(many: Cluster) -> None:
    found = by_code(many)
    assert "take in 100 in all" in found["economy.multiplier"].title.say("en")
    assert "“Noodle maker”" in found["economy.kinds"].title.say("en")
    assert "50% of the households" in found["economy.women"].title.say("en")
    assert "poor households" in found["economy.poor"].title.say("en")
    assert "suppliers elsewhere" in found["economy.leak"].title.say("en")
    assert 0 < found["economy.multiplier"].value < 1


def test_a_share_of_few_households_is_not_told(season: Callable[..., Cluster]) -> None:
    assert "too few" in by_code(season())["economy.women"].title.say("en")


def test_so_high_a_multiplier_is_called_doubtful(many: Cluster) -> None:
    """Four chains of four, in which nearly all that comes in is passed on to the next."""
    rows = [(f"n{at + 4}", f"n{at}", 790_000 - 1_000 * at) for at in range(12)]
    rows += [(f"n{at}", "shop", 800_000) for at in range(4)]
    trade = pl.DataFrame(rows, schema=["seller", "buyer", "value"], orient="row").with_columns(
        round=pl.lit("2002"), month=pl.lit(many["round"]["first_month"][0]), reporter=pl.lit("seller"),
        product=pl.lit("wet"), quantity=pl.lit(100.0),
    )  # fmt: skip
    found = by_code(Cluster.of(dict(many.tables) | {"trade": trade}))["economy.multiplier"]
    assert found.evidence["output"] > 3.0
    assert "doubtful" in found.title.say("en")


def test_hours_that_hang_on_outside_sales_are_a_share_of_all(many: Cluster) -> None:
    month = many["round"]["first_month"][0]
    labour = pl.DataFrame(
        {"round": ["2002"] * 16, "month": [month] * 16, "enterprise": [f"n{at}" for at in range(16)],
         "skill": ["skilled"] * 16, "family_hours": [100.0] * 16}
    )  # fmt: skip
    finding = by_code(Cluster.of(dict(many.tables) | {"labour": labour}))["economy.hours"]
    assert finding.value == pytest.approx(1.0)
    assert "100%" in finding.title.say("en")
    assert "cannot be said" in by_code(many)["economy.hours"].title.say("en")
