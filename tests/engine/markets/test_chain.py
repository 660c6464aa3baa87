"""Absorbing chains, against theory and hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.markets.chain import absorb, chain, exposure, trapped

Random = np.random.Generator


def random_chain(seed: int, n: int = 12, markets: int = 4) -> tuple[object, object]:
    """A chain in which each state sells on to some others and, one in three, to an end."""
    random = np.random.default_rng(seed)
    m = 4 * n
    source, target = random.integers(n, size=(2, m))
    state = np.arange(n)[random.random(n) < 0.4]
    state = state if state.size else np.array([0])
    return chain(
        source,
        target,
        random.lognormal(0, 1, m),
        (state, random.integers(markets, size=state.size), random.lognormal(0, 1, state.size)),
        n,
        markets,
    )


def test_the_drunkards_walk_ends_as_grinstead_and_snell_print_it() -> None:
    # Grinstead & Snell, Introduction to Probability, ex. 11.13: corners 1 to 3, home 4, bar 0, even chances.
    q, r = chain(
        np.array([0, 1, 1, 2]),
        np.array([1, 0, 2, 1]),
        np.ones(4),
        (np.array([0, 2]), np.array([0, 1]), np.ones(2)),
        3,
        2,
    )
    assert absorb(q, r.toarray()) == pytest.approx(np.array([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]))
    assert absorb(q, np.ones((3, 1))).ravel() == pytest.approx([3, 4, 3])


def test_a_chain_through_one_processor_is_worked_out_by_hand() -> None:
    # A sells half to B and half to market 0; B sells a fifth back to A and the rest to market 1.
    q, r = chain(
        np.array([0, 1]), np.array([1, 0]), np.array([50.0, 20.0]),
        (np.array([0, 1]), np.array([0, 1]), np.array([50.0, 80.0])), 2, 2,
    )  # fmt: skip
    ends = absorb(q, r.toarray())
    assert ends == pytest.approx(np.array([[5 / 9, 4 / 9], [1 / 9, 8 / 9]]))
    held = exposure(ends, np.array([0.1, 0.01]), worst=-0.05, best=0.15)
    assert held.growth == pytest.approx([0.54 / 9, 0.18 / 9])
    assert held.low == pytest.approx(held.growth)


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_everything_that_can_end_ends_somewhere(seed: int) -> None:
    q, r = random_chain(seed)
    free = ~trapped(q, r)
    inside = q[free][:, free]
    leaks = r[free].toarray()
    lost = 1 - np.asarray(inside.sum(axis=1)).ravel() - leaks.sum(axis=1)  # into what nothing leaves
    ends = absorb(inside, np.column_stack([leaks, lost]))
    assert ends.sum(axis=1) == pytest.approx(1.0)
    assert (ends >= -1e-12).all()
    dense = np.linalg.inv(np.eye(free.sum()) - inside.toarray())
    assert ends[:, :-1] == pytest.approx(dense @ leaks, abs=1e-11)


@given(st.integers(0, 10_000), st.lists(st.floats(-0.5, 1.0), min_size=4, max_size=4))
@settings(max_examples=30)
def test_exposure_lies_within_the_range_of_the_markets(seed: int, growth: list[float]) -> None:
    q, r = random_chain(seed)
    if trapped(q, r).any():
        return
    held = exposure(absorb(q, r.toarray()), np.array(growth), worst=-0.05, best=0.15)
    assert held.growth.min() >= min(growth)
    assert held.growth.max() <= max(growth)
    assert held.known == pytest.approx(1.0)


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_the_order_of_states_changes_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = 8, 30
    source, target = random.integers(n, size=(2, m))
    worth, ended = random.lognormal(0, 1, m), random.lognormal(0, 1, n)
    market = random.integers(3, size=n)
    moved = random.permutation(n)
    one = absorb(*_dense(chain(source, target, worth, (np.arange(n), market, ended), n, 3)))
    other = absorb(*_dense(chain(moved[source], moved[target], worth, (moved, market, ended), n, 3)))
    assert other[moved] == pytest.approx(one)


def _dense(parts: tuple[object, object]) -> tuple[object, np.ndarray]:
    q, r = parts
    return q, r.toarray()  # type: ignore[attr-defined]


def test_the_unit_of_worth_changes_nothing() -> None:
    source, target, worth = np.array([0, 1]), np.array([1, 0]), np.array([2.0, 3.0])
    ends = (np.array([0, 1]), np.array([0, 1]), np.array([1.0, 4.0]))
    one = absorb(*_dense(chain(source, target, worth, ends, 2, 2)))
    more = (ends[0], ends[1], 1000 * ends[2])
    assert absorb(*_dense(chain(source, target, 1000 * worth, more, 2, 2))) == pytest.approx(one)


def test_merging_two_who_sell_alike_leaves_everybody_where_they_were() -> None:
    # 0 sells to 1 and 2 (twins: 70 % to 3, 30 % to market 0); 3 sells to market 1.
    apart = absorb(*_dense(chain(
        np.array([0, 0, 1, 2]), np.array([1, 2, 3, 3]), np.array([4.0, 6.0, 7.0, 70.0]),
        (np.array([1, 2, 3]), np.array([0, 0, 1]), np.array([3.0, 30.0, 9.0])), 4, 2,
    )))  # fmt: skip
    merged = absorb(*_dense(chain(
        np.array([0, 1]), np.array([1, 2]), np.array([10.0, 77.0]),
        (np.array([1, 2]), np.array([0, 1]), np.array([33.0, 9.0])), 3, 2,
    )))  # fmt: skip
    assert apart[[0, 1, 3]] == pytest.approx(merged)
    assert apart[2] == pytest.approx(apart[1])


def test_selling_to_oneself_only_delays() -> None:
    q, r = chain(np.array([0]), np.array([0]), np.array([9.0]), (np.array([0]), np.array([0]), np.array([1.0])), 1, 1)
    assert absorb(q, r.toarray()) == pytest.approx(np.array([[1.0]]))
    assert absorb(q, np.ones((1, 1))) == pytest.approx(np.array([[10.0]]))


def test_a_circle_without_a_way_out_is_named_with_all_that_leads_only_into_it() -> None:
    # 0 → 1 ⇄ 2, 3 → 0 and market, 4 → 0
    q, r = chain(
        np.array([0, 1, 2, 3, 4]), np.array([1, 2, 1, 0, 0]), np.ones(5),
        (np.array([3]), np.array([0]), np.ones(1)), 5, 1,
    )  # fmt: skip
    assert trapped(q, r).tolist() == [True, True, True, False, True]
    with pytest.raises(ArithmeticError):
        absorb(q, r.toarray())


def test_a_chain_that_hardly_leaks_is_solved_directly_and_right() -> None:
    n = 30
    ring = np.arange(n)
    q, r = chain(ring, (ring + 1) % n, np.full(n, 1.0), (np.array([0]), np.array([0]), np.array([1e-3])), n, 1)
    assert absorb(q, r.toarray()) == pytest.approx(np.ones((n, 1)))
    assert absorb(q, np.ones((n, 1))).max() == pytest.approx(n * 1000 + n, rel=1e-6)


def test_growth_that_nobody_knows_opens_a_band() -> None:
    held = exposure(np.array([[0.5, 0.5], [0.0, 1.0]]), np.array([0.1, np.nan]), worst=-0.05, best=0.15)
    assert held.growth[0] == 0.1
    assert held.known.tolist() == [0.5, 0.0]
    assert held.low == pytest.approx([0.025, -0.05])
    assert held.high == pytest.approx([0.125, 0.15])
    assert np.isnan(held.growth[1])


def test_what_is_worth_nothing_does_not_move() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        chain(np.array([0]), np.array([0]), np.array([0.0]), (np.array([0]), np.array([0]), np.ones(1)), 1, 1)


def test_an_empty_chain_has_an_empty_answer() -> None:
    nothing = np.zeros(0, int)
    q, r = chain(nothing, nothing, np.zeros(0), (nothing, nothing, np.zeros(0)), 0, 2)
    assert absorb(q, r.toarray()).shape == (0, 2)
    assert not trapped(q, r).any()
