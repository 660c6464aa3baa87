"""The trail in plain words: each room says for its verbs what was done. `{who}` is a name with a role."""

from __future__ import annotations

from edulis.schema import Text
from edulis.web.kit.rules import VERBS

SENTENCES: dict[str, Text] = {}
UNKNOWN = Text("{who} did something: {verb}")


def tells(verb: str, sentence: Text) -> None:
    """Declare the sentence of a verb. Raises ValueError where the verb is not declared."""
    if verb not in VERBS:
        raise ValueError(f"{verb} is no verb of this site")
    SENTENCES[verb] = sentence


def sentence_of(verb: str, who: str) -> Text:
    """What somebody did, as a sentence."""
    known = SENTENCES.get(verb)
    return Text(known.message, who=who) if known is not None else Text(UNKNOWN.message, who=who, verb=verb)
