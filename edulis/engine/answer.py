"""An answer to one question of the methodology: tables with units, findings, and what the cluster lacks for more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import polars as pl

from edulis.engine.finding import Finding
from edulis.engine.need import Need
from edulis.schema import Language, Text

FIGURES: Mapping[str, type[pl.DataType]] = {  # columns of `figures`, in their order
    "code": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "unit": pl.String,
    "n": pl.Int64,
    "missing": pl.Int64,
    "sign": pl.String,
    "source": pl.String,
    "title": pl.String,
    "question": pl.String,
}


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

    def figures(self, language: Language = "en") -> pl.DataFrame:
        """The findings as a table, one row each: figure, bounds, unit, n, missing, sign, source, sentence, question."""
        rows = [finding.as_dict(language) for finding in self.findings]
        return pl.DataFrame(
            [[row[name] for name in FIGURES] for row in rows], schema=FIGURES, orient="row", strict=False
        )

    def told(self, language: Language = "en", *, only: Collection[str] = ()) -> str:
        """The answer to read: what is asked, findings with bounds, n and question, what lacks, and the source.

        `only` these findings, by their codes, in the order of the answer; all unless given.
        """
        parts = [self.question.say(language)]
        for finding in self.findings:
            if only and finding.code not in only:
                continue
            lines = [f"• {finding.title.say(language)}", f"  ? {finding.question.say(language)}"]
            if held := finding.grounds(language):
                lines.insert(1, f"  [{held}]")
            parts.append("\n".join(lines))
        if self.lacks:
            needs = [need.as_dict(language) for need in self.lacks]
            lines = [f"– {need['title']} → {need['purpose']}" for need in needs]
            parts.append("\n".join([Text("What would have to be collected to say more").say(language), *lines]))
        parts.append(f"{Text('Source').say(language)}: {self.source}")
        return "\n\n".join(parts)

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
