"""An answer to one question of the methodology: tables with units, findings, and what the cluster lacks for more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.need import Need
from edulis.schema import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What every room of the engine gives back; rooms add their tables as fields.

    `question`, `method` and `source` say what is asked, how it is worked out and after whom. `units` gives the unit of
    each column of any table that has one; `main` is the table that `to_frame` gives. `round` is empty where the
    cluster has no rounds; `lacks` names what would have to be collected for the parts that could not be said.
    """

    question: ClassVar[Text]
    method: ClassVar[Text]
    source: ClassVar[str]
    units: ClassVar[Mapping[str, str]]
    main: ClassVar[str]

    round: str = ""
    findings: tuple[Finding, ...] = ()
    lacks: tuple[Need, ...] = ()

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables of the answer by name, in the order in which they are declared."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in held.items() if isinstance(value, pl.DataFrame)}

    def to_frame(self, table: str | None = None) -> pl.DataFrame:
        """One table of the answer: the main one, or the one that is named. Raises LookupError where there is none."""
        tables = self.tables
        wanted = self.main if table is None else table
        if wanted not in tables:
            raise LookupError(f"there is no table {wanted!r}; there are {', '.join(tables)}")
        return tables[wanted]

    def as_dict(self, language: Language = "en", *, tables: bool = False) -> dict[str, Any]:
        """The answer as plain values for a program, texts in that language; rows of tables only where asked for.

        Tables name enterprises and households: they are for the circle of those who agreed, findings are not.
        """
        told: dict[str, Any] = {
            "question": self.question.say(language),
            "method": self.method.say(language),
            "source": self.source,
            "round": self.round,
            "findings": [finding.as_dict(language) for finding in self.findings],
            "lacks": [need.as_dict(language) for need in self.lacks],
        }
        if tables:
            told["units"] = dict(self.units)
            told["tables"] = {name: frame.to_dicts() for name, frame in self.tables.items()}
        return told
