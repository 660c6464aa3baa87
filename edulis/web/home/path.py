"""Our path: drawn together → forum → vision → market → small step → lesson → next step, with pen and paper or here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from edulis.schema import Text
from edulis.web.kit.rooms import Standing, standings


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the path: what it is for, how to do it in a meeting without a phone, what comes of it."""

    name: str
    room: str
    title: Text
    purpose: Text
    paper: tuple[Text, ...]
    onward: Text
    sign: str
    door: str = ""  # where the step begins, if not at the door of its room


PATH: tuple[Step, ...] = (
    Step(
        "drawn",
        "enterprises",
        Text("Draw it together"),
        Text("See on one sheet who sells to whom, who helps whom, and what each season brings."),
        (
            Text("Lay a card for each enterprise on one large sheet."),
            Text("Draw an arrow for each sale, and a dotted line for each help."),
            Text("Each household says whether its own card is right. Take a photo of the sheet."),
        ),
        Text("What surprises you on the drawing is the first topic of the forum."),
        "draw",
        "enterprises:wall",
    ),
    Step(
        "forum",
        "forum",
        Text("Talk across it"),
        Text("Say what hurts, and hear what the others need: those who grow, make, sell and use."),
        (
            Text("Sit in a circle, makers and buyers mixed."),
            Text("Everybody writes one trouble on a slip, without a name."),
            Text("Read the slips aloud one by one. Let the other side answer first."),
        ),
        Text("What many of you want becomes the vision."),
        "forum",
    ),
    Step(
        "vision",
        "vision",
        Text("Agree where to go"),
        Text("Put into one or two sentences where you want to be in some years."),
        (
            Text("Each group ends the sentence: in five years, our village …"),
            Text("Hang up the sheets. Everybody puts a bean on those they share."),
            Text("Write one text from those that have beans from every side."),
        ),
        Text("The vision tells which market to look for."),
        "vision",
    ),
    Step(
        "market",
        "markets",
        Text("Find a market"),
        Text("Find out who buys more every year, what they ask for, and who of you reaches them already."),
        (
            Text("List the buyers, near and far."),
            Text("For each: does it grow, what quality does it want, how much at once, when does it pay?"),
            Text("Two of you visit one of them, and tell the others."),
        ),
        Text("One demand that you could meet becomes a small step."),
        "market",
    ),
    Step(
        "step",
        "projects",
        Text("Take one small step"),
        Text("Try one thing together with your own means, so small that nobody is hurt if it fails."),
        (
            Text("Fill in one card: who, what, when, and what each gives."),
            Text("Write below how you will see whether it worked."),
            Text("Those who want to, begin. Nobody else has to."),
        ),
        Text("When it is done, ask what you learned."),
        "step",
    ),
    Step(
        "lesson",
        "outcomes",
        Text("Keep the lesson"),
        Text("See what changed and for whom, and also what got worse."),
        (
            Text("Meet where the work was done."),
            Text("Ask three things: what happened, did it serve you, who was harmed?"),
            Text("Write the answers on the back of the card."),
        ),
        Text("A good lesson is copied. A bad one spares others the cost."),
        "lesson",
    ),
    Step(
        "next",
        "projects",
        Text("Take the next step"),
        Text("Do it again, a little larger, or try something else."),
        (
            Text("Hang the finished cards beside the drawing."),
            Text("Ask who wants to copy it, and what has to be different."),
            Text("Take a new card."),
        ),
        Text("Then draw again: the picture has changed."),
        "next",
    ),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A step as it stands in one cluster, with its room and where it begins."""

    step: Step
    at: Standing
    begins: str = ""


def stops(cluster: Any) -> tuple[list[Stop], list[Standing]]:
    """The path in this cluster, and the rooms that lie beside it."""
    rooms = {one.room.name: one for one in standings(cluster)}
    on_path = {step.room for step in PATH}
    path = [Stop(step, rooms[step.room], _begins(step, cluster)) for step in PATH]
    return path, [one for name, one in rooms.items() if name not in on_path]


def _begins(step: Step, cluster: Any) -> str:
    return reverse(step.door, kwargs={"cluster": cluster.code}) if step.door else ""
