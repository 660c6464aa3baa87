"""The first sheet of the workbook: on one page, how to fill it in and which sheets are needed for what."""

from __future__ import annotations

from typing import Any

from edulis.exchange.tables.names import FLOWS, HELP_MARK, SKETCH, sheet_names, tab_colour
from edulis.schema import RECORD_BY_NAME, Language, Text, title_of, translate

_INK, _SOFT, _RULE = "#22313A", "#5F717B", "#B8C6CE"
RULES = (
    Text(
        "Fill in only the sheets that you need. A sketch of who trades with whom needs five of them, without amounts."
    ),
    Text("Under a dark heading with a star every row needs a cell; under a light one a cell may stay empty."),
    Text("An empty cell means: not known. Write 0 only where there was none."),
    Text(
        "Give each household, enterprise and product a short code of your own, such as E01. Other sheets refer to it."
    ),
    Text("Where a small arrow appears, choose from the list."),
    Text("Write months as 2002-09 and days as 2002-09-14."),
    Text("If seller and buyer both tell of a delivery, write both, each in a row of its own. They may well differ."),
    Text("Keep the names of sheets and the headings. Sheets and columns that stay empty may be removed."),
    Text("Then let Edulis look at it: edulis check FILE, or python3 run.py check FILE"),
)


def write_help(book: Any, sheet: Any, language: Language) -> None:
    """Fill the help sheet; its first cell is the mark by which reading knows it."""
    base = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "vcenter", "text_wrap": True}
    plain = book.add_format(base)
    soft = book.add_format({**base, "font_color": _SOFT, "text_wrap": False})
    title = book.add_format({**base, "font_size": 20, "bold": True, "text_wrap": False})
    number = book.add_format({**base, "font_color": _SOFT, "align": "right"})
    head = book.add_format({**base, "bold": True, "bottom": 1, "bottom_color": _RULE, "valign": "bottom"})
    middle = book.add_format({**base, "align": "center"})
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 26)
    sheet.set_column(2, 2, 78)
    sheet.set_column(3, 4, 12)
    sheet.write_string(0, 0, HELP_MARK, soft)
    sheet.set_row(1, 30)
    sheet.write_string(1, 0, Text("How to fill this in").say(language), title)
    for row, rule in enumerate(RULES, 3):
        sheet.set_row(row, 20)
        sheet.write_string(row, 0, str(row - 2), number)
        sheet.write_string(row, 1, rule.say(language), soft if row == 2 + len(RULES) else _unwrapped(book, base))
    top = 4 + len(RULES)
    for place, word in enumerate((Text("Sheet"), Text("One row is"), Text("For a sketch"), Text("For flows")), 1):
        sheet.write_string(top, place, word.say(language), head)
    names = sheet_names(language)
    for row, (record, kind) in enumerate(RECORD_BY_NAME.items(), top + 1):
        sheet.set_row(row, 18)
        sheet.write_blank(row, 0, None, book.add_format({"bg_color": tab_colour(record)}))
        link = book.add_format({**base, "bold": record in SKETCH, "underline": 1})
        sheet.write_url(row, 1, f"internal:'{names[record]}'!A1", link, names[record])
        sheet.write_string(row, 2, translate(title_of(kind), language), plain)
        sheet.write_string(row, 3, "●" if record in SKETCH else "", middle)
        sheet.write_string(row, 4, "●" if record in FLOWS else "", middle)


def _unwrapped(book: Any, base: dict[str, Any]) -> Any:
    return book.add_format({**base, "text_wrap": False})
