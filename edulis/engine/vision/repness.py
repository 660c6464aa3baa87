"""What is typical of a group: statements that it answers otherwise than the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from edulis.engine.vision.counting import SURE, Counts, probability, sure_of_half, sure_of_more
from edulis.engine.vision.votes import Floats

AT_MOST = 5  # statements told of a group
Direction = Literal["agree", "disagree"]


@dataclass(frozen=True, slots=True)
class Repness:
    """For each group and statement, all G × m: how probable, how much more than in the rest, and how sure of both.

    p = (n + 1) / (S + 2), its test, R = p / p of the rest, and its test; for agreeing and for disagreeing.
    """

    p_agree: Floats
    z_agree: Floats
    r_agree: Floats
    rz_agree: Floats
    p_disagree: Floats
    z_disagree: Floats
    r_disagree: Floats
    rz_disagree: Floats

    def of(self, direction: Direction) -> tuple[Floats, Floats, Floats, Floats]:
        """p, its z, R and its z in one direction."""
        if direction == "agree":
            return self.p_agree, self.z_agree, self.r_agree, self.rz_agree
        return self.p_disagree, self.z_disagree, self.r_disagree, self.rz_disagree


def repness(counts: Counts) -> Repness:
    """Representativeness of each statement for each group. Source: Small et al. (2021), as the Polis server has it."""
    rest = counts.rest()
    parts: list[Floats] = []
    for part, part_rest in ((counts.agree, rest.agree), (counts.disagree, rest.disagree)):
        p = probability(part, counts.votes)
        parts += [
            p,
            sure_of_half(part, counts.votes),
            p / probability(part_rest, rest.votes),
            sure_of_more(part, counts.votes, part_rest, rest.votes),
        ]
    return Repness(*parts)


@dataclass(frozen=True, slots=True)
class Typical:
    """A statement told of a group, by its place; `best` marks what the group agrees on best of all."""

    statement: int
    direction: Direction
    best: bool


def typical(counts: Counts, held: Repness, group: int, *, at_most: int = AT_MOST) -> tuple[Typical, ...]:
    """The statements to tell of a group, those it agrees with first.

    Kept where p and R are both sure (z > 1.2816) in one direction, told in the direction whose R is surer, ranked by
    R · z_R · p · z_p, at most five; the one it agrees on best is among them; at least one where anything was voted.
    Ties go to the statement that stands first. Source: Small et al. (2021). The server looks through the statements
    for the best agreed one and what it finds hangs on their order; here it is the best of all: docs/vision.md.
    """
    p_a, z_a, r_a, rz_a = (part[group] for part in held.of("agree"))
    p_d, z_d, r_d, rz_d = (part[group] for part in held.of("disagree"))
    voted = (counts.agree[group] > 0) | (counts.disagree[group] > 0)
    if not voted.any():
        return ()
    agrees = rz_a > rz_d
    weight = np.where(agrees, r_a * rz_a * p_a * z_a, r_d * rz_d * p_d * z_d)
    kept = ((rz_a > SURE) & (z_a > SURE)) | ((rz_d > SURE) & (z_d > SURE))
    best = _best_agreed(voted, p_a, z_a, r_a, rz_a)
    ranked = [int(j) for j in np.lexsort((np.arange(len(weight)), -weight)) if kept[j]]
    if best is not None:
        head = [best]
    elif ranked:
        head = ranked[:1]
    else:
        head = [int(np.argmax(np.where(voted, np.maximum(rz_a, rz_d), -np.inf)))]
    chosen = [*head, *(j for j in ranked if j not in head)][:at_most]
    told = [Typical(j, "agree" if agrees[j] or j == best else "disagree", j == best) for j in chosen]
    return tuple(sorted(told, key=lambda one: one.direction == "disagree"))


def _best_agreed(voted: np.ndarray, p: Floats, z: Floats, r: Floats, rz: Floats) -> int | None:
    """What a group agrees on best: among what it clearly agrees on more than others, else among what it agrees on."""
    may = voted & ((z > SURE) | ((r > 1) & (p > 0.5)))
    more = may & (r > 1)
    if more.any():
        return int(np.argmax(np.where(more, r * rz * p * z, -np.inf)))
    if may.any():
        return int(np.argmax(np.where(may, p * z, -np.inf)))
    return None
