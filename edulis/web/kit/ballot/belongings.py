"""What is somebody's own in ballots: that they were asked and voted stays under their number, their reasons go."""

from __future__ import annotations

from edulis.schema import Text
from edulis.web.kit.ballot.models import Ballot, Elector, Mark, Urn, Voice
from edulis.web.kit.belongings import Leaver, belongs, holds_nothing, unnamed, without_names


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
    """A counted vote stays under the number: the outcome is everybody's. The words go, also from the outcome."""
    for voice in Voice.objects.filter(person=leaver.number).exclude(reason="").select_related("ballot"):
        end = voice.ballot.outcome
        if end and voice.reason in end["reasons"]:
            end["reasons"].remove(voice.reason)
            Ballot.objects.filter(pk=voice.ballot_id).update(outcome=end)
    Voice.objects.filter(person=leaver.number).update(reason="")
    unnamed(Voice.objects.filter(ballot__cluster__in=leaver.homes), leaver, "reason")


def _unname(leaver: Leaver) -> None:
    """A number in the place of their name: in questions, in the names on a list, in the reasons of others."""
    rows = Ballot.objects.filter(cluster__in=leaver.homes)
    unnamed(rows, leaver, "question", "more")
    for ballot in rows.iterator(chunk_size=200):
        options = [[code, without_names(words, leaver)] for code, words in ballot.options]
        end = ballot.outcome
        if end:
            end = end | {"reasons": [without_names(words, leaver) for words in end["reasons"]]}
        if (options, end) != (ballot.options, ballot.outcome):
            Ballot.objects.filter(pk=ballot.pk).update(options=options, outcome=end)
    for urn in Urn.objects.filter(ballot__cluster__in=leaver.homes):
        slips = {code: [chosen, without_names(why, leaver)] for code, (chosen, why) in urn.slips.items()}
        if slips != urn.slips:
            Urn.objects.filter(pk=urn.pk).update(slips=slips)
