"""Supply of a round, with what is lacking."""

import datetime as dt
from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.flows import reconcile
from edulis.engine.supply import read_supply

Chain = Callable[..., Cluster]
Cast = Callable[..., Cluster]


def test_each_part_answers_with_what_is_there_and_names_what_lacks(chain: Chain) -> None:
    answer = read_supply(chain())
    assert answer.round == "2002"
    assert [need.record for need in answer.lacks] == ["quality_test", "stock", "reference", "round"]
    assert answer.harvest_kinds["kind"].to_list()[0] in {"starch", "noodles", "trader"}


def test_a_sketch_and_an_empty_cluster_give_findings_that_say_why(cast: Cast) -> None:
    sketch = cast()["trade"].with_columns(quantity=pl.lit(None, pl.Float64), value=pl.lit(None, pl.Int64))
    for cluster in (cast(trade=sketch), Cluster.of({}), cast(enterprise=cast()["enterprise"].head(1))):
        answer = read_supply(cluster)
        assert {finding.code for finding in answer.findings} >= {"supply.volume", "supply.harvest", "supply.content"}
        for finding in answer.findings:
            assert finding.value is None or finding.value == finding.value


def test_reconciled_flows_are_taken_where_they_are(chain: Chain) -> None:
    village = chain()
    answer = read_supply(village, flows=reconcile(village))
    assert answer.harvest.filter(pl.col("enterprise") == "hoa")["share"].item() == pytest.approx(0.3, abs=0.02)


def test_a_round_that_is_not_there_is_refused(chain: Chain) -> None:
    with pytest.raises(LookupError):
        read_supply(chain(), "1999")


def test_several_years_tell_season_from_chance(chain: Chain) -> None:
    village = chain()
    years = [village["trade"].with_columns(
        pl.col("month").dt.offset_by(f"{k}y"), round=pl.lit(f"{2002 + k}"), quantity=pl.col("quantity") * (1 + k)
    ) for k in range(2)]  # fmt: skip
    rounds = pl.DataFrame(
        {"code": ["2002", "2003"], "first_month": [dt.date(2002, 10, 1), dt.date(2003, 10, 1)],
         "last_month": [dt.date(2002, 12, 1), dt.date(2003, 12, 1)]}
    )  # fmt: skip
    answer = read_supply(chain(trade=pl.concat(years), round=rounds), "2002")
    row = answer.variability.filter((pl.col("product") == "root") & (pl.col("measure") == "volume")).row(0, named=True)
    assert (row["season"], row["year"], row["shock"]) == (0, pytest.approx(1 / 3), 0)
    assert "round" not in {need.record for need in answer.lacks}


def test_figures_move_a_little_where_what_was_told_moves_a_little(chain: Chain, steady: Callable[..., None]) -> None:
    steady(read_supply, chain())
