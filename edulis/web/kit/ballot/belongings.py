"""What is somebody's own in ballots: that they were asked and voted stays under their number, their reasons go."""

from __future__ import annotations

from edulis.schema import Text
from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Urn, Voice
from edulis.web.kit.belongings import Leaver, belongs, holds_nothing, unnamed


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Voice, Text("What you said in open votes"), lambda leaver: Voice.objects.filter(person=leaver.number),
            _forget_reasons)  # fmt: skip
    belongs(Mark, Text("Votes you gave"), lambda leaver: Mark.objects.filter(person=leaver.number), lambda leaver: 0)
    belongs(Elector, Text("Votes you were asked for"), lambda leaver: Elector.objects.filter(person=leaver.number),
            lambda leaver: 0)  # fmt: skip
    belongs(Ballot, Text("Votes you called"), lambda leaver: Ballot.objects.filter(by=leaver.number), _unname)
    holds_nothing(Urn, "secret slips, which nothing joins with who laid them in")


def _forget_reasons(leaver: Leaver) -> None:
    """A counted vote stays under the number: the outcome is everybody's. The words go."""
    Voice.objects.filter(person=leaver.number).update(reason="")
    unnamed(Voice.objects.filter(ballot__cluster__in=leaver.homes), leaver, "reason")


def _unname(leaver: Leaver) -> None:
    unnamed(Ballot.objects.filter(cluster__in=leaver.homes), leaver, "question", "more")
