"""Vision: where people agree, across declared roles and across groups of opinion, and where there are no groups."""

from __future__ import annotations

from edulis.engine.vision.consensus import across, consensus_list
from edulis.engine.vision.counting import Counts, count
from edulis.engine.vision.grouping import Grouping, group
from edulis.engine.vision.plane import Plane, plane_of, positions
from edulis.engine.vision.priority import next_statement, priority
from edulis.engine.vision.reading import read_vision
from edulis.engine.vision.repness import Repness, Typical, repness, typical
from edulis.engine.vision.result import Vision
from edulis.engine.vision.stability import Stability, adjusted_rand, stability
from edulis.engine.vision.votes import Votes, votes_of

__all__ = [
    "Counts",
    "Grouping",
    "Plane",
    "Repness",
    "Stability",
    "Typical",
    "Vision",
    "Votes",
    "across",
    "adjusted_rand",
    "consensus_list",
    "count",
    "group",
    "next_statement",
    "plane_of",
    "positions",
    "priority",
    "read_vision",
    "repness",
    "stability",
    "typical",
    "votes_of",
]
