"""Agreement side by side on the same votes: ours, and red-dwarf where it is there (scikit-learn's k-means under it).

`python bench/vision.py` (2,000 people × 200 statements, 100 draws); `--people 100000 --statements 1000 --draws 0` for
the large one. The peer has no stability of groups and no roles: side by side stands one analysis without draws, votes
as a list in both. It needs `pip install red-dwarf` (MPL-2.0, a few hundred MB with what it draws in); it stays out of
our locks. Memory is the peak of the whole process, so run the peer apart with `--peer`.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import time
from collections.abc import Callable

import numpy as np
import polars as pl

from edulis.engine.vision import Votes, read_vision, votes_of


def made(people: int, statements: int, seen: float) -> np.ndarray:
    """Votes of three camps, in blocks so that the largest table fits."""
    random = np.random.default_rng(0)
    lean = random.uniform(-0.6, 0.6, (3, statements))
    matrix = np.full((people, statements), 2, dtype=np.int8)
    for start in range(0, people, 2_000):
        part = matrix[start : start + 2_000]
        chance = np.clip(0.5 + lean[np.arange(start, start + len(part)) % 3] / 2, 0.03, 0.97)
        votes = np.where(random.random(part.shape) < chance, 1, -1)
        votes[random.random(part.shape) < 0.1] = 0
        part[:] = np.where(random.random(part.shape) < seen, votes, 2)
    return matrix


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """The least CPU time and the least wall time of a few runs, in seconds."""
    cpu, wall = [], []
    for _ in range(times):
        begin, clock = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - begin)
        wall.append(time.perf_counter() - clock)
    return min(cpu), min(wall)


def told(name: str, seconds: tuple[float, float], ours: float) -> None:
    ratio = f"{seconds[0] / ours:8.1f} ×" if ours else ""
    print(f"  {name:<34}{seconds[0]:9.2f} CPU s {seconds[1]:9.2f} s {ratio}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=2_000)
    parser.add_argument("--statements", type=int, default=200)
    parser.add_argument("--seen", type=float, default=0.5, help="share of votes that were cast")
    parser.add_argument("--draws", type=int, default=100)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--peer", action="store_true", help="red-dwarf too, from a list of votes")
    chosen = parser.parse_args()
    matrix = made(chosen.people, chosen.statements, chosen.seen)
    people = [f"p{i:06}" for i in range(chosen.people)]
    statements = [f"s{j:04}" for j in range(chosen.statements)]
    votes = Votes.of(people, statements, matrix)
    roles = {person: ("maker", "trader", "buyer", "grower")[i % 4] for i, person in enumerate(people)}
    print(f"{chosen.people:,} people × {chosen.statements:,} statements, {chosen.seen:.0%} of votes cast")
    read_vision(votes.chosen(np.arange(min(200, chosen.people))), draws=1)  # compiling, once
    whole = timed(lambda: read_vision(votes, roles, draws=chosen.draws), chosen.times)
    told(f"edulis, roles, {chosen.draws} draws", whole, 0)
    if chosen.peer:
        i, j = np.nonzero(matrix != 2)
        rows = pl.DataFrame(
            {
                "person": np.array(people)[i],
                "statement": np.array(statements)[j],
                "vote": np.array(["disagree", "pass", "agree"])[matrix[i, j] + 1],
            }
        )
        ours = timed(lambda: read_vision(votes_of(rows), draws=0), chosen.times)
        told("edulis, from a list, no draws", ours, ours[0])
        if importlib.util.find_spec("reddwarf"):
            from reddwarf.implementations.base import run_pipeline

            listed = [
                {"participant_id": int(a), "statement_id": int(b), "vote": int(matrix[a, b]), "modified": 0}
                for a, b in zip(i, j, strict=True)
            ]
            told("red-dwarf, from a list", timed(lambda: run_pipeline(votes=listed, random_state=0), 1), ours[0])
        else:
            print("  red-dwarf is not installed")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
