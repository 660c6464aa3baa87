import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from published import random_system

from edulis.engine.flows import plan
from edulis.engine.flows.plan import make_plan, observable
from edulis.engine.flows.system import make_system


@given(st.integers(0, 10_000), st.integers(0, 6))
def test_what_is_observable_is_what_no_free_direction_moves(seed, silent):
    system = random_system(seed, unmeasured=silent)
    unknown = np.ones(system.unknowns, np.bool_)
    unknown[system.measured] = False
    seen, loose = observable(make_plan(system), unknown)
    part = system.balances.toarray()[:, unknown]
    if part.shape[1]:
        _, values, vectors = np.linalg.svd(part, full_matrices=True)
        rank = int(np.sum(values > 1e-10))
        moved = np.abs(vectors[rank:]).max(axis=0, initial=0.0) > 1e-9
        assert loose == part.shape[1] - rank
        assert np.array_equal(~seen[unknown], moved)
    assert seen[~unknown].all()


def test_dependent_balances_are_counted_once():
    system = random_system(3)
    twice = np.vstack([system.balances.toarray(), system.balances.toarray()[:2]])
    made = make_plan(make_system(twice, system.measured, system.values, system.sigma))
    assert made.rank == np.linalg.matrix_rank(twice)


def test_balances_with_a_flow_of_their_own_are_independent_without_a_factor():
    made = make_plan(make_system(np.eye(3), [0, 1, 2], [1, 1, 1], 1.0))
    assert made.rank == 3
    assert "symbolic" not in vars(made)


def test_a_factor_that_would_take_too_long_or_too_much_room_is_not_bearable(monkeypatch):
    made = make_plan(make_system(np.eye(3), [0, 1, 2], [1, 1, 1], 1.0))
    assert made.bearable
    monkeypatch.setattr(plan, "_WORK", -1.0)
    assert not made.bearable
    monkeypatch.undo()
    monkeypatch.setattr(plan, "_ROOM", -1.0)
    assert not made.bearable
