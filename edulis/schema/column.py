"""The kinds of column a record may have, each said once and read by all.

A column is an ordinary dataclass field whose metadata holds one `Column`. Titles and questions are English
message ids; their Vietnamese stands in the one catalogue (`language.py`).
"""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from functools import cache
from typing import Any, Literal, get_args

Kind = Literal["code", "text", "one_of", "yes_no", "count", "number", "money", "month", "day", "link", "place"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_MONEY, MUCH_MONEY = 1e15, 1e12  # thousands of the highest amounts can be summed in 64 bits
MOST_QUANTITY, MUCH_QUANTITY = 1e12, 1e9  # base units
MOST_PER_UNIT, MUCH_PER_UNIT = 1e6, 1e4  # for one unit of a product
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What is known about one column of a record."""

    name: str  # filled in by `columns`
    kind: Kind
    title: str
    ask: str = ""  # the question as a facilitator says it
    unit: str = ""  # e.g. kg; empty for pure numbers and words
    key: bool = False
    required: bool = False
    low: float | None = None  # outside low..high a value is impossible
    high: float | None = None
    likely: float | None = None  # above this a value is possible but worth a second look
    choices: Choices = ()
    to: tuple[str, ...] = ()  # for a link: the records it may point at
    personal: bool = False  # leaves through `exchange` only when asked for by name

    @property
    def heading(self) -> str:
        """The title with its unit, as it stands over a column."""
        return f"{self.title} ({self.unit})" if self.unit else self.title


def _column(kind: Kind, title: str, **rest: Any) -> Any:
    needed = rest.pop("required", rest.get("key", False))  # part of a key may be left empty where that says so
    spec = Column("", kind, title, required=needed, **rest)
    return field(default=MISSING if needed else None, kw_only=True, metadata={"column": spec})


def code(title: str, **rest: Any) -> Any:
    """A short name without spaces by which other rows refer to this one."""
    if rest.get("key"):
        rest.setdefault("ask", "Give it a short name of your own, without spaces; other tables call it by that.")
    return _column("code", title, **rest)


def text(title: str, **rest: Any) -> Any:
    """Words in any language."""
    return _column("text", title, **rest)


def one_of(choices: Choices, title: str, **rest: Any) -> Any:
    """One word of a fixed list."""
    return _column("one_of", title, choices=choices, **rest)


def yes_no(title: str, **rest: Any) -> Any:
    """Yes, no, or not known (empty)."""
    return _column("yes_no", title, **rest)


def count(title: str, **rest: Any) -> Any:
    """How many: a whole number from zero."""
    return _column("count", title, **{"low": 0, **rest})


def ratio(title: str, unit: str = "", **rest: Any) -> Any:
    """What goes in, comes out or is spent for one unit of a product."""
    return number(title, unit, **{"low": 0, "high": MOST_PER_UNIT, "likely": MUCH_PER_UNIT, **rest})


def quantity(title: str, unit: str = "base units", **rest: Any) -> Any:
    """How much of a product there is, moves or can be made."""
    return number(title, unit, **{"low": 0, "high": MOST_QUANTITY, "likely": MUCH_QUANTITY, **rest})


def number(title: str, unit: str = "", **rest: Any) -> Any:
    """A measured or estimated number with its unit."""
    return _column("number", title, unit=unit, **rest)


def money(title: str, **rest: Any) -> Any:
    """An amount in whole minor units of the cluster's currency (the đồng has none)."""
    return _column("money", title, **{"low": -MOST_MONEY, "high": MOST_MONEY, "likely": MUCH_MONEY, **rest})


def month(title: str, **rest: Any) -> Any:
    """A month, held as its first day."""
    return _column("month", title, **rest)


def day(title: str, **rest: Any) -> Any:
    """A calendar day."""
    return _column("day", title, **rest)


def link(to: str, title: str, **rest: Any) -> Any:
    """The code of a row of another record; `a|b` allows either."""
    return _column("link", title, to=tuple(to.split("|")), **rest)


def place(title: str, **rest: Any) -> Any:
    """The code of a place."""
    return _column("place", title, to=("place",), **rest)


def record_name(record: type) -> str:
    """The name of a record in files: `EnterpriseRound` is `enterprise_round`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


@cache
def columns(record: type) -> tuple[Column, ...]:
    """The columns of a record, in the order they were written."""

    def named(one: Field[Any]) -> Column:
        column: Column = one.metadata["column"]
        return replace(column, name=one.name)

    return tuple(named(one) for one in fields(record))


@cache
def keys(record: type) -> tuple[str, ...]:
    """The names of the columns that tell one row from another."""
    return tuple(column.name for column in columns(record) if column.key)


def title_of(record: type) -> str:
    """The record's title: the first sentence of its docstring."""
    return (record.__doc__ or "").strip().splitlines()[0].rstrip(".")
