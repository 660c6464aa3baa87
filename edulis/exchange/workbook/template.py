"""The workbook to fill in: a help sheet, then a sheet for each record with drop-downs, units and questions."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

from edulis.exchange.tables.names import HELP_MARK, WORDS_SHEET, sheet_names, tab_colour
from edulis.exchange.workbook.helpsheet import write_help
from edulis.schema import RECORD_BY_NAME, Column, Language, Text, columns, keys, title_of, translate

INK, DARK, LIGHT, RULE = "#22313A", "#35566B", "#DDE7EC", "#B8C6CE"
# texts that stand in XML as they are: no sign of markup, no control sign, no _x001F_, no blank at an end
_SIMPLE = re.compile(
    r"[^\x00-\x20&<>_\ufffe\uffff](?:[^\x00-\x1f&<>_\ufffe\uffff]*[^\x00-\x20&<>_\ufffe\uffff])?"
).fullmatch
ROWS = 1_048_576  # of a sheet of Excel, headings included
_FORMATS = {"count": "0", "month": "yyyy-mm", "day": "yyyy-mm-dd", "number": "General"}
_WIDTHS = {"code": 16, "text": 28, "one_of": 24, "yes_no": 12, "link": 16, "place": 16, "month": 12, "day": 12}
_HOW = {
    "month": Text("Write it as 2002-09."),
    "day": Text("Write it as 2002-09-14."),
    "yes_no": Text("Leave it empty if it is not known."),
}
_TECHNICAL = 1e6  # bounds from here on only keep out what cannot be, and tell nobody anything
_YES, _NO = Text("Yes"), Text("No")


def template(language: Language = "en") -> bytes:
    """The empty workbook, with titles, questions and drop-downs in that language."""
    memory = io.BytesIO()
    book = Book(memory, language, {"in_memory": True})
    for record in RECORD_BY_NAME:
        book.add(record)
    book.close()
    return memory.getvalue()


def heading(column: Column, language: Language, currency: str = "") -> str:
    """The title with its unit, as it stands over a column; an amount with its money, where that is given."""
    title = translate(column.title, language)
    if column.kind == "money" and currency:
        return f"{title} ({currency})"
    return f"{title} ({translate(column.unit, language)})" if column.unit else title


def words(column: Column, language: Language) -> dict[str, str]:
    """What is written for each code of a choice: its title, or the code itself where two titles are the same."""
    said = {code: translate(title, language) for code, title in column.choices}
    return {code: title if list(said.values()).count(title) == 1 else code for code, title in said.items()}


def yes_no(language: Language) -> tuple[str, str]:
    """The words for yes and no."""
    return _YES.say(language), _NO.say(language)


def _plain(bound: float) -> float | str:
    """A bound as it is said: a year has no mark for thousands."""
    return f"{bound:.0f}" if 1800 <= bound <= 2200 else bound


class PlainSheet(Worksheet):  # type: ignore[misc]
    """Numbers with all 17 digits, as Excel writes them: XlsxWriter keeps 16, and one in two needs one more.

    Cells that only have the format of their column, as all cells of a table do, are written by the short way.
    """

    def __init__(self) -> None:
        """A sheet as XlsxWriter makes it."""
        super().__init__()
        self._days: dict[date, float] = {}
        self._columns: dict[int, tuple[str, str]] = {}

    def put_text(self, row: int, column: int, text: str) -> int:
        """Write a text; not 0 where it does not fit a cell."""
        return int(self._write_string(row, column, text))

    def put_number(self, row: int, column: int, number: float) -> None:
        """Write a number."""
        self._write_number(row, column, number)

    def put_day(self, row: int, column: int, day: date) -> None:
        """Write a day as the number by which Excel counts it."""
        if day not in self._days:
            self._days[day] = float(self._convert_date_time(day))
        self._write_number(row, column, self._days[day])

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.format is not None or row in self.row_info or not self.constant_memory:
            super()._write_cell(row, col, cell)
        elif type(cell) is CellNumberTuple:
            name, style = self._marks(col)
            self.fh.write(f"<c{name}{row + 1}{style}><v>{cell.number!r}</v></c>")
        elif type(cell) is CellStringTuple and _SIMPLE(cell.string):
            name, style = self._marks(col)
            self.fh.write(f'<c{name}{row + 1}{style} t="inlineStr"><is><t>{cell.string}</t></is></c>')
        else:
            super()._write_cell(row, col, cell)

    def _marks(self, column: int) -> tuple[str, str]:
        """What stands before and after the number of the row in each cell of a column."""
        if column not in self._columns:
            look = self.col_info[column].column_format if column in self.col_info else None
            style = f'" s="{look._get_xf_index()}"' if look is not None else '"'
            self._columns[column] = (f' r="{xl_col_to_name(column)}', style)
        return self._columns[column]

    def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
        marks = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
        self.fh.write(f"<c{marks}><v>{number!r}</v></c>")


@dataclass
class Book:
    """A workbook of Edulis that is being written."""

    target: Any  # a path or an open file
    language: Language
    options: dict[str, Any]
    currency: str = ""  # where digits follow its point: then amounts stand in it, not in its minor unit
    digits: int | None = None  # after the point of an amount, where the money is known

    def __post_init__(self) -> None:
        """Begin with the help sheet; the sheet of words comes last and stays hidden."""
        self.book = xlsxwriter.Workbook(self.target, self.options)
        self.book.set_properties({"title": "Edulis", "created": datetime(2000, 1, 1)})  # the same input, the same file
        self.book.set_calc_mode("auto")
        self.names = sheet_names(self.language)
        self.lists: dict[tuple[str, ...], str] = {}
        title = Text("How to fill this in").say(self.language)
        self.help = self.book.add_worksheet(title[:31] or HELP_MARK, PlainSheet)

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "vcenter"}

    @cached_property
    def formats(self) -> dict[str, Any]:
        """A cell format for each kind of column; texts are marked as text, so that typed zeros in front stay."""
        # while the money is not known, an amount is shown with all the digits that were typed
        point = "." + "0" * self.digits if self.digits else ""
        looks = _FORMATS | {"money": "General" if self.digits is None else f"#,##0{point}"}
        return {
            kind: self.book.add_format({**self._plain, "num_format": looks.get(kind, "@")})
            for kind in {*_WIDTHS, *looks}
        }

    @cached_property
    def _headings(self) -> dict[bool, Any]:
        look = {**self._plain, "text_wrap": True, "border": 1, "border_color": RULE, "num_format": "@"}
        return {
            True: self.book.add_format({**look, "bold": True, "bg_color": DARK, "font_color": "#FFFFFF"}),
            False: self.book.add_format({**look, "bg_color": LIGHT}),
        }

    def add(self, record: str) -> Any:
        """The sheet of a record, with everything but its rows."""
        sheet = self.book.add_worksheet(self.names[record], PlainSheet)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 48)
        sheet.set_tab_color(tab_colour(record))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header("&L" + translate(title_of(RECORD_BY_NAME[record]), self.language).replace("&", "&&"))
        for place, column in enumerate(columns(RECORD_BY_NAME[record])):
            title = heading(column, self.language, self.currency) + (" *" if column.required else "")
            width = max(_WIDTHS.get(column.kind, 14), min(24, 2 + len(title) // 2))
            sheet.set_column(place, place, width, self.formats[column.kind])
            sheet.write_string(0, place, title, self._headings[column.required])
            sheet.data_validation(1, place, ROWS - 1, place, self._rule(column))
        return sheet

    def _rule(self, column: Column) -> dict[str, Any]:
        """What Excel shows and accepts in a column."""
        how = _HOW.get(column.kind)
        said = (translate(column.ask, self.language), how.say(self.language) if how else "")
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": heading(column, self.language)[:32],
            "input_message": "\n".join(part for part in said if part)[:255],
        }
        if column.choices:
            rule |= {"validate": "list", "source": self._list(tuple(words(column, self.language).values()))}
        elif column.kind == "yes_no":
            rule |= {"validate": "list", "source": self._list(yes_no(self.language))}
        elif len(column.to) == 1:
            rule |= {"validate": "list", "source": self._codes(column.to[0]), "show_error": False}
        elif column.kind in ("count", "money", "number"):
            rule |= self._bounds(column)
        if rule["validate"] == "list":
            rule["error_message"] = Text("Choose a word of the list, or leave the cell empty.").say(self.language)[:255]
        return rule

    def _bounds(self, column: Column) -> dict[str, Any]:
        plain = (column.low, column.high) if (column.high or 0) < _TECHNICAL else (None, None)
        low = -1e15 if column.low is None else column.low
        high = 1e15 if column.high is None else column.high
        return {
            "validate": "integer" if column.kind == "count" else "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_type": "warning",
            "error_message": Text("A number from {low} to {high} is expected.", low=_plain(low), high=_plain(high)).say(
                self.language
            )
            if None not in plain
            else Text("A number is expected that is not too low or too high.").say(self.language),
        }

    def _codes(self, record: str) -> str:
        """The codes that stand in the sheet of another record."""
        place = [column.name for column in columns(RECORD_BY_NAME[record])].index(keys(RECORD_BY_NAME[record])[0])
        letter = chr(ord("A") + place)
        return f"='{self.names[record]}'!${letter}$2:${letter}$20000"

    def _list(self, choices: tuple[str, ...]) -> str:
        """Where the sheet of words holds this list: a list written into the rule itself ends at 255 characters."""
        if choices not in self.lists:
            letter = f"{chr(ord('A') + len(self.lists) // 26 - 1) if len(self.lists) > 25 else ''}"
            letter += chr(ord("A") + len(self.lists) % 26)
            self.lists[choices] = f"='{WORDS_SHEET}'!${letter}$1:${letter}${len(choices)}"
        return self.lists[choices]

    def close(self) -> None:
        """Write the help and the words, and the file."""
        hidden = self.book.add_worksheet(WORDS_SHEET, PlainSheet)
        longest = max(map(len, self.lists), default=0)
        for row in range(longest):  # row by row, as a workbook that is written piece by piece asks
            for place, choices in enumerate(self.lists):
                if row < len(choices):
                    hidden.write_string(row, place, choices[row])
        hidden.very_hidden()
        write_help(self.book, self.help, self.language)
        self.help.activate()
        self.book.close()
