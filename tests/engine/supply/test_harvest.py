"""What one bad harvest does."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from edulis.engine.cluster import Cluster
from edulis.engine.supply import bad_harvest
from edulis.engine.supply.harvest import main_material
from edulis.engine.supply.ledger import ledger

Chain = Callable[..., Cluster]


def lost(cluster: Cluster, **how: object) -> dict[str, float]:
    return dict(bad_harvest(cluster, **how).enterprises.select("enterprise", "lost").iter_rows())


def test_half_a_harvest_is_half_of_sales_and_hours_for_all_who_hang_on_it(chain: Chain) -> None:
    found = bad_harvest(chain(), loss=0.5)
    rows = {row["enterprise"]: row for row in found.enterprises.to_dicts()}
    assert found.product == "root"
    assert rows["binh"]["share"] == rows["hoa"]["share"] == rows["tam"]["share"] == pytest.approx(0.5)
    assert rows["hoa"]["hours_lost"] == pytest.approx(450)
    assert rows["binh"]["margin_lost"] == pytest.approx(0.5 * 3 * (5_150_000 - 4_000_000))
    assert [rows[name]["hop"] for name in ("binh", "hoa", "tam", "lan")] == [1, 2, 2, 2]


def test_who_told_of_more_purchases_than_sales_has_no_margin_to_lose(chain: Chain) -> None:
    silent = chain()["trade"].filter(pl.col("seller") != "binh")
    found = bad_harvest(chain(trade=silent), loss=0.5).enterprises
    rows = {row["enterprise"]: row for row in found.to_dicts()}
    assert rows["binh"]["purchases_saved"] > 0
    assert rows["binh"]["margin_lost"] is None
    assert (found["margin_lost"].drop_nulls() >= 0).all()


def test_one_failing_source_costs_its_share_and_the_other_still_delivers(chain: Chain) -> None:
    assert lost(chain(), loss=1.0, source="dale")["binh"] == pytest.approx(0.3 * 3 * 5_150_000)
    assert lost(chain(), loss=1.0, source="yb")["binh"] == pytest.approx(0.7 * 3 * 5_150_000)


def test_only_the_months_named_are_bad(chain: Chain) -> None:
    month = ledger(chain()).months[1]
    found = bad_harvest(chain(), loss=1.0, months=[month])
    assert found.months["by_shortage"].to_list()[0] == 0
    assert found.enterprises.filter(pl.col("enterprise") == "hoa")["first_month"].item() == month


def test_no_loss_changes_nothing_at_all(chain: Chain) -> None:
    found = bad_harvest(chain(), loss=0.0).enterprises
    assert found.select(pl.col("lost", "margin_lost", "stock_used", "hop").abs().sum()).row(0) == (0, 0, 0, 0)
    assert found["first_month"].null_count() == found.height


@settings(max_examples=25)
@given(st.floats(0, 0.999), st.floats(1e-4, 1e-2))
def test_a_worse_harvest_is_never_better_and_a_little_worse_only_a_little(
    chain: Chain, loss: float, more: float
) -> None:
    less, worse = lost(chain(), loss=loss), lost(chain(), loss=min(loss + more, 1.0))
    for who, money in less.items():
        assert money - 1e-3 <= worse[who] <= money + 3 * more * 3 * 7_500_000 + 1e-3


def test_the_order_of_rows_and_an_isolated_household_change_nothing(chain: Chain) -> None:
    village = chain()
    turned = Cluster.of({name: table.reverse() for name, table in village.tables.items()})
    assert_frame_equal(bad_harvest(turned).enterprises, bad_harvest(village).enterprises)
    alone = pl.concat([village["enterprise"], pl.DataFrame({"code": ["mai"], "kind": ["pigs"], "local": [True]})],
                      how="diagonal")  # fmt: skip
    found = bad_harvest(chain(enterprise=alone)).enterprises.filter(pl.col("enterprise") != "mai")
    assert_frame_equal(found, bad_harvest(village).enterprises)


def test_growers_here_lose_their_harvest(chain: Chain) -> None:
    village = chain()
    process = pl.concat([village["process"].with_columns(grown=pl.lit(False)),
                         pl.DataFrame({"code": ["grow"], "name": ["Trồng"], "product": ["root"], "grown": [True]})],
                        how="diagonal")  # fmt: skip
    more = village["activity"].filter(pl.col("enterprise") == "hoa").with_columns(
        enterprise=pl.lit("lan"), process=pl.lit("grow"), level=pl.lit(3000.0)
    )  # fmt: skip
    trade = village["trade"].with_columns(seller=pl.col("seller").replace({"dale": "lan"}))
    cluster = chain(process=process, activity=pl.concat([village["activity"], more]), trade=trade)
    assert lost(cluster, loss=0.5)["lan"] == pytest.approx(0.5 * 3 * 1_200_000)
    assert lost(cluster, loss=0.5)["binh"] == pytest.approx(0.5 * 3 * 5_150_000)


def test_what_is_not_there_is_refused_and_no_raw_material_is_no_harvest(chain: Chain) -> None:
    with pytest.raises(ValueError, match="share"):
        bad_harvest(chain(), loss=1.2)
    with pytest.raises(LookupError):
        bad_harvest(chain(), source="nobody")
    with pytest.raises(LookupError):
        bad_harvest(chain(), product="gold")
    empty = bad_harvest(Cluster.of({}))
    assert (empty.product, empty.enterprises.height) == ("", 0)
    assert main_material(ledger(chain())) == "root"
