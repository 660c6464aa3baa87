"""A report as a neutral tree: what is told, in which order, before anybody decides on paper or screen.

All words in the tree are already in the report's language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from edulis.engine.finding import Sign
from edulis.schema import Language

Edition = Literal["public", "annex"]
Tone = Literal["plain", "lead", "small", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading row; `numeric` names the columns that are set flush right."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    widths: tuple[float, ...] = ()  # relative column widths on paper; empty where the words may decide
    compact: bool = False  # many words in small type


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with the sentence it proves, where it comes from, how many it rests on, and its figures as a table."""

    title: str
    svg: str
    narrow: str = ""  # the same picture for a phone, where the wide one cannot simply be scrolled
    summary: str  # what the picture shows, for those who cannot see it
    source: str
    table: Table
    note: str = ""
    half: bool = False  # drawn for half the width of a page
    titled: bool = True  # its sentence does not stand over the whole chapter already


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A finding: one sentence, how sure it is, what it rests on, and the question it opens."""

    text: str
    code: str = ""  # of the finding
    sure: str = ""  # interval, n, missing
    basis: str = ""  # method and source
    question: str = ""
    sign: Sign | None = None
    sign_word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Findings one below the other; large on the first page."""

    items: tuple[Statement, ...]
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions for the forum; as cards they are set large, to cut out and hang up."""

    items: tuple[str, ...]
    title: str = ""
    cards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A few figures in large type, each with what it counts."""

    items: tuple[tuple[str, str], ...]  # figure, what it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A short list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Blocks beside each other where there is room, each with its share of the width."""

    blocks: tuple[Block, ...]
    shares: tuple[float, ...]


Block = Paragraph | Subheading | Table | Figure | Statements | Questions | Tiles | Points | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the report."""

    key: str
    title: str
    topic: str = ""  # what it is about, where the title is a finding
    blocks: tuple[Block, ...]
    opens_page: bool = True
    titled: bool = True  # the first page bears the report's own title


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report."""

    title: str
    subtitle: str
    language: Language
    edition: Edition
    edition_word: str
    notice: str  # that the figures are made up, where they are
    day: dt.date | None  # of the round, not of the printing
    sections: tuple[Section, ...]
