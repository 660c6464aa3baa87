"""The tree as one HTML file that needs nothing else: no script, no font, no request."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from edulis.reports import tree
from edulis.reports.markup import Markup, element, join
from edulis.schema import Language, translate

SIDE_BY_SIDE, LONG = 2, 24  # columns that stand beside each other on any phone, unless the last has so long words
SIGNS = {"helps": "▲", "hinders": "▼", "mixed": "◆", "unknown": "?"}


@cache
def stylesheet() -> str:
    """The style sheet that stands in each report."""
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def to_html(report: tree.Report) -> str:
    """The report as a page of HTML."""
    writer = _Writer(report.language)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{report.title} · {report.edition_word}"),
        element("style", Markup(stylesheet())),
    )
    top = element(
        "header",
        element("p", report.edition_word, class_="edition"),
        element("h1", report.title),
        element("p", report.subtitle, class_="subtitle"),
        element("p", report.notice, class_="notice") if report.notice else "",
    )
    parts = [section for section in report.sections if section.titled]
    links = [element("a", section.topic or section.title, href=f"#{section.key}") for section in parts]
    contents = element(
        "nav",
        element("h2", translate("In this report", report.language)),
        element("ol", [element("li", link) for link in links]),
    )
    sections = [writer.section(section) for section in report.sections]
    body = element("body", element("main", top, sections[:1], contents if len(parts) > 1 else "", sections[1:]))
    return f"<!doctype html>\n{element('html', head, body, lang=report.language)}\n"


def blocks_html(blocks: Sequence[tree.Block], language: Language) -> str:
    """Blocks alone, for a page that has its own head and style and may be as narrow as a phone.

    Cells of tables that are too wide for one carry the word of their column, so that a row can be read from above down.
    """
    writer = _Writer(language, narrow=True)
    return join(*(writer.block(block) for block in blocks))


class _Writer:
    def __init__(self, language: Language, *, narrow: bool = False) -> None:
        self.language, self.narrow = language, narrow

    def section(self, section: tree.Section) -> Markup:
        title = element("h2", section.title) if section.titled else ""
        topic = element("p", section.topic, class_="topic") if section.topic else ""
        return element("section", topic, title, map(self.block, section.blocks), id=section.key)

    def block(self, block: tree.Block) -> Markup:
        writer = getattr(self, type(block).__name__.lower())
        written: Markup = writer(block)
        return written

    def paragraph(self, block: tree.Paragraph) -> Markup:
        return element("p", block.text, class_=None if block.tone == "plain" else block.tone)

    def subheading(self, block: tree.Subheading) -> Markup:
        return element("h3", block.text)

    def points(self, block: tree.Points) -> Markup:
        return element("ul", [element("li", item) for item in block.items])

    def tiles(self, block: tree.Tiles) -> Markup:
        tiles = [element("div", element("dt", label), element("dd", figure)) for figure, label in block.items]
        return element("dl", tiles, class_="tiles")

    def grid(self, block: tree.Grid) -> Markup:
        return element(
            "div",
            [element("div", self.block(child)) for child in block.blocks],
            class_="grid even" if len(set(block.shares)) == 1 else "grid",
        )

    def figure(self, block: tree.Figure) -> Markup:
        kind = "picture half" if block.half else "picture wide"
        pictures = [element("div", Markup(block.svg), class_=kind)]
        if block.narrow:
            pictures.append(element("div", Markup(block.narrow), class_="picture narrow"))
        elif not block.half:
            pictures = [
                element("div", Markup(block.svg), class_="picture scroll", tabindex="0", role="group",
                        aria_label=block.title)
            ]  # fmt: skip
            if self.narrow:
                hint = translate("Push the picture aside to see all of it.", self.language)
                pictures.append(element("p", hint, class_="hint"))
        behind = element(
            "details",
            element("summary", translate("The figures behind this picture", self.language)),
            self.table(block.table),
        )
        caption = element(
            "figcaption",
            element("h3", block.title, class_=None if block.titled else "unseen"),
            element("p", block.summary, class_="summary") if block.summary else "",
        )
        foot = [element("p", block.note, class_="small")] if block.note else []
        return element("figure", caption, pictures, foot, element("p", block.source, class_="source"), behind)

    def table(self, block: tree.Table) -> Markup:
        last = len(block.head) - 1
        long = last not in block.numeric and any(len(row[last]) > LONG for row in block.rows if len(row) > last)
        stacked = self.narrow and (len(block.head) > SIDE_BY_SIDE or long)

        def cells(row: tuple[str, ...], name: str) -> list[Markup]:
            return [
                element(
                    "th" if name == "th" or at == 0 else "td",
                    cell,
                    class_="number" if at in block.numeric else None,
                    scope="col" if name == "th" else ("row" if at == 0 else None),
                    data_head=block.head[at] if stacked and name == "td" and at else None,
                )
                for at, cell in enumerate(row)
            ]

        whole = element(
            "table",
            element("caption", block.title) if block.title else "",
            element("thead", element("tr", cells(block.head, "th"))),
            element("tbody", [element("tr", cells(row, "td")) for row in block.rows]),
            class_="stacked" if stacked else "compact" if block.compact else None,
        )
        note = element("p", block.note, class_="small") if block.note else ""
        wrapped = element(
            "div", whole, class_="table", tabindex="0", role="group",
            aria_label=block.title or translate("Table", self.language),
        )  # fmt: skip
        return join(wrapped, note)

    def statements(self, block: tree.Statements) -> Markup:
        def one(item: tree.Statement) -> Markup:
            mark = ""
            if item.sign:
                mark = element(
                    "span",
                    element("span", SIGNS[item.sign], aria_hidden="true"),
                    f" {item.sign_word}",
                    class_=f"sign {item.sign}",
                )
            return element(
                "li",
                mark,
                element("p", item.text, class_="says"),
                element("p", item.sure, class_="sure") if item.sure else "",
                element("p", item.question, class_="asks") if item.question else "",
                element("p", item.basis, class_="source") if item.basis else "",
            )

        return element(
            "ol" if block.large else "ul",
            map(one, block.items),
            class_="statements large" if block.large else "statements",
        )

    def questions(self, block: tree.Questions) -> Markup:
        title = element("h3", block.title) if block.title else ""
        items = element("ul", [element("li", item) for item in block.items])
        return element("div", title, items, class_="questions cards" if block.cards else "questions")
