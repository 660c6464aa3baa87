"""What looking for agreement gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.engine.vision.stability import NOT_TRIED, Stability
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Vision(Answer):
    """Where people agree, across declared roles and across groups of opinion.

    `statements`, one row each: statement, out, votes, agree, disagree, passed, p_agree, z_agree, p_disagree,
    z_disagree, x, y, extremity, priority, across_groups, across_groups_against, across_roles, across_roles_against.
    `consensus`: direction, rank, statement: what nearly everybody answers so.
    `roles` and `groups`, one row for each role or group and statement: people, agree, disagree, passed, votes, p and z
    of both directions, r and rz of both; all empty where the cell is `hidden`. `typical`: group, rank, statement,
    direction, best. `people`: person, role, votes, looked_at, x, y, group: for whoever works it out again, not to be
    shown. `tried`: groups, silhouette. `groups` and `typical` are empty where there are no stable groups.
    """

    question: ClassVar[Text] = Text("Where do we agree, across roles and across groups of opinion?")
    method: ClassVar[Text] = Text(
        "Votes as a matrix, its two main directions, people near one another as groups; groups are told only if "
        "drawing the people again finds the same ones. Consensus is the mean chance to agree over groups, and "
        "the same over declared roles."
    )
    source: ClassVar[str] = "Small et al. 2021; Hennig 2007; Hubert & Arabie 1985; Tibshirani et al. 2001"
    units: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "votes": "people",
            "agree": "people",
            "disagree": "people",
            "passed": "people",
            "people": "people",
            "p_agree": "share",
            "p_disagree": "share",
            "across_groups": "share",
            "across_groups_against": "share",
            "across_roles": "share",
            "across_roles_against": "share",
        }
    )
    main: ClassVar[str] = "statements"

    statements: pl.DataFrame = field(default_factory=pl.DataFrame)
    consensus: pl.DataFrame = field(default_factory=pl.DataFrame)
    roles: pl.DataFrame = field(default_factory=pl.DataFrame)
    groups: pl.DataFrame = field(default_factory=pl.DataFrame)
    typical: pl.DataFrame = field(default_factory=pl.DataFrame)
    people: pl.DataFrame = field(default_factory=pl.DataFrame)
    tried: pl.DataFrame = field(default_factory=pl.DataFrame)
    stability: Stability = NOT_TRIED
    explained: tuple[float, float] = (0.0, 0.0)

    @property
    def stable(self) -> bool:
        """Whether there are groups of opinion to speak of."""
        return self.stability.stable
