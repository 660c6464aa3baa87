"""Bad data is a value: what was found, where, and what to do. The codes are stable; programs may rely on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from edulis.schema.language import Language, Text, translate

Severity = Literal["error", "doubt"]

CATALOGUE: dict[str, str] = {
    # a file as a whole
    "file.missing": "There is no such file or folder.",
    "file.kind": "Edulis reads workbooks of Excel or LibreOffice, folders of CSV or Parquet files, and data packages.",
    "file.empty": "The file holds nothing.",
    "file.broken": "The file is damaged or cut off. Save it again and send it whole.",
    "file.encrypted": "The file is locked with a password. Save it without one.",
    "file.hostile": "The file is built in a way that no honest table needs. Save the sheets as new, plain files.",
    "file.large": "The file is larger than Edulis reads at once. Split it by round.",
    "file.letters": "The letters of the file cannot be read for sure. Save it as UTF-8.",
    # a table as a whole
    "table.unknown": "The sheet or file has the name of no record. Use a name from the codebook.",
    "table.twice": "The record comes twice. Put its rows in one sheet or file.",
    "table.several": "Several tables stand in one sheet. Give each its own.",
    "table.ragged": "The row has more or fewer cells than the heading.",
    "table.note": "The row is no row of the table: a total, or a note.",
    "table.hidden": "Rows of the sheet are hidden.",
    "column.missing": "A column that is needed is not there.",
    "column.unknown": "The heading is not a column of this record. Rename it, or remove the column.",
    "table.one_row": "This table has one row only.",
    "column.twice": "Two columns have the same heading.",
    # one value
    "value.missing": "The value is needed.",
    "value.type": "The value is not of the kind that the column holds.",
    "value.doubt": "The value can be read in two ways.",
    "value.unknown": "The word is not on the list.",
    "value.low": "The value is lower than is possible.",
    "value.high": "The value is higher than is possible.",
    "value.unlikely": "The value is possible but far from what is usual. Look at it again.",
    # rows together
    "key.duplicate": "Two rows say who or what they are in the same way.",
    "link.broken": "No row has the code that is referred to.",
    "link.doubt": "The code stands in two tables, so it is not clear which is meant.",
    "pair.same": "Somebody cannot be on both sides.",
    "month.outside": "The month does not lie in the round.",
    "round.dates": "The round ends before it begins.",
    "dates.order": "The end comes before the beginning.",
    "bounds.order": "The lower bound is above the upper one.",
    "unit.other": "The local unit measures something else than what the product is counted in.",
    "unit.implausible": "The price per unit is far from what is usual: was another unit meant?",
    "mass.implausible": "More dry matter comes out of the process than goes in.",
    "mass.lost": "Far more dry matter goes into the process than comes out.",
    "loop.place": "The place lies within itself.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or in doubt, at one place of the input."""

    code: str  # a key of CATALOGUE
    found: str = ""  # what stands there
    mend: Text | None = None  # what to do, where more can be said than the catalogue says
    record: str = ""
    column: str = ""
    row: int | None = None  # as a person counts it in that file or sheet, headings included
    sheet: str = ""
    file: str = ""
    severity: Severity = "error"
    more: int = 0  # how many further rows have the same problem and are not listed

    def __post_init__(self) -> None:
        """Refuse a code that the catalogue does not explain."""
        if self.code not in CATALOGUE:
            raise LookupError(f"no problem is called {self.code!r}")

    def reason(self, language: Language = "en") -> str:
        """What is wrong, in one sentence."""
        return Text(CATALOGUE[self.code]).say(language)

    def advice(self, language: Language = "en") -> str:
        """What to do here, where it can be said more exactly than in the reason."""
        return self.mend.say(language) if self.mend else ""

    def place(self, language: Language = "en") -> str:
        """Where it is: file, sheet, row and column, as far as known."""
        words = [self.file, self.sheet or self._record(language)]
        if self.row is not None:
            words.append(Text("row {row:d}", row=self.row).say(language))
        if self.column:
            words.append(self._column(language))
        return " · ".join(word for word in words if word)

    def _record(self, language: Language) -> str:
        """The record as a sheet is called; a file is named by itself."""
        from edulis.schema.titles import TITLES

        title = TITLES.get(self.record)
        return title.say(language) if title and not self.file.startswith(f"{self.record}.") else ""

    def _column(self, language: Language) -> str:
        """The column's title, in a file without sheets with the name that stands over it; a heading as it is."""
        title = self.title(language)
        if not title:
            return self.column
        return title if self.sheet or not self.file else f"{title} ({self.column})"

    def title(self, language: Language = "en") -> str:
        """The title of the column, where it is one of the record."""
        from edulis.schema import RECORD_BY_NAME, columns

        record = RECORD_BY_NAME.get(self.record)
        found = (one.title for one in columns(record) if one.name == self.column) if record else ()
        return translate(next(iter(found), ""), language)

    def as_dict(self, language: Language = "en") -> dict[str, Any]:
        """The problem as plain values for a program."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "sheet": self.sheet,
            "record": self.record,
            "row": self.row,
            "column": self.column,
            "title": self.title(language),
            "found": self.found,
            "reason": self.reason(language),
            "advice": self.advice(language),
            "more": self.more,
        }
