"""Published and exact cases of data reconciliation, shared by the tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from edulis.engine.flows.system import System, make_system


@dataclass(frozen=True)
class Case:
    """A flow network with what was published of its solution."""

    streams: str
    y: list[float]
    sd: list[float]
    fitted: list[float]
    error: list[float]
    chi2: float
    freedom: int
    z: float
    worst: int  # counted from one

    @property
    def balances(self) -> np.ndarray:
        ends = [tuple(map(int, one.split(">"))) for one in self.streams.split()]
        matrix = np.zeros((max(map(max, ends)), len(ends)))
        for column, (start, end) in enumerate(ends):
            if start:
                matrix[start - 1, column] -= 1
            if end:
                matrix[end - 1, column] += 1
        return matrix

    @property
    def system(self) -> System:
        return make_system(self.balances, range(len(self.y)), self.y, self.sd)


CASES = {
    "Dovi and Solisio 2001": Case(
        "0>1 2>1 1>2 2>3 3>0 3>0",
        [11, 9.9, 21.25, 11.1, 7, 3.8],
        [0.178885, 0.161245, 0.34641, 0.181659, 0.228035, 0.122474],
        [11.02931, 9.95711, 20.98642, 11.02931, 7.17797, 3.85134],
        [0.10955, 0.14748, 0.17169, 0.10955, 0.13737, 0.11065],
        1.6675, 3, 0.978, 5,
    ),
    "Narasimhan and Jordache 2000": Case(
        "0>1 1>2 1>3 2>4 3>4 4>0",
        [101.91, 64.45, 34.65, 64.2, 36.44, 98.88],
        [1.0] * 6,
        [100.22, 64.50, 35.72, 64.50, 35.72, 100.22],
        [0.57735] * 6,
        6.4075, 4, 2.070, 1,
    ),
    "Mitsas 2010": Case(
        "0>1 1>2 1>3 1>4 2>3 2>3 2>3 3>5 4>5 4>6 5>6 6>0",
        [100.49, 29.46, 40.41, 30.05, 15.17, 4.98, 9.92, 70.68, 10.03, 19.82, 81.06, 101.57],
        [1, 0.3, 0.4, 0.3, 0.3, 0.1, 0.2, 0.7, 0.3, 0.4, 0.8, 1],
        [100.58205, 29.80123, 40.70946, 30.07136, 14.99722, 4.96080, 9.84321, 70.51069, 10.14599, 19.92537,
         80.65668, 100.58205],
        [0.36414, 0.21788, 0.31248, 0.24491, 0.22751, 0.09761, 0.18013, 0.32002, 0.24677, 0.28071, 0.36954, 0.36414],
        3.8913, 6, 1.655, 2,
    ),
}  # fmt: skip


def chain(buyer_of_starch: float = 36.0) -> System:
    """Roots t → wet starch w + residue r, noodles n = ½ w; six reports of four flows."""
    balances = np.array([[1.0, -1.0, -1.0, 0.0], [0.0, 0.5, 0.0, -1.0]])
    return make_system(balances, [0, 0, 1, 1, 2, 3], [100, 92, 33, buyer_of_starch, 60, 17], [4, 8, 2, 3, 10, 1])


def random_system(seed: int, *, size: int = 6, unmeasured: int = 0, relative: float = 0.0) -> System:
    """A small random network with some flows to and from outside, doubly reported here and there."""
    chance = np.random.default_rng(seed)
    flows = int(chance.integers(size + 2, 3 * size))
    balances = np.zeros((size, flows))
    for column in range(flows):
        start, end = chance.choice(size + 1, 2, replace=False)
        if start < size:
            balances[start, column] = -chance.uniform(0.3, 2)
        if end < size:
            balances[end, column] = chance.uniform(0.3, 2)
    silent = chance.choice(flows, unmeasured, replace=False)
    told = np.setdiff1d(np.arange(flows), silent)
    measured = np.concatenate([told, chance.choice(told, told.size // 2)])
    values = chance.lognormal(3, 0.7, measured.size)
    sigma = values * chance.uniform(0.05, 0.4, measured.size)
    return make_system(balances, measured, values, sigma, relative=relative)
