"""Whatever is torn out of a cluster, each question is answered or says what is lacking: no error, no silent NaN."""

import math
import random
from pathlib import Path

import polars as pl
import pytest

from edulis.engine.analysis import analyse
from edulis.engine.analysis.analysing import CODES
from edulis.engine.cluster import Cluster
from edulis.exchange import read

ROOT = Path(__file__).parents[2] / "examples"
OF_ENTERPRISES = ("enterprise", "seller", "buyer")
OF_BOTH = ("borrower", "one", "other", "member", "who")


@pytest.fixture(scope="module")
def whole() -> Cluster:
    cluster = read(ROOT / "red-river-delta").cluster
    assert cluster is not None
    return cluster


def part(whole: Cluster, many: int, chance: random.Random) -> dict[str, pl.DataFrame]:
    """So many enterprises of the example, a few partners elsewhere, and all that is told of them."""
    enterprises = whole["enterprise"]
    codes = set(chance.sample(enterprises["code"].to_list(), many)) | set(
        enterprises.filter(~pl.col("local"))["code"][:10]
    )
    homes = set(enterprises.filter(pl.col("code").is_in(list(codes)))["household"].drop_nulls())
    tables = dict(whole.tables)
    tables["enterprise"] = enterprises.filter(pl.col("code").is_in(list(codes)))
    tables["household"] = whole["household"].filter(pl.col("code").is_in(list(homes)))
    for name, table in tables.items():
        for column in table.columns:
            kept = codes if column in OF_ENTERPRISES else codes | homes if column in OF_BOTH else None
            kept = homes if column == "household" else kept
            if kept is not None:
                table = table.filter(pl.col(column).is_in(list(kept)) | pl.col(column).is_null())  # noqa: PLW2901
        tables[name] = table
    return tables


def torn(table: pl.DataFrame, how: str, chance: random.Random) -> pl.DataFrame:
    """The table after something happened to it."""
    column = chance.choice(table.columns)
    match how:
        case "gone":
            return table.clear()
        case "one row":
            return table.head(1)
        case "unknown":
            return table.with_columns(pl.lit(None, table.schema[column]).alias(column))
        case "the same":
            return table.with_columns(pl.col(column).first())
        case "nought" if table.schema[column].is_numeric():
            return table.with_columns(pl.col(column) * 0)
    return table.reverse()


@pytest.mark.parametrize("case", range(8))
def test_each_question_stands_whatever_is_missing(whole: Cluster, case: int) -> None:
    chance = random.Random(case)
    tables = part(whole, (1, 2, 5, 30)[case % 4], chance)
    for _ in range(case % 7):
        name = chance.choice(sorted(name for name, table in tables.items() if table.height))
        how = chance.choice(["gone", "one row", "unknown", "the same", "nought", "turned"])
        tables[name] = torn(tables[name], how, chance)
    analysis = analyse(Cluster.of(tables))
    assert set(analysis.answers) | set(analysis.unanswered) == set(CODES)
    for finding in analysis.findings:
        figures = [finding.value, finding.low, finding.high]
        assert all(figure is None or math.isfinite(figure) for figure in figures), finding.code
        for language in ("en", "vi"):
            assert finding.question.say(language).endswith("?")
            assert "nan" not in finding.title.say(language).lower().split(), finding.code


def test_nobody_having_told_of_themselves_is_no_reason_to_fail(whole: Cluster) -> None:
    tables = part(whole, 5, random.Random(7))
    tables["enterprise_round"] = tables["enterprise_round"].clear()
    assert analyse(Cluster.of(tables), questions=["economy", "environment"]).answers


def test_a_lone_owner_has_a_share_too(whole: Cluster) -> None:
    tables = part(whole, 30, random.Random(1))
    tables["outcome"] = whole["outcome"].filter(pl.col("enterprise") == pl.col("enterprise").first())
    answer = analyse(Cluster.of(tables), questions=["outcomes"]).answers["outcomes"]
    assert answer.findings[0].value in {0.0, 1.0, None}


def test_nothing_but_noughts_is_no_reason_to_fail(whole: Cluster) -> None:
    tables = part(whole, 30, random.Random(3))
    tables["trade"] = tables["trade"].with_columns(pl.col("quantity") * 0)
    flows = analyse(Cluster.of(tables), questions=["flows"]).answers["flows"]
    assert flows.to_frame()["quantity"].is_finite().all()
