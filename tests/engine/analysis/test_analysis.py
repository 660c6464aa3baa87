"""The guard of small cells: no finding of any question tells a figure, a name or a place that a few stand behind."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from edulis.engine.analysis import Analysis, analyse
from edulis.engine.analysis.analysing import NOBODYS
from edulis.engine.cluster import Cluster
from edulis.engine.finding import Finding
from edulis.engine.flows import reconcile
from edulis.engine.telling import numbers_in
from edulis.exchange import read
from edulis.schema import RECORD_BY_NAME, Text, columns
from edulis.schema.words import ENTERPRISE_KIND

EXAMPLES = Path(__file__).parents[3] / "examples"
WHO = ("who", "member", "one", "other", "lender", "borrower", "provider", "proposed_by", "learned_from")
KINDS = frozenset(title for _, title in ENTERPRISE_KIND)
# What is said of four people and may be: the months all of them told together, and shares of reports, not of people.
TOGETHER = NOBODYS | {
    "flows.sides",
    "flows.balance",
    "flows.open",
    "flows.detectability",
    "network.bridges",
    "network.groups",
    "seasons.labour",
    "seasons.weeks",
    "livelihoods.hired",
    "diagnosis.service_reach",
    "diagnosis.own_means",
}


def only(cluster: Cluster, enterprises: set[str]) -> Cluster:
    """The rows of a cluster that name no enterprise but these, and no household but theirs."""
    kept = cluster["enterprise"].filter(pl.col("code").is_in(sorted(enterprises)))
    everybody = {*cluster["enterprise"]["code"], *cluster["household"]["code"]}
    gone = sorted(everybody - set(kept["code"]) - set(kept["household"].drop_nulls()))
    tables = {}
    for name, table in cluster.tables.items():
        naming = [
            pl.col(column.name).is_in(gone).fill_null(False)
            for column in columns(RECORD_BY_NAME[name])
            if column.kind == "link" or column.name in WHO or (name in ("enterprise", "household") and column.key)
        ]
        tables[name] = table.filter(~pl.any_horizontal(naming)) if naming else table
    return Cluster.of(tables)


@pytest.fixture(scope="module")
def delta() -> Cluster:
    cluster = read(EXAMPLES / "red-river-delta").cluster
    assert cluster is not None
    return cluster


@pytest.fixture(scope="module")
def busiest(delta: Cluster) -> pl.DataFrame:
    """Enterprises with the most rows first: code, kind, local."""
    trade, adoption = delta["trade"], delta["adoption"]
    rows = pl.concat([trade["seller"], trade["buyer"], *[adoption["enterprise"]] * 30]).value_counts(name="rows")
    found = delta["enterprise"].join(rows.rename({"seller": "code"}), on="code", how="left")
    return found.sort(pl.col("rows").fill_null(0), "code", descending=[True, False])


def told(analysis: Analysis) -> Iterator[tuple[Finding, dict[str, Any]]]:
    for finding in analysis.findings:
        yield finding, finding.as_dict()


def words_of(text: Text) -> set[str]:
    """The messages that fill the gaps of a sentence: names of kinds among them."""
    found: set[str] = set()
    for _, value in text.values:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Text):
                found |= {each.message} | words_of(each)
    return found


def quiet(analysis: Analysis) -> None:
    """Whoever is called a few: no number in the sentence, no figure, no bound, no small n beside it."""
    for finding, seen in told(analysis):
        if finding.evidence.get("few"):
            assert not numbers_in(finding.title), finding.title
            assert (seen["value"], seen["low"], seen["high"], seen["missing"]) == (None, None, None, 0)
            assert seen["n"] == 0 or seen["n"] >= 5
            assert "(" not in finding.grounds()


def of(busiest: pl.DataFrame, **counts: int) -> set[str]:
    """The busiest so many local enterprises of each kind, with all partners from elsewhere."""
    local = busiest.filter("local")
    here = (local.filter(pl.col("kind") == kind)["code"].head(n).to_list() for kind, n in counts.items())
    return {*busiest.filter(~pl.col("local"))["code"], *chain.from_iterable(here)}


@pytest.mark.parametrize("counts", [{"starch": 1}, {"starch": 1, "noodles": 1}, {"starch": 2}], ids=str)
def test_of_one_or_two_enterprises_only_what_is_nobodys_own_is_told(
    delta: Cluster, busiest: pl.DataFrame, counts: dict[str, int]
) -> None:
    analysis = analyse(only(delta, of(busiest, **counts)))
    quiet(analysis)
    speaking = {f.code for f in analysis.findings if f.value is not None and not f.evidence.get("few")}
    assert speaking <= NOBODYS


def test_of_four_people_nothing_is_told_of_their_income_trust_or_habits(delta: Cluster, busiest: pl.DataFrame) -> None:
    analysis = analyse(only(delta, of(busiest, starch=2, noodles=2)))
    quiet(analysis)
    speaking = {f.code for f in analysis.findings if f.value is not None and not f.evidence.get("few")}
    assert speaking <= TOGETHER


def test_where_there_are_two_of_each_trade_no_trade_or_place_is_named_and_no_few_speak(
    delta: Cluster, busiest: pl.DataFrame
) -> None:
    two = busiest.group_by("kind", maintain_order=True).head(2)
    analysis = analyse(only(delta, set(two["code"])))
    quiet(analysis)
    for finding in analysis.findings:
        if finding.code not in NOBODYS:  # rules are noted with the trade they touch, whoever is asked
            assert not words_of(finding.title) & KINDS, finding.title
    names = {*delta["enterprise"]["name"].drop_nulls(), *delta["household"]["name"].drop_nulls()}
    said = " ".join(str(finding.title) for finding in analysis.findings)
    assert not [name for name in names if name in said]


def nudged(cluster: Cluster, share: float) -> Cluster:
    """The same with all amounts of trades changed by a share."""
    return Cluster.of({**cluster.tables, "trade": cluster["trade"].with_columns(pl.col("quantity") * share)})


def test_a_part_of_the_cluster_is_answered_though_most_partners_are_cut_away(
    delta: Cluster, busiest: pl.DataFrame
) -> None:
    four = busiest.group_by("kind", maintain_order=True).head(4)
    analysis = analyse(nudged(only(delta, set(four["code"])), 1.00001))
    assert {"flows.open", "flows.suspects"} <= {finding.code for finding in analysis.findings}


@pytest.mark.parametrize("seed", [None, 0, 1])
def test_the_flows_of_no_part_of_the_cluster_are_refused(
    delta: Cluster, busiest: pl.DataFrame, seed: int | None
) -> None:
    """The busiest six of each trade, or chance's choice of so many."""
    order = busiest if seed is None else busiest.sample(fraction=1.0, shuffle=True, seed=seed)
    some = order.group_by("kind", maintain_order=True).head(6)
    flows = reconcile(nudged(only(delta, set(some["code"])), 1.0 + 1e-5 * (seed or 0)))
    assert flows.trades["quantity"].is_finite().all()
    assert flows.balance_residual <= 1e-4


@pytest.mark.parametrize("name", ["sketch", "other-village", "three-years-on"])
def test_the_small_examples_betray_nobody(name: str) -> None:
    cluster = read(EXAMPLES / name).cluster
    assert cluster is not None
    quiet(analyse(cluster))
