"""Findings end in a question, and say no figure that would betray somebody."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.economy import read_economy
from edulis.engine.finding import Finding


def by_code(cluster: Cluster, **given: object) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_economy(cluster, draws=0, **given).findings}


@pytest.fixture(scope="module")
def many(season: Callable[..., Cluster]) -> Cluster:
    """Eight households of each side make and sell noodles alike."""
    names = [f"n{i}" for i in range(16)]
    firms = pl.DataFrame(
        {
            "code": [*names, "roots", "shop"],
            "household": [*names, None, None],
            "kind": ["noodles"] * 8 + ["starch"] * 8 + ["supplier", "retailer"],
            "local": [True] * 16 + [False] * 2,
        }
    )
    month = season()["round"]["first_month"][0]
    trade = pl.DataFrame(
        [(name, "shop", "noodles", 100.0, 800_000) for name in names]
        + [("roots", name, "root", 500.0, 200_000 + 20_000 * at) for at, name in enumerate(names)],
        schema=["seller", "buyer", "product", "quantity", "value"], orient="row",
    ).with_columns(round=pl.lit("2002"), month=pl.lit(month), reporter=pl.lit("seller"))  # fmt: skip
    return season(
        household=pl.DataFrame({"code": names}), enterprise=firms, trade=trade, labour=season()["labour"].clear(),
        income=pl.DataFrame(
            {"round": ["2002"] * 16, "month": [month] * 16, "household": names, "amount": [500_000] * 16,
             "source": ["processing"] * 16, "control": ["women", "men"] * 8}),
        household_round=pl.DataFrame({"round": ["2002"] * 16, "household": names, "poor": [True, False] * 8}),
    )  # fmt: skip


def test_every_finding_has_a_question_and_a_method(season: Callable[..., Cluster]) -> None:
    for finding in by_code(season()).values():
        assert finding.question.say("en").endswith("?")
        assert finding.method.say("vi")
        assert finding.source


def test_where_enough_sell_outside_their_figures_are_told(many: Cluster) -> None:
    found = by_code(many)
    assert "take in 100 in all" in found["economy.multiplier"].title.say("en")
    assert "“Noodle maker”" in found["economy.kinds"].title.say("en")
    assert "50% of the households" in found["economy.women"].title.say("en")
    assert "poor households" in found["economy.poor"].title.say("en")
    assert "suppliers elsewhere" in found["economy.leak"].title.say("en")
    assert 0 < found["economy.multiplier"].value < 1


def test_where_one_enterprise_sells_outside_no_figure_of_it_is_told(season: Callable[..., Cluster]) -> None:
    found = by_code(season())
    for code in ("economy.multiplier", "economy.leak", "economy.prices", "economy.bottleneck"):
        assert found[code].evidence["few"]
        assert not any(sign.isdigit() for sign in found[code].title.say("en"))


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


def test_without_data_each_finding_says_why_it_is_silent() -> None:
    for finding in by_code(Cluster.of({})).values():
        assert finding.value is None
        assert "cannot be" in finding.title.say("en")
