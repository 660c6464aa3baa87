"""What does not fit is named in the evidence, and asked about."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.finding import Finding


def by_code(cluster: Cluster, **given: object) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_economy(cluster, draws=0, **given).findings}


def test_those_who_pay_more_than_they_take_in_are_named_in_the_evidence_alone(season: Callable[..., Cluster]) -> None:
    finding = by_code(season())["economy.overdrawn"]
    assert finding.evidence["enterprises"] == ["hoa_pigs", "lan"]
    assert "lan" not in finding.title.say("en").split()


def test_a_closed_set_has_a_finding_of_its_own(many: Cluster) -> None:
    month = many["round"]["first_month"][0]
    trade = pl.DataFrame(
        [("n0", "n1", 10), ("n1", "n0", 10), ("n2", "shop", 5)], schema=["seller", "buyer", "value"], orient="row"
    ).with_columns(round=pl.lit("2002"), month=pl.lit(month), product=pl.lit("wet"), reporter=pl.lit("seller"),
                   quantity=pl.lit(1.0))  # fmt: skip
    found = by_code(Cluster.of(dict(many.tables) | {"trade": trade}))
    assert found["economy.closed"].evidence["accounts"] == ["enterprise: n0", "enterprise: n1"]
