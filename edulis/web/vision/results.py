"""What a counted round shows: what all share, what parts us, the map, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from edulis.reports.figures import Opinion, opinions
from edulis.schema import Text
from edulis.web.enterprises.naming import kind_word
from edulis.web.kit.rules import VOICES
from edulis.web.kit.tongue import current, say
from edulis.web.kit.visit import Visit
from edulis.web.vision.models import Round, Statement
from edulis.web.vision.reckoning import name_of

OTHERS = Text("Others")
FIFTHS = ("0–19 %", "20–39 %", "40–59 %", "60–79 %", "80–100 %")
TOLD = 6  # statements in each of the short lists


@dataclass(frozen=True, slots=True)
class Cell:
    """What those of one kind or group answered to one statement; hidden where they were fewer than five."""

    hidden: bool
    agree: int = 0
    votes: int = 0

    @property
    def share(self) -> float:
        """The share that agrees."""
        return self.agree / self.votes if self.votes else 0.0

    @property
    def shade(self) -> int:
        """From 0 (nobody agrees) to 4 (all do)."""
        return min(4, int(self.share * 5))

    @property
    def about(self) -> str:
        """The share by fifths, for those from outside: it does not tell what a few, or all, answered."""
        return FIFTHS[self.shade]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement with its answers over all and by kind and group."""

    statement: Statement
    votes: int
    agree: int | None
    disagree: int | None
    passed: int | None
    across: float | None
    across_groups: float | None
    cells: tuple[Cell, ...]
    groups: tuple[Cell, ...]

    @property
    def whole(self) -> Cell:
        """All answers to it."""
        return Cell(True) if self.agree is None else Cell(False, self.agree, self.votes)

    @property
    def gap(self) -> float:
        """How far the kinds lie apart."""
        shares = [cell.share for cell in self.cells if not cell.hidden]
        return max(shares) - min(shares) if len(shares) > 1 else 0.0

    @property
    def all_share(self) -> bool:
        """Whether more than half of each kind agrees, and none is hidden."""
        return bool(self.cells) and all(not cell.hidden and cell.share > 0.5 for cell in self.cells)


def shown(one: Round, visit: Visit) -> dict[str, Any]:
    """All that the page of a counted round tells: exact counts to those who answer here, fifths to others."""
    held: Mapping[str, Any] = one.result or {}
    kinds, letters = list(held.get("kinds", ())), sorted({cell["group"] for cell in held.get("groups", ())})
    rows = _rows(one, held, kinds, letters)
    ranked = sorted((row for row in rows if row.across is not None), key=lambda row: -(row.across or 0))
    shared = [row for row in ranked if row.all_share][:TOLD]
    apart = sorted((row for row in rows if row.gap >= 0.3), key=lambda row: -row.gap)[:TOLD]
    names = {name_of(row.statement.number): row for row in rows}
    return {
        "exact": bool(visit.roles & VOICES),
        "findings": held.get("findings", {}).get(current(), []), "rows": ranked + [r for r in rows if r.across is None],
        "shared": shared, "apart": apart, "kinds": [kind_word(kind) for kind in kinds], "letters": letters,
        "stable": held.get("stable", False), "voters": held.get("voters", 0), "votes": held.get("votes", 0),
        "consensus": [(one["direction"], names[one["statement"]]) for one in held.get("consensus", ())
                      if one["statement"] in names],
        "typical": _typical(held, names), "roles_map": _map(held, "role", rows),
        "groups_map": _map(held, "group", rows),
    }  # fmt: skip


def _rows(one: Round, held: Mapping[str, Any], kinds: list[str], letters: list[str]) -> list[Row]:
    cells = {(cell[by], cell["statement"]): _cell(cell) for by, of in (("role", "roles"), ("group", "groups"))
             for cell in held.get(of, ())}  # fmt: skip
    figures = {row["statement"]: row for row in held.get("statements", ())}
    found = []
    for statement in Statement.objects.filter(round=one, out=None).order_by("number"):
        name = name_of(statement.number)
        row = figures.get(name)
        if row is None:
            continue
        found.append(
            Row(
                statement, row["votes"], row["agree"], row["disagree"], row["passed"], row["across_roles"],
                row["across_groups"], tuple(cells.get((kind, name), Cell(True)) for kind in kinds),
                tuple(cells.get((letter, name), Cell(True)) for letter in letters),
            )
        )  # fmt: skip
    return found


def _cell(told: Mapping[str, Any]) -> Cell:
    return Cell(True) if told["votes"] is None else Cell(False, told["agree"], told["votes"])


def _typical(held: Mapping[str, Any], names: Mapping[str, Row]) -> list[tuple[str, int, list[tuple[str, Row]]]]:
    people = {place["group"]: place["people"] for place in held.get("places", {}).get("group", ())}
    return [
        (letter, n, [(one["direction"], names[one["statement"]]) for one in held["typical"]
                     if one["group"] == letter and one["statement"] in names])
        for letter, n in sorted(people.items())
    ]  # fmt: skip


def _map(held: Mapping[str, Any], by: str, rows: list[Row]) -> SafeString | None:
    """People of a kind or group as circles where they stand in the mean, statements as numbers around them."""
    places = held.get("places", {}).get(by, ())
    if not places:
        return None
    figures = {row["statement"]: row for row in held["statements"]}
    points = [
        (str(row.statement.number), figures[name_of(row.statement.number)]["x"],
         figures[name_of(row.statement.number)]["y"])
        for row in rows
    ]  # fmt: skip
    spots = [
        Opinion(kind_word(place[by]) if by == "role" else place[by], place["x"], place["y"], place["people"])
        for place in places
    ]
    title = say(Text("Declared kinds") if by == "role" else Text("Groups of opinion"))
    words = say(
        Text(
            "Each circle stands where its people stand in the mean; the larger, the more people. Near one another "
            "means of one mind. Numbers are statements, on the side of those who agree with them."
        )
    )
    return mark_safe(opinions(spots, points, title=title, description=words))  # made by our own writer, which escapes
