"""What each role comes for, may do, and may not do: told at its own front door."""

from __future__ import annotations

from dataclasses import dataclass

from edulis.schema import Text

MARKED = Text("What you write is marked as from outside, and each act is on the members' journal.")
NO_DECIDING = Text("Vote, decide, pledge or spend: the members do that.")
NO_HOUSEHOLD = Text("See the figures of one household.")


@dataclass(frozen=True, slots=True)
class Part:
    """A role: its name, what it is here for, and its two lists."""

    title: Text
    purpose: Text
    may: tuple[Text, ...]
    may_not: tuple[Text, ...] = ()


PARTS: dict[str, Part] = {
    "ally": Part(
        Text("Allied actor"),
        Text("You buy from this cluster or sell to it. The members want to hear what you need."),
        (
            Text("Say what quality you need, and answer their questions."),
            Text("Offer a market, and say yes or no to the common vision."),
            Text("Join a small step with your own means, when the members invite you."),
            Text("See your own figures beside the cluster's."),
        ),
        (Text("Touch the members' book, or decide on their rules."), NO_HOUSEHOLD),
    ),
    "facilitator": Part(
        Text("Facilitator"),
        Text("You help people meet and talk. You do well when they need you less every month."),
        (
            Text("Prepare meetings, write minutes, print sheets and type them in."),
            Text("Bring information, and run the survey."),
            MARKED,
        ),
        (NO_DECIDING, NO_HOUSEHOLD),
    ),
    "support": Part(
        Text("Support body"),
        Text("You see the cluster as a whole, and offer a service with its price and its end."),
        (
            Text("Offer a service: what it is, what users pay, when it ends."),
            Text("Read the map and the findings for the whole cluster."),
            MARKED,
        ),
        (NO_DECIDING, NO_HOUSEHOLD),
    ),
    "researcher": Part(
        Text("Researcher"),
        Text("You document the process, with what each person agreed to share."),
        (
            Text("Read the map and the findings for the whole cluster."),
            Text("Keep your own notes, apart from the members' journal."),
            Text("Take out data without names, after the members said yes."),
        ),
        (NO_DECIDING, NO_HOUSEHOLD),
    ),
    "operator": Part(
        Text("Operator"),
        Text("You keep the site running, until the village does."),
        (Text("Back up, prove the copy, bring the site up to date, hand it over."),),
        (Text("See anything of a cluster, or act in it."),),
    ),
    "former": Part(
        Text("Former member"),
        Text("You left this cluster. What you wrote stays with the members; your data are yours."),
        (Text("Take back what you agreed to, take your data along, or be forgotten: under your name above."),),
        (Text("See what happens in the cluster now."),),
    ),
}
