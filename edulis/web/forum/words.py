"""Fixed words of the forum: as what one speaks, how one stands to it, and how far a proposal is."""

from __future__ import annotations

from collections.abc import Mapping

from edulis.schema import Text
from edulis.web.kit.rules import OUTSIDERS

VOICE: Mapping[str, Text] = {
    "processor": Text("Processor"),
    "farmer": Text("Farmer"),
    "trader": Text("Trader"),
    "end_user": Text("End user"),
    "supplier": Text("Supplier"),
    "service": Text("Service"),
    "worker": Text("Worker"),
    "neighbour": Text("Neighbour"),
    "group": Text("Local group"),
    "other": Text("Somebody else"),
}
OUTSIDE: Mapping[str, Text] = {
    "facilitator": Text("Facilitator"),
    "support": Text("Support body"),
    "researcher": Text("Researcher"),
}
STANCE: Mapping[str, Text] = {
    "note": Text("Just so you know"),
    "for": Text("For it"),
    "against": Text("Against it"),
    "question": Text("A question"),
    "experience": Text("We tried this"),
}
PART: Mapping[str, Text] = {
    "open": Text("What it is about"),
    "say": Text("The talk"),
    "quality": Text("What users find"),
    "behind": Text("What lies behind it"),
    "proposal": Text("Something to try"),
    "came": Text("What came of it"),
}
STATE: Mapping[str, Text] = {
    "idea": Text("An idea"),
    "trying": Text("Being tried"),
    "worked": Text("Tried: it worked"),
    "partly": Text("Tried: in part"),
    "failed": Text("Tried: it did not work"),
    "dropped": Text("Let go"),
}
GENDER: Mapping[str, Text] = {"women": Text("A woman"), "men": Text("A man")}
RULE: Mapping[str, Text] = {
    "talk": Text("We talked until nobody was against it"),
    "hands": Text("Show of hands, more for than against"),
    "two_thirds": Text("Show of hands, two of three for it"),
    "willing": Text("Those who want to do it; nobody else has to"),
}
VOTED = Text("By a ballot; its rule and its count")


def voice_word(voice: str) -> Text:
    """As what somebody speaks, in words; who spoke as something that is no longer offered is somebody else."""
    return VOICE.get(voice) or OUTSIDE.get(voice) or VOICE["other"]


def from_outside(role: str) -> bool:
    """Whether those of this role are marked as outsiders: they facilitate, they never decide."""
    return role in OUTSIDERS
