"""What breaks when somebody leaves."""

import math
from collections.abc import Callable

import networkx as nx

from edulis.engine.network import without


def test_a_star_falls_apart_without_its_centre(matrix_of: Callable[..., object]) -> None:
    star = matrix_of(nx.star_graph(5), range(6))
    loss = without(star, 0)
    assert loss.cut == 1
    assert loss.parts == 5
    assert without(star, 1).cut == 0


def test_a_chain_is_cut_in_two(matrix_of: Callable[..., object]) -> None:
    loss = without(matrix_of(nx.path_graph(5), range(5)), 2)
    assert loss.parts == 2
    assert loss.cut == 1 - 2 / 6


def test_a_ring_holds(matrix_of: Callable[..., object]) -> None:
    assert without(matrix_of(nx.cycle_graph(6)), 3).cut == 0


def test_where_nobody_else_was_tied_nothing_can_be_said(matrix_of: Callable[..., object]) -> None:
    assert math.isnan(without(matrix_of(nx.empty_graph(2)), 0).cut)
