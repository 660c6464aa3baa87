"""What is somebody's own in the vision: statements and looks back lose their words, answers stay counted.

The text of the vision and the way back from it are the members'; they stay without a name, as minutes do.
"""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.web.kit.belongings import Leaver, Rows, belongs, unnamed
from edulis.web.vision.models import Backstep, Draft, Look, Piece, Round, Statement, Voice, Vote, Wording

GONE = "—"  # stands where somebody's words stood


def declare() -> None:
    """Say of each table whose its rows are."""
    belongs(Piece, Text("Pictures and voices of your statements"), _pieces, lambda leaver: _pieces(leaver).delete(),
            hide=("name",), file=("content", "bin"))  # fmt: skip
    belongs(Vote, Text("Your answers to statements"), _of(Vote), lambda leaver: 0)
    belongs(Voice, Text("As what you answered"), _of(Voice), lambda leaver: _of(Voice)(leaver).update(kept_back=True),
            hide=("pseudonym",))  # fmt: skip
    belongs(Statement, Text("Statements you wrote"), _by(Statement), _forget_statements)
    belongs(Look, Text("Your looks back"), _of(Look), _forget_looks)
    belongs(Backstep, Text("Steps back from the vision that you wrote"), _by(Backstep), _forget_steps)
    belongs(Wording, Text("Versions of the vision that you wrote"), _by(Wording), _forget_wordings)
    belongs(Draft, Text("Visions as they stand, last written by you"), _last, _forget_drafts)
    belongs(Round, Text("Rounds you opened"), _by(Round), _unname_rounds)


def _of(model: Any) -> Any:
    return lambda leaver: model.objects.filter(person=leaver.number)


def _by(model: Any) -> Any:
    return lambda leaver: model.objects.filter(by=leaver.number)


def _pieces(leaver: Leaver) -> Rows:
    return Piece.objects.filter(statement__by=leaver.number)


def _forget_statements(leaver: Leaver) -> None:
    """What others answered to it stays counted."""
    Statement.objects.filter(by=leaver.number).update(words=GONE)
    unnamed(Statement.objects.filter(round__cluster__in=leaver.homes), leaver, "words", "why_out")


def _forget_looks(leaver: Leaver) -> None:
    Look.objects.filter(person=leaver.number).update(words="")
    unnamed(Look.objects.filter(draft__cluster__in=leaver.homes), leaver, "words")


def _forget_steps(leaver: Leaver) -> None:
    if leaver.words:
        Backstep.objects.filter(by=leaver.number).update(words=GONE)
    unnamed(Backstep.objects.filter(draft__cluster__in=leaver.homes), leaver, "words")


def _forget_wordings(leaver: Leaver) -> None:
    if leaver.words:
        Wording.objects.filter(by=leaver.number).update(words=GONE)
    unnamed(Wording.objects.filter(draft__cluster__in=leaver.homes), leaver, "words")


def _last(leaver: Leaver) -> Rows:
    """Texts whose newest wording is theirs."""
    newest = [one.pk for one in Draft.objects.filter(wordings__by=leaver.number).distinct()
              if (last := one.wordings.first()) is not None and last.by_id == leaver.number]  # fmt: skip
    return Draft.objects.filter(pk__in=newest)


def _forget_drafts(leaver: Leaver) -> None:
    """What the members adopted is theirs; a text being written goes back to the last version that stands."""
    for one in _last(leaver).exclude(state="adopted") if leaver.words else ():
        standing = one.wordings.exclude(words=GONE).first()
        Draft.objects.filter(pk=one.pk).update(words=standing.words if standing is not None else "")
    unnamed(Draft.objects.filter(cluster__in=leaver.homes), leaver, "words")


def _unname_rounds(leaver: Leaver) -> None:
    unnamed(Round.objects.filter(cluster__in=leaver.homes), leaver, "question", "more")
