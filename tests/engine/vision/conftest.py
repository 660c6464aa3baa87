"""A table of votes typed by hand, the same with groups, and made-up villages with and without groups."""

from collections.abc import Callable

import numpy as np
import pytest

from edulis.engine.vision import Votes

# Twelve people by eight statements; the first five are one group, the others the second. 2 is unseen.
HAND = """
 1  1 -1  0  1  2  1 -1
 1  1 -1  1  1  1  2 -1
 1  0 -1  1  1 -1  1  2
 1  1  2  1  1  1  1 -1
 1  1 -1 -1  1  2  1  0
-1 -1  1  1  1  1 -1  2
-1 -1  1  0  1 -1  2 -1
-1  1  1  2  1  1 -1 -1
 0 -1  1  1  2  1 -1 -1
-1 -1  1  1  1  2 -1  1
-1  2  0  1  1  1 -1 -1
 1 -1  1 -1  0  2 -1 -1
"""


@pytest.fixture
def hand() -> Votes:
    matrix = np.array([[int(word) for word in line.split()] for line in HAND.strip().splitlines()])
    return Votes.of([f"p{i:02}" for i in range(12)], [f"s{j}" for j in range(8)], matrix)


@pytest.fixture
def hand_groups() -> np.ndarray:
    return np.array([0] * 5 + [1] * 7)


@pytest.fixture(scope="session")
def village() -> Callable[..., tuple[Votes, np.ndarray]]:
    """People of so many camps, who agree by their camp's mind and a little by chance; and who is of which camp."""

    def made(
        people: int, statements: int, camps: int, *, seen: float = 0.9, strength: float = 0.9, seed: int = 0
    ) -> tuple[Votes, np.ndarray]:
        random = np.random.default_rng(seed)
        camp = np.arange(people) % camps
        lean = random.choice([-strength, strength], (camps, statements)) if camps > 1 else np.zeros((1, statements))
        chance = np.clip(0.5 + lean[camp] / 2, 0.03, 0.97)
        matrix = np.where(random.random((people, statements)) < chance, 1, -1)
        matrix[random.random(matrix.shape) < 0.1] = 0
        matrix[random.random(matrix.shape) > seen] = 2
        named = [f"p{i:04}" for i in range(people)]
        return Votes.of(named, [f"s{j:03}" for j in range(statements)], matrix), camp

    return made
