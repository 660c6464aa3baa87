"""Growth that reaches an enterprise through others' hands."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.exposure import Reached, growth_exposure

Build = Callable[..., Cluster]
Told = Callable[..., pl.DataFrame]
TRADE = ["seller", "buyer", "product", "quantity", "value", "round", "month", "reporter"]


def read(cluster: Cluster) -> Reached:
    return growth_exposure(cluster, None, Assumptions(worst=-0.05, best=0.15))


def of(reached: Reached, column: str) -> dict[str, float]:
    return dict(reached.exposure.select("enterprise", column).iter_rows())


def test_growth_is_carried_upstream_to_the_roots(chain_of: Build) -> None:
    growth = of(read(chain_of()), "growth")
    assert growth["trader"] == pytest.approx(0.12)
    assert growth["hoa"] == pytest.approx(0.04)
    assert growth["binh"] == pytest.approx(0.6 * 0.04 + 0.4 * 0.12)
    assert growth["roots"] == pytest.approx(growth["binh"])


def test_hands_are_counted_until_the_last_buyer(chain_of: Build) -> None:
    hands = of(read(chain_of()), "hands")
    assert (hands["hoa"], hands["trader"], hands["binh"], hands["roots"]) == pytest.approx((1, 1, 2, 3))


def test_where_everything_ends_sums_to_one(chain_of: Build) -> None:
    reached = read(chain_of())
    assert reached.reach.group_by("enterprise").agg(pl.col("share").sum())["share"].to_list() == pytest.approx([1] * 4)
    ends = dict(reached.ends.select("end", "worth").iter_rows())
    assert ends["MN"] == 120
    assert ends["MF"] == 50
    assert dict(reached.rules.select("rule", "worth").iter_rows()) == {"buyer": 50, "place": 120}


def test_whoever_sells_nothing_has_no_exposure_and_says_so(chain_of: Build) -> None:
    reached = read(chain_of())
    lan = reached.exposure.row(by_predicate=pl.col("enterprise") == "lan", named=True)
    assert lan["note"] == "no_sales"
    assert lan["growth"] is None


def test_a_market_nobody_knows_widens_the_band_only(chain_of: Build) -> None:
    market = chain_of()["market"].with_columns(growth=pl.when(pl.col("code") == "MN").then(None).otherwise("growth"))
    row = read(chain_of(market=market)).exposure.row(by_predicate=pl.col("enterprise") == "binh", named=True)
    assert row["growth"] == pytest.approx(0.12)
    assert row["known"] == pytest.approx(0.4)
    assert row["low"] == pytest.approx(0.4 * 0.12 - 0.6 * 0.05)
    assert row["high"] == pytest.approx(0.4 * 0.12 + 0.6 * 0.15)
    assert row["note"] == "mostly_unknown"


def test_who_only_sells_in_a_circle_is_named(chain_of: Build, trades_of: Told) -> None:
    extra = trades_of([("lan", "trader", "residue", 5.0, 10), ("trader", "lan", "residue", 5.0, 10)]).select(TRADE)
    reached = read(chain_of(trade=pl.concat([chain_of()["trade"].select(TRADE), extra])))
    assert sorted(reached.trapped["enterprise"].to_list()) == ["lan", "trader"]
    lan = reached.exposure.row(by_predicate=pl.col("enterprise") == "lan", named=True)
    assert lan["note"] == "trapped"
    assert lan["growth"] is None
    trader = reached.exposure.row(by_predicate=pl.col("enterprise") == "trader", named=True)
    assert trader["known"] == pytest.approx(50 / 60)


def test_a_return_of_lees_is_a_cycle_that_ends(chain_of: Build, trades_of: Told) -> None:
    # Mr Binh buys a quarter of Ms Hoa's noodles back as an input of starch: absurd, but a cycle.
    lines = pl.concat(
        [
            chain_of()["process_line"].select("process", "product", "direction", "quantity"),
            pl.DataFrame({"process": ["starching"], "product": ["noodles"], "direction": ["in"], "quantity": [0.1]}),
        ]
    )
    extra = trades_of([("hoa", "binh", "noodles", 10.0, 40)]).select(TRADE)
    growth = of(
        read(chain_of(process_line=lines, trade=pl.concat([chain_of()["trade"].select(TRADE), extra]))), "growth"
    )
    # hoa = 3/4 · 4 % + 1/4 binh; binh = 3/5 hoa + 2/5 · 12 %
    hoa = (0.75 * 0.04 + 0.25 * 0.4 * 0.12) / (1 - 0.25 * 0.6)
    assert growth["hoa"] == pytest.approx(hoa)
    assert growth["binh"] == pytest.approx(0.6 * hoa + 0.4 * 0.12)


def test_the_order_of_rows_and_the_unit_of_money_change_nothing(chain_of: Build) -> None:
    one = read(chain_of()).exposure
    trade = chain_of()["trade"].reverse().with_columns(value=pl.col("value") * 1000)
    other = read(chain_of(trade=trade, enterprise=chain_of()["enterprise"].reverse())).exposure
    for column in ("growth", "known", "low", "high", "hands"):
        assert other[column].to_list() == pytest.approx(one[column].to_list(), nan_ok=True)


def test_two_makers_who_sell_alike_count_as_one(chain_of: Build, trades_of: Told) -> None:
    enterprise = pl.concat(
        [
            chain_of()["enterprise"].select("code", "kind", "place", "local"),
            pl.DataFrame({"code": ["twin"], "kind": ["starch"], "place": ["dl"], "local": [True]}),
        ]
    )
    half = chain_of()["trade"].select(TRADE).with_columns(
        value=pl.when((pl.col("seller") == "binh") | (pl.col("buyer") == "binh")).then(pl.col("value") // 2)
        .otherwise("value"),
        quantity=pl.when((pl.col("seller") == "binh") | (pl.col("buyer") == "binh")).then(pl.col("quantity") / 2)
        .otherwise("quantity"),
    )  # fmt: skip
    twin = half.with_columns(pl.col("seller", "buyer").replace({"binh": "twin"})).filter(
        (pl.col("seller") == "twin") | (pl.col("buyer") == "twin")
    )
    split = of(read(chain_of(enterprise=enterprise, trade=pl.concat([half, twin]))), "growth")
    whole = of(read(chain_of()), "growth")
    assert split["twin"] == pytest.approx(split["binh"])
    assert {who: split[who] for who in whole if whole[who] is not None} == pytest.approx(
        {who: value for who, value in whole.items() if value is not None}
    )


def test_an_enterprise_apart_changes_nobody(chain_of: Build) -> None:
    enterprise = pl.concat(
        [
            chain_of()["enterprise"].select("code", "kind", "place", "local"),
            pl.DataFrame({"code": ["apart"], "kind": ["candy"], "place": ["dl"], "local": [True]}),
        ]
    )
    grown = read(chain_of(enterprise=enterprise)).exposure.filter(pl.col("enterprise") != "apart")
    assert grown.equals(read(chain_of()).exposure)


def test_nothing_at_all_is_an_empty_answer() -> None:
    reached = read(Cluster.of({}))
    assert reached.exposure.is_empty()
    assert reached.last.is_empty()
