"""Who meets at the same doors, and how hard they press one another."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edulis.engine.network.rivalry import Rivals, rivalry
from edulis.engine.network.structure import Floats, Ints

DEALS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 50)), min_size=1, max_size=25)


def of(deals: list[tuple[int, int, int]], n: int = 7, **given: int) -> Rivals:
    table = np.array(deals, dtype=np.int64)
    return rivalry(table[:, 0], table[:, 1], table[:, 2].astype(float), n, **given)


def by_hand(deals: list[tuple[int, int, int]], n: int = 7) -> tuple[Floats, Floats]:
    amount = np.zeros((n, 5))
    for node, door, value in deals:
        amount[node, door] += value
    share = amount / np.maximum(amount.sum(axis=1, keepdims=True), 1e-300)
    shared = np.minimum(amount[:, None], amount[None]).sum(axis=2)
    return np.minimum(share[:, None], share[None]).sum(axis=2), shared


def test_two_at_one_door_rival_as_far_as_they_both_go_there() -> None:
    # Ms Hoa sells 60 to the shop and 40 to the inn; Ms Lan 30 to the shop and 90 to somebody else.
    found = of([(0, 0, 60), (0, 1, 40), (1, 0, 30), (1, 2, 90)], 3)
    assert (found.one.tolist(), found.other.tolist()) == ([0], [1])
    assert found.overlap.tolist() == pytest.approx([0.25])
    assert found.shared.tolist() == [30]
    assert found.pressure.tolist() == pytest.approx([0.6 * 30 / 90, 0.25 * 60 / 90, 0])
    assert found.met.tolist() == [1, 1, 0]


@given(DEALS)
@settings(max_examples=40)
def test_overlap_is_what_the_definition_gives(deals: list[tuple[int, int, int]]) -> None:
    found, (overlap, shared) = of(deals), by_hand(deals)
    expected = {(i, j) for i in range(7) for j in range(i + 1, 7) if shared[i, j] > 0}
    assert set(zip(found.one.tolist(), found.other.tolist(), strict=True)) == expected
    assert found.overlap == pytest.approx(overlap[found.one, found.other])
    assert found.shared == pytest.approx(shared[found.one, found.other])
    assert ((found.pressure >= 0) & (found.pressure < 1)).all()


@given(DEALS, st.integers(2, 1000), st.randoms())
@settings(max_examples=25)
def test_neither_order_nor_currency_matter(deals: list[tuple[int, int, int]], rate: int, random: object) -> None:
    turned = [(node, door, value * rate) for node, door, value in deals]
    random.shuffle(turned)  # type: ignore[attr-defined]
    one, other = of(deals), of(turned)
    assert one.overlap == pytest.approx(other.overlap)
    assert one.pressure == pytest.approx(other.pressure)
    assert one.shared * rate == pytest.approx(other.shared)


@given(DEALS)
@settings(max_examples=25)
def test_two_that_merge_press_each_other_no_more(deals: list[tuple[int, int, int]]) -> None:
    merged = [(0 if node == 1 else node, door, value) for node, door, value in deals]
    before, after = of(deals), of(merged)
    whole = np.bincount([d[0] for d in deals], weights=[d[2] for d in deals], minlength=7)
    both = whole[0] + whole[1]
    if both:
        assert after.pressure[0] * both <= (before.pressure[:2] * whole[:2]).sum() + 1e-9
    assert after.pressure[2:] == pytest.approx(before.pressure[2:])


def test_at_a_crowded_door_nobody_is_told_as_a_pair_but_everybody_is_pressed() -> None:
    crowd = [(node, 0, 10) for node in range(6)]
    found = of([*crowd, (0, 1, 10), (1, 1, 10)], listed=5)
    assert list(zip(found.one.tolist(), found.other.tolist(), strict=True)) == [(0, 1)]
    assert found.overlap.tolist() == [1.0]  # once told, both doors count
    assert found.crowd.tolist() == [5, 5, 5, 5, 5, 5, 0]
    assert found.pressure[2] == pytest.approx(5 / 6)


def test_what_is_no_door_makes_no_rivals_but_counts_in_what_one_does() -> None:
    found = rivalry(np.array([0, 0, 1]), np.array([0, -1, 0]), np.array([50.0, 50.0, 50.0]), 3)
    assert found.overlap.tolist() == [0.5]
    assert found.pressure.tolist() == [0.25, 0.5, 0]


def test_where_nobody_deals_there_are_no_rivals() -> None:
    nothing: Ints = np.zeros(0, dtype=np.int64)
    found = rivalry(nothing, nothing, np.zeros(0), 2)
    assert len(found.one) == 0
    assert found.pressure.tolist() == [0, 0]
