"""What is said of supply, and what is kept quiet."""

from collections.abc import Callable

import polars as pl

from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.supply import read_supply
from edulis.engine.supply.findings import product_name

Chain = Callable[..., Cluster]


def many(chain: Chain, times: int = 6) -> Cluster:
    """The chain several times over, side by side."""
    village = chain()
    links = {"trade": ["seller", "buyer"], "activity": ["enterprise"], "enterprise": ["code"]}
    tables = {
        name: pl.concat(
            [village[name].with_columns(pl.col(column) + str(k) for column in columns) for k in range(times)]
        )
        for name, columns in links.items()
    }
    return chain(**tables)


def told(cluster: Cluster) -> dict[str, Finding]:
    return {finding.code: finding for finding in read_supply(cluster).findings}


def test_a_figure_that_would_betray_one_enterprise_is_not_said(chain: Chain) -> None:
    few = told(chain())
    assert few["supply.volume"].evidence["few"]
    assert "%" not in str(few["supply.volume"].title)
    assert few["supply.one_source"].value is None
    assert "supply.harvest_kinds" not in few


def test_among_many_the_hardest_hit_kinds_and_the_place_of_the_roots_are_told(chain: Chain) -> None:
    found = told(many(chain))
    assert "Yên Bái" in str(found["supply.places"].title)
    assert found["supply.harvest"].sign == "hinders"
    assert 0.25 < (found["supply.harvest"].value or 0) <= 0.3 + 1e-9
    assert str(found["supply.harvest_kinds"].title).startswith("The hardest hit kinds")


def test_what_a_few_bring_from_a_place_is_said_without_a_figure(chain: Chain) -> None:
    finding = told(chain())["supply.places"]
    assert finding.evidence["few"]
    assert "%" not in str(finding.title)


def test_every_finding_ends_in_a_question_and_speaks_vietnamese(chain: Chain) -> None:
    for cluster in (chain(), many(chain), Cluster.of({})):
        for finding in read_supply(cluster).findings:
            assert str(finding.question).endswith("?")
            assert finding.question.say("vi").endswith("?")
            assert finding.title.say("vi") != finding.title.say("en")


def test_a_product_without_a_name_is_called_by_its_code(chain: Chain) -> None:
    assert (product_name(chain(), "root"), product_name(chain(), "gold")) == ("Củ sắn", "gold")
