"""How a matter is decided: a rule that members set before they vote, as data and as a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Literal, get_args

from edulis.schema import Text

Kind = Literal["consent", "majority", "supermajority", "most"]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_TITLES: Mapping[Kind, Text] = {
    "consent": Text("Talk first: it stands when nobody objects with a reason"),
    "majority": Text("More yes than no"),
    "supermajority": Text("A large share says yes"),
    "most": Text("Those with the most votes"),
}
SHARES = (Fraction(1, 3), Fraction(1, 2), Fraction(3, 5), Fraction(2, 3), Fraction(3, 4), Fraction(4, 5), Fraction(1))


@dataclass(frozen=True, slots=True)
class Deciding:
    """A deciding rule.

    `share` is the part of yes among yes and no that a supermajority asks for (for a list: of those who chose anybody).
    The quorum is a share of those asked or a number of people who voted; without either one vote is enough. With
    `hidden` nobody sees counts before hand-in is over, in an open ballot too.

    Raises ValueError where it could not be carried out.
    """

    kind: Kind = "consent"
    share: Fraction | None = None
    quorum_share: Fraction | None = None
    quorum_number: int | None = None
    hidden: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no rule is called {self.kind!r}")
        if (self.share is not None) != (self.kind == "supermajority"):
            raise ValueError("a supermajority, and nothing else, names the share that must say yes")
        for part in (self.share, self.quorum_share):
            if part is not None and not 0 < part <= 1:
                raise ValueError(f"a share lies above 0 and is at most 1, not {part}")
        if self.share is not None and self.share < Fraction(1, 2):
            raise ValueError("a supermajority is at least one half")
        if self.quorum_share is not None and self.quorum_number is not None:
            raise ValueError("a quorum is a share or a number, not both")
        if self.quorum_number is not None and self.quorum_number < 1:
            raise ValueError("a quorum is at least one person")

    def needed(self, asked: int) -> int:
        """How many of `asked` people must vote: at least one."""
        if self.quorum_share is not None:
            return max(1, ceil(self.quorum_share * asked))
        return self.quorum_number or 1

    def sentences(self) -> tuple[Text, ...]:
        """The rule as people tell it to each other."""
        return (self._how(), self._quorum())

    def _how(self) -> Text:
        match self.kind:
            case "consent":
                return Text(
                    "Talk first: it is decided when nobody objects with a reason. Standing aside is no objection."
                )
            case "majority":
                return Text("It is decided when more say yes than no.")
            case "supermajority":
                return Text(
                    "It is decided when at least {share} of those who say yes or no say yes.", share=str(self.share)
                )
        return Text("Those with the most votes are chosen. A lot that was sealed before the vote settles equal votes.")

    def _quorum(self) -> Text:
        if self.quorum_share == 1:
            return Text("It counts only when all who are asked have voted.")
        if self.quorum_share is not None:
            return Text("It counts only when at least {share} of those asked have voted.", share=str(self.quorum_share))
        if self.quorum_number is not None and self.quorum_number > 1:
            return Text("It counts only when at least {n} have voted.", n=self.quorum_number)
        return Text("It counts however few vote.")

    def data(self) -> dict[str, Any]:
        """The rule as plain data."""
        told: dict[str, Any] = {"kind": self.kind, "hidden": self.hidden}
        for name in ("share", "quorum_share", "quorum_number"):
            value = getattr(self, name)
            if value is not None:
                told[name] = str(value) if isinstance(value, Fraction) else value
        return told

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Deciding:
        """The rule that was written down as data. Raises ValueError where it is none."""
        parts = {name: Fraction(told[name]) for name in ("share", "quorum_share") if told.get(name)}
        return cls(told["kind"], quorum_number=told.get("quorum_number"), hidden=told.get("hidden", True), **parts)
