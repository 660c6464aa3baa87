from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.leverage import Leverage, weigh_proposals


@pytest.fixture
def many(hamlet: Callable[..., Cluster]) -> Cluster:
    """The village with twelve starch makers more, who sell as b does."""
    more = [f"m{at:02}" for at in range(12)]
    plain = hamlet()

    def copies(table: str, **columns: pl.Expr) -> pl.DataFrame:
        key = "code" if table == "enterprise" else "enterprise"
        own = plain[table].filter(pl.col(key) == "b")
        rows = [own.with_columns(pl.lit(one).alias(key)) for one in more]
        if table == "enterprise":
            rows = [row.with_columns(household=pl.lit(f"h_{one}")) for row, one in zip(rows, more, strict=True)]
        return pl.concat([plain[table], *rows])

    trade = plain["trade"].filter((pl.col("seller") == "b") | (pl.col("buyer") == "b"))
    trades = [trade.with_columns(pl.col("seller", "buyer").replace("b", one)) for one in more]
    return hamlet(
        enterprise=copies("enterprise"), activity=copies("activity"), trade=pl.concat([plain["trade"], *trades])
    )


def said(answer: Leverage) -> dict[str, Any]:
    return {finding.code: finding for finding in answer.findings}


def test_the_figure_is_money_of_people_here_over_own_money(many: Cluster, idea: Any) -> None:
    answer = weigh_proposals(many, [idea(price_gain=0.1, users=6, own_cash=1000, uncertainty=0.2)], draws=20)
    finding = said(answer)["leverage.per_own_money"]
    row = answer.proposals.to_dicts()[0]
    assert finding.value == pytest.approx(row["total_3"] / 1000)
    assert finding.low <= finding.value <= finding.high
    assert finding.n == 1


def test_a_doubtful_gain_is_called_so_and_counts_tenfold_at_most(many: Cluster, idea: Any) -> None:
    answer = weigh_proposals(many, [idea(price_gain=0.5, users=6, own_cash=10, market="M_X")], draws=20)
    told = said(answer)
    assert told["leverage.per_own_money"].value == pytest.approx(10)
    assert "doubtful" in told["leverage.proposal.idea"].title.say("en")


def test_losers_are_named_and_asked_about(many: Cluster, idea: Any) -> None:
    proposals = [
        idea(users=6, own_cash=1000, cost_saving=0.2),
        idea(code="other", users=6, own_cash=1000, price_gain=0.01, market="M_X"),
    ]
    told = said(weigh_proposals(many, proposals, read_economy(many, draws=0), draws=20))
    assert told["leverage.losers"].value > 0
    assert told["leverage.farms"].value < 0
    assert told["leverage.services"].value < 0
    assert told["leverage.farms"].low <= told["leverage.farms"].value <= told["leverage.farms"].high


def test_farms_without_an_economy_cannot_be_spoken_of(many: Cluster, idea: Any) -> None:
    told = said(weigh_proposals(many, [idea(users=6, price_gain=0.1)], draws=20))
    assert told["leverage.farms"].value is None
    assert told["leverage.services"].value is None


def test_sellers_whom_no_record_names_may_be_farms_or_services(many: Cluster, idea: Any) -> None:
    proposal = idea(users=6, own_cash=1000, price_gain=0.1, market="M_X", uncertainty=0.1)
    answer = weigh_proposals(many, [proposal], read_economy(many, draws=0), draws=20)
    finding, row = said(answer)["leverage.farms"], answer.proposals.to_dicts()[0]
    assert row["neighbours"] > 0
    assert finding.value == pytest.approx(row["farms"] / row["direct"])
    assert finding.high >= (row["farms"] + row["neighbours"]) / row["direct"]
