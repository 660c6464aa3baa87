"""For what a household is asked whether what it tells may be used: each purpose once, with its versions of words.

What is done for a purpose changes only with a new version of its words, and a new version asks everybody again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from edulis.schema import LANGUAGES, Text
from edulis.schema.language import Language
from edulis.schema.words import PURPOSE

_TITLE = dict(PURPOSE)


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose: whose word it asks (the household's, or each person's own), and all versions of its words so far.

    `unless_refused`: holds from coming in on, until somebody says no; all others hold only after a yes.
    """

    code: str
    title: Text
    wordings: tuple[Text, ...]
    of: Literal["household", "person"] = "household"
    unless_refused: bool = False

    @property
    def version(self) -> int:
        """The number of the words that are shown now."""
        return len(self.wordings)

    @property
    def words(self) -> Text:
        """What is read, or read aloud, before one says yes or no."""
        return self.wordings[-1]

    def shown(self, language: Language) -> str:
        """The digest of the words as that language shows them: proves afterwards to what somebody agreed."""
        return hashlib.sha256(self.words.say(language).encode()).hexdigest()


PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        "map",
        Text(_TITLE["map"]),
        (
            Text(
                "What you tell about your work is added to what the others tell, in the cluster's map and its "
                "questions. All who belong to the cluster see sums only, never a figure of your own. If you take it "
                "back, the next working-out is done without you."
            ),
        ),
    ),
    Purpose(
        "circle",
        Text(_TITLE["circle"]),
        (
            Text(
                "Your household and your enterprise stand by name on the drawing and in the lists of the members. "
                "Figures of your own are shown to others only while you open them yourself."
            ),
        ),
        unless_refused=True,
    ),
    Purpose(
        "pictures",
        Text(_TITLE["pictures"]),
        (
            Text(
                "Photographs and recordings in which you can be recognised are kept here. All who belong to the "
                "cluster can see and hear them."
            ),
        ),
    ),
    Purpose(
        "market",
        Text(_TITLE["market"]),
        (Text("Buyers who look for what you make are told your name and what you make, and no figures."),),
    ),
    Purpose(
        "link",
        Text(_TITLE["link"]),
        (
            Text(
                "Where our cluster has agreed on a link with another one, you are counted in the sums that the other "
                "sees: which kinds of enterprises we are, and what goes from kind to kind."
            ),
        ),
    ),
    Purpose(
        "report",
        Text(_TITLE["report"]),
        (
            Text(
                "Reports that anybody may read hold sums in which you are counted. No name and no figure of your own "
                "stands in them."
            ),
        ),
    ),
    Purpose(
        "bodies",
        Text(_TITLE["bodies"]),
        (
            Text(
                "Sums in which you are counted are handed to offices and funds, so that they see what the village "
                "needs."
            ),
        ),
    ),
    Purpose(
        "research",
        Text(_TITLE["research"]),
        (
            Text(
                "Researchers get what you told under a number instead of a name. They may not look for who is behind "
                "the number."
            ),
        ),
    ),
    Purpose(
        "name",
        Text("Your own name on this site"),
        (
            Text(
                "Your name stands in the list of people and beside what you write. If you take it back, a number "
                "stands there. Minutes that others wrote are not changed by this."
            ),
        ),
        of="person",
        unless_refused=True,
    ),
)
BY_CODE: dict[str, Purpose] = {one.code: one for one in PURPOSES}


def digests() -> dict[tuple[str, int, str], str]:
    """Purpose, version and language to the digest of the newest words; a test holds them against what they were."""
    return {(one.code, one.version, language): one.shown(language) for one in PURPOSES for language in LANGUAGES}
