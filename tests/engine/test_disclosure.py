"""Nobody's figure can be read from a released table, or worked out from it with all margins known."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from edulis.engine.disclosure import AROUND, DOMINANCE, enough, release

FOUND = 0
UNBOUNDED = 3


def attack(cells: pl.DataFrame, what: str) -> dict[tuple[str | None, str | None], tuple[float, float]]:
    """The least and the most that each hidden figure can be, for one who knows what is shown and that it adds up."""
    rows = cells.to_dicts()
    at = {(row["row"], row["column"]): number for number, row in enumerate(rows)}
    names = {side: sorted({row[side] for row in rows if row[side] is not None}) for side in ("row", "column")}
    lines = [([(one, head) for one in names["row"]], (None, head)) for head in [*names["column"], None]]
    if names["column"]:
        lines += [([(one, head) for head in names["column"]], (one, None)) for one in [*names["row"], None]]
    adds_up = np.zeros((len(lines), len(rows)))
    for number, (inner, total) in enumerate(lines):
        adds_up[number, [at[place] for place in inner]] = 1
        adds_up[number, at[total]] -= 1
    bounds = [(0, None) if row["hidden"] else (row[what], row[what]) for row in rows]
    known = {}
    for place, number in at.items():
        if rows[number]["hidden"]:
            aim = np.zeros(len(rows))
            aim[number] = 1
            least, most = (
                linprog(sign * aim, A_eq=adds_up, b_eq=np.zeros(len(lines)), bounds=bounds) for sign in (1, -1)
            )
            assert least.status == FOUND
            known[place] = (least.fun, np.inf if most.status == UNBOUNDED else -most.fun)
    return known


@st.composite
def survey(draw: st.DrawFn) -> pl.DataFrame:
    size = draw(st.integers(1, 120))
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    return pl.DataFrame(
        {
            "kind": [f"k{number}" for number in random.zipf(1.7, size) % draw(st.integers(1, 5))],
            "place": [f"p{number}" for number in random.integers(0, draw(st.integers(1, 4)), size)],
            "who": [f"w{number}" for number in random.integers(0, size, size)],
            "money": random.lognormal(3, 1.5, size).round(1),
        }
    )


def true_figures(rows: pl.DataFrame, what: str, two_way: bool) -> dict[tuple[str | None, str | None], float]:
    figure = pl.col("money").sum() if what == "amount" else pl.col("who").n_unique()
    sides = ["kind", "place"] if two_way else ["kind"]
    inner = {
        (key[0], key[1] if two_way else None): float(group.select(figure).item()) for key, group in rows.group_by(sides)
    }
    for one in rows["kind"].unique():
        for head in rows["place"].unique() if two_way else []:
            inner.setdefault((one, head), 0.0)
    whole = dict(inner)
    for (one, head), value in inner.items():
        for place in {(None, head), (one, None), (None, None)} - {(one, head)}:
            whole[place] = whole.get(place, 0.0) + value
    return whole


@settings(max_examples=25, deadline=None)
@given(rows=survey(), two_way=st.booleans(), unit=st.sampled_from(["people", "enterprises"]))
def test_no_hidden_figure_can_be_worked_out(rows: pl.DataFrame, two_way: bool, unit: str) -> None:
    held = release(rows, "kind", "place" if two_way else None, who="who", amount="money", unit=unit)
    reasons = {(row["row"], row["column"]): row["reason"] for row in held.cells.iter_rows(named=True)}
    for what in ("count", "amount"):
        truth = true_figures(rows, what, two_way)
        for place, (least, most) in attack(held.cells, what).items():
            true = truth[place]
            room = AROUND if what == "count" else DOMINANCE * true
            slip = 1e-5 * max(true, 1)
            assert most - least >= min(room, true) - slip
            if reasons[place] != "other":
                assert most >= true + room - slip
                assert least <= max(true - room, 0) + slip


@settings(max_examples=25, deadline=None)
@given(rows=survey(), unit=st.sampled_from(["people", "enterprises"]))
def test_what_is_shown_is_true_and_rests_on_enough(rows: pl.DataFrame, unit: str) -> None:
    held = release(rows, "kind", "place", who="who", amount="money", unit=unit)
    truth = {what: true_figures(rows, what, True) for what in ("count", "amount")}
    for row in held.cells.iter_rows(named=True):
        place = (row["row"], row["column"])
        assert row["hidden"] == bool(row["reason"]) == (row["count"] is None) == (row["amount"] is None)
        if not row["hidden"]:
            assert row["count"] == truth["count"][place]
            assert row["amount"] == pytest.approx(truth["amount"][place])
            assert enough(row["count"], unit)


@settings(max_examples=20, deadline=None)
@given(rows=survey())
def test_hidden_cells_of_a_line_together_betray_nobody(rows: pl.DataFrame) -> None:
    """One lone enterprise beside another could otherwise subtract its own figure from what is left of a margin."""
    held = release(rows, "kind", "place", who="who", amount="money").cells
    for one in rows["kind"].unique():
        line = held.filter(pl.col("row") == one)
        if not line.filter(pl.col("column").is_null())["hidden"].item():
            hidden = line.filter("hidden")["column"].to_list()
            if hidden:
                left = rows.filter((pl.col("kind") == one) & pl.col("place").is_in(hidden))
                assert left["who"].n_unique() >= 3


def village(*sizes: int, kind: str = "noodles") -> list[tuple[str, str, float]]:
    return [(kind, f"{kind}{number}", float(size)) for number, size in enumerate(sizes)]


def table(*rows: tuple[str, str, float]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=["kind", "who", "money"], orient="row")


def test_large_even_cells_are_all_shown() -> None:
    rows = table(*village(*[10] * 12), *village(*[9] * 11, kind="starch"))
    held = release(rows, "kind", who="who", amount="money")
    assert not held.cells["hidden"].any()
    assert held.loss == 0


def test_two_enterprises_are_too_few_and_take_another_cell_with_them() -> None:
    rows = table(*village(5, 5), *village(*[9] * 11, kind="starch"), *village(*[9] * 40, kind="pigs"))
    held = release(rows, "kind", who="who", amount="money").cells
    reasons = dict(held.select("row", "reason").iter_rows())
    assert reasons == {"noodles": "few", "starch": "other", "pigs": "", None: ""}


def test_one_who_has_nearly_everything_is_hidden() -> None:
    rows = table(*village(1000, 60, 30, 20), *village(*[99] * 11, kind="starch"), *village(*[50] * 40, kind="pigs"))
    held = release(rows, "kind", who="who", amount="money").cells
    assert dict(held.select("row", "reason").iter_rows())["noodles"] == "dominated"
    just = table(*village(1000, 60, 60, 40), *village(*[99] * 11, kind="starch"), *village(*[50] * 40, kind="pigs"))
    assert not release(just, "kind", who="who", amount="money").cells["hidden"].any()


def test_both_sides_of_a_trade_are_protected() -> None:
    rows = pl.DataFrame({"kind": ["a"] * 9, "seller": [f"s{i}" for i in range(9)], "buyer": ["b1", "b2", "b1"] * 3})
    assert not release(rows, "kind", who="seller").cells["hidden"].all()
    assert release(rows, "kind", who=["seller", "buyer"]).cells["hidden"].all()


def test_an_empty_cell_tells_something_unless_everybody_knows_it() -> None:
    rows = pl.DataFrame(
        {
            "kind": ["a"] * 30 + ["b"] * 20,
            "place": ["x"] * 15 + ["y"] * 15 + ["x"] * 20,
            "who": [f"w{number}" for number in range(50)],
        }
    )
    strict = release(rows, "kind", "place", who="who", unit="people").cells
    empty = strict.filter((pl.col("row") == "b") & (pl.col("column") == "y")).row(0, named=True)
    assert empty["reason"] == "none"
    assert not release(rows, "kind", "place", who="who", unit="people", structural_zeros=True).cells["hidden"].any()


def test_amounts_below_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        release(table(("a", "w", -1.0)), "kind", who="who", amount="money")


def test_a_table_of_nothing_is_empty() -> None:
    held = release(table(("a", "w", 1.0)).clear(), "kind", who="who", amount="money")
    assert held.cells.is_empty()


def test_five_people_and_three_enterprises_are_enough() -> None:
    assert (enough(4, "people"), enough(5, "people")) == (False, True)
    assert (enough(2, "enterprises"), enough(3, "enterprises")) == (False, True)


def test_a_table_of_twenty_kinds_by_twelve_loses_at_most_a_third() -> None:
    random = np.random.default_rng(4)
    kinds = random.choice(8, 1500, p=np.array([30, 20, 15, 12, 10, 6, 4, 3]) / 100)
    rows = pl.DataFrame(
        {
            "kind": [f"k{number}" for number in kinds],
            "place": [f"p{number}" for number in random.choice(3, 1500, p=[0.5, 0.3, 0.2])],
            "who": [f"w{number}" for number in range(1500)],
            "money": random.lognormal(3, 0.8, 1500),
        }
    )
    assert release(rows, "kind", "place", who="who", amount="money").loss <= 0.35


@pytest.mark.parametrize("scale", [1.0, 1e11])
def test_sums_of_thousands_of_millions_are_protected_like_small_ones(scale: float) -> None:
    draw = np.random.default_rng(5)
    rows = pl.DataFrame(
        {
            "place": draw.choice(list("abcde"), 400),
            "kind": draw.choice(list("klmno"), 400),
            "who": [f"e{k}" for k in draw.integers(0, 90, 400)],
            "money": draw.lognormal(0, 2, 400) * scale,
        }
    )
    plain = release(rows.with_columns(pl.col("money") / scale), "place", "kind", who="who", amount="money").cells
    large = release(rows, "place", "kind", who="who", amount="money").cells
    assert large["hidden"].to_list() == plain["hidden"].to_list()
