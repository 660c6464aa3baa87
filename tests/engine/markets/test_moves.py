"""Where goods go from somebody's hands."""

from collections.abc import Callable

import polars as pl
import pytest

from edulis.engine.cluster import Cluster
from edulis.engine.markets.assumptions import Assumptions
from edulis.engine.markets.moves import Moves, moves

Build = Callable[..., Cluster]
Told = Callable[..., pl.DataFrame]


def read(cluster: Cluster) -> Moves:
    return moves(cluster, None, Assumptions())


def goes(gone: Moves) -> dict[tuple[str, str], dict[tuple[str, str], float]]:
    """Of each state, the share that moves on to each other one."""
    names = [(one, product) for one, product in gone.states.select("enterprise", "product").iter_rows()]
    told: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for source, target, worth in gone.steps.select("source", "target", "worth").iter_rows():
        told.setdefault(names[source], {})[names[target]] = worth
    return {state: {to: part / sum(parts.values()) for to, part in parts.items()} for state, parts in told.items()}


def ends(gone: Moves) -> dict[tuple[str, str], dict[str, float]]:
    names = [(one, product) for one, product in gone.states.select("enterprise", "product").iter_rows()]
    told: dict[tuple[str, str], dict[str, float]] = {}
    for state, end, worth in gone.ends.select("state", "end", "worth").iter_rows():
        told.setdefault(names[state], {})[end] = worth
    return told


def test_what_is_bought_becomes_what_a_recipe_makes_of_it(chain_of: Build) -> None:
    gone = read(chain_of())
    way = goes(gone)
    assert way["binh", "root"] == {("binh", "wet"): 1.0}
    assert way["binh", "wet"] == {("hoa", "wet"): 0.6, ("trader", "wet"): 0.4}
    assert way["hoa", "wet"] == {("hoa", "noodles"): 1.0}
    assert way["trader", "wet"] == {("factory", "wet"): 1.0}
    assert ends(gone) == {("factory", "wet"): {"MF": 1.0}, ("shop", "noodles"): {"MN": 1.0}}
    assert gone.valued


def test_of_two_techniques_that_use_a_good_each_gets_what_it_needs(chain_of: Build) -> None:
    process = pl.DataFrame({"code": ["n", "p"], "name": ["n", "p"], "product": ["noodles", "pig"]})
    lines = pl.DataFrame(
        {"process": ["n", "p"], "product": ["wet"] * 2, "direction": ["in"] * 2, "quantity": [2.0, 1.0]}
    )
    activity = pl.DataFrame(
        {"round": ["2002"] * 2, "month": chain_of()["trade"]["month"].head(2), "enterprise": ["hoa"] * 2,
         "process": ["n", "p"], "level": [20.0, 10.0]}
    )  # fmt: skip
    gone = read(chain_of(process=process, process_line=lines, activity=activity))
    assert goes(gone)["hoa", "wet"] == pytest.approx({("hoa", "noodles"): 0.8, ("hoa", "pig"): 0.2})


def test_what_no_recipe_names_spreads_over_all_that_is_sold(chain_of: Build, trades_of: Told) -> None:
    trade = pl.concat(
        [
            chain_of()["trade"].select("seller", "buyer", "product", "quantity", "value", "round", "month", "reporter"),
            trades_of([("roots", "hoa", "coal", 5.0, 10), ("hoa", "lan", "residue", 9.0, 40)]).select(
                "seller", "buyer", "product", "quantity", "value", "round", "month", "reporter"
            ),
        ]
    )
    gone = read(chain_of(trade=trade))
    assert goes(gone)["hoa", "coal"] == {("hoa", "noodles"): 0.75, ("hoa", "residue"): 0.25}
    assert ends(gone)["lan", "residue"] == {"other:residue": 1.0}  # she sells nothing that was told


def test_a_finished_good_or_goods_of_a_trade_are_no_input(chain_of: Build, trades_of: Told) -> None:
    trade = trades_of(
        [
            ("hoa", "binh", "noodles", 1.0, 5), ("binh", "trader", "wet", 1.0, 5), ("hoa", "trader", "noodles", 1.0, 5),
            ("trader", "factory", "wet", 1.0, 5),
        ]
    )  # fmt: skip
    told = ends(read(chain_of(trade=trade)))
    assert told["binh", "noodles"] == {"MN": 1.0}  # eaten; the only market of noodles names nobody
    assert told["trader", "noodles"] == {"MN": 1.0}


def test_what_is_eaten_at_home_ends_there(chain_of: Build) -> None:
    use = pl.DataFrame(
        {"round": ["2002"], "month": chain_of()["trade"]["month"].head(1), "enterprise": ["hoa"],
         "product": ["noodles"], "kind": ["own"], "quantity": [10.0]}
    )  # fmt: skip
    gone = read(chain_of(use=use))
    # 30 kg were sold for 120: 10 kg at home are worth 40.
    assert ends(gone)["hoa", "noodles"] == {"home": pytest.approx(40.0)}


def test_whoever_nobody_can_name_is_unknown_unless_a_market_names_it(chain_of: Build, trades_of: Told) -> None:
    trade = trades_of([("hoa", "nobody", "noodles", 1.0, 5)])
    assert ends(read(chain_of(trade=trade)))["nobody", "noodles"] == {"unknown": 1.0}
    market = pl.DataFrame({"code": ["M"], "name": ["M"], "product": ["noodles"], "buyer": ["nobody"]})
    assert ends(read(chain_of(trade=trade, market=market)))["nobody", "noodles"] == {"M": 1.0}


def test_buyers_from_elsewhere_are_the_end_even_where_they_sell_back(chain_of: Build, trades_of: Told) -> None:
    trade = trades_of([("hoa", "shop", "noodles", 10.0, 50), ("shop", "trader", "noodles", 1.0, 6)])
    gone = read(chain_of(trade=trade))
    assert ends(gone)["shop", "noodles"] == {"MN": 1.0}
    assert ("shop", "noodles") not in goes(gone)


def test_a_trader_from_elsewhere_passes_on_what_is_seen_and_ends_the_rest(chain_of: Build, trades_of: Told) -> None:
    enterprise = pl.concat(
        [
            chain_of()["enterprise"].select("code", "kind", "place", "local"),
            pl.DataFrame({"code": ["far"], "kind": ["trader"], "place": ["hn"], "local": [False]}),
        ]
    )
    trade = trades_of([("hoa", "far", "noodles", 10.0, 50), ("far", "trader", "noodles", 4.0, 24)])
    gone = read(chain_of(trade=trade, enterprise=enterprise))
    names = gone.states.select("enterprise", "product").rows()
    number = names.index(("far", "noodles"))
    onward = gone.steps.filter(pl.col("source") == number)["worth"].sum()
    assert goes(gone)["far", "noodles"] == {("trader", "noodles"): 1.0}
    assert ends(gone)["far", "noodles"]["MN"] / (onward + ends(gone)["far", "noodles"]["MN"]) == pytest.approx(0.6)


def test_what_came_in_and_is_seen_nowhere_is_unknown_beyond_errors(chain_of: Build, trades_of: Told) -> None:
    def left(sold: float) -> float:
        trade = trades_of([("binh", "trader", "wet", 100.0, 100), ("trader", "factory", "wet", sold, 120)])
        return ends(read(chain_of(trade=trade))).get(("trader", "wet"), {}).get("unknown", 0.0)

    assert left(95.0) == 0.0
    assert left(40.0) == pytest.approx(120 * 0.6 / 0.4)


def test_a_sketch_counts_ties(chain_of: Build) -> None:
    sketch = chain_of()["trade"].drop("quantity", "value", "month")
    gone = read(chain_of(trade=sketch))
    assert not gone.valued
    assert goes(gone)["binh", "wet"] == {("hoa", "wet"): 0.5, ("trader", "wet"): 0.5}


def test_nothing_sold_is_an_empty_chain(chain_of: Build) -> None:
    gone = read(chain_of(trade=chain_of()["trade"].clear()))
    assert gone.states.is_empty()
    assert gone.ends.is_empty()
