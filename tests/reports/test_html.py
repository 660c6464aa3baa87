import re
from html.parser import HTMLParser

from edulis.reports import build, to_html
from edulis.reports.html import blocks_html, stylesheet
from edulis.reports.markup import VOID
from edulis.reports.tree import Paragraph, Report, Section, Table


class Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)
        for name, _ in attrs:
            assert name != "style"
            assert not name.startswith("on")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(lively: tuple[object, ...]) -> str:
    return to_html(build(*lively, language="vi"))  # type: ignore[arg-type]


def test_elements_close_and_headings_leave_out_no_level(lively: tuple[object, ...]) -> None:
    reader = Balance()
    reader.feed(page(lively))
    assert reader.open == []
    assert reader.headings[0] == 1
    assert reader.headings.count(1) == 1
    steps = zip(reader.headings, reader.headings[1:], strict=False)
    assert all(after - before <= 2 for before, after in steps)  # a figure on the first page bears a third-level title
    assert "script" not in reader.seen


def test_nothing_is_fetched_from_anywhere(lively: tuple[object, ...]) -> None:
    written = page(lively).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//|src=|@import|url\(", written.replace("///", ""))
    assert "http" not in stylesheet()


def test_it_says_its_language_and_escapes_what_people_wrote(lively: tuple[object, ...]) -> None:
    written = page(lively)
    assert written.startswith('<!doctype html>\n<html lang="vi">')
    assert "Làng Bột &lt;thử&gt; #1" in written
    assert "<thử>" not in written


def test_each_figure_has_its_table_behind_it(lively: tuple[object, ...]) -> None:
    written = page(lively)
    assert written.count("<figure>") == written.count("<details>") > 4
    assert all("<table>" in part for part in written.split("<details>")[1:])


def test_a_hostile_title_stays_text() -> None:
    section = Section(key="a", title="</style><script>alert(1)</script>", blocks=(Paragraph(text="<img src=x>"),))
    report = Report(
        title="<b>",
        subtitle="",
        language="en",
        edition="public",
        edition_word="",
        notice="",
        day=None,
        sections=(section,),
    )
    assert "<script" not in to_html(report)
    assert "<img" not in to_html(report)


def test_on_a_page_as_narrow_as_a_phone_wide_tables_carry_the_word_of_each_column() -> None:
    def table(*rows: tuple[str, ...], numeric: frozenset[int] = frozenset()) -> str:
        head = ("Seller", "Buyer", "Amount")[: len(rows[0])]
        return blocks_html((Table(title="", head=head, rows=rows, numeric=numeric),), "en")

    assert 'data-head="Amount"' in table(("we", "they", "5"))
    assert "stacked" in table(("we", "a sentence that is too long to stand beside another"))
    assert "stacked" not in table(("we", "5"), numeric=frozenset({1}))
    assert "stacked" not in table(("we", "they"))
