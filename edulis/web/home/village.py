"""Village mode: the laptop that stands in the village, its two sticks, and how it is handed over, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from edulis.schema import Text
from edulis.web.home.rules import SEE_VILLAGE
from edulis.web.kit.copies import copies
from edulis.web.kit.doors import Guest, opens


@dataclass(frozen=True, slots=True)
class Care:
    """A step in looking after the laptop: what for, what to do in order, what to type, and how one knows it worked."""

    name: str
    title: Text
    purpose: Text
    acts: tuple[Text, ...]
    commands: tuple[str, ...]
    proof: Text


CARES: tuple[Care, ...] = (
    Care(
        "start", Text("Start the laptop"),
        Text("So that the phones of the meeting reach the site, without the internet."),
        (
            Text("Switch the laptop on, and its hotspot. Give the hotspot's password to members only."),
            Text("Open two windows for commands and type one line in each."),
            Text("Let one phone open the address that the first window shows."),
        ),
        ("edulis serve --village --home village", "edulis worker --home village"),
        Text("It worked when a phone shows the front door."),
    ),
    Care(
        "sticks", Text("Two sticks take turns"),
        Text("If the laptop is stolen or breaks, the work of years is still there."),
        (
            Text("Number two sticks, 1 and 2. They lie in two houses, with two coordinators."),
            Text("After each meeting the stick whose turn it is comes into the laptop. Type the line."),
            Text("Write the day and the number on a list on the wall, and carry the stick home."),
        ),
        ("edulis backup /media/stick-1/village.edulis --home village",),
        Text("It worked when the line ends with how many rows were written, and this page names the day."),
    ),
    Care(
        "try", Text("Try a stick once a season"),
        Text("A stick that nobody has tried is a hope, not a backup."),
        (
            Text("Take another laptop, a stick, and the sheet with the key of the backups."),
            Text("Type the key into a file, and the lines below. Nothing of the first laptop is touched."),
            Text("Look at the last meeting in the journal there: is it the one you remember?"),
            Text("Delete the folder and the file with the key on the second laptop."),
        ),
        (
            "edulis restore /media/stick-1/village.edulis --home tried --key-file key.txt",
            "edulis verify --home tried",
            "edulis serve --home tried",
        ),
        Text("It worked when the last line says that every line of the trail follows from the one before."),
    ),
    Care(
        "over", Text("Hand it over to the village"),
        Text("Whoever set the laptop up goes home; two coordinators look after it from then on."),
        (
            Text("Two coordinators do the three steps above by themselves, while the other one only watches."),
            Text("One of them becomes the operator: type the line with their name. The old card no longer opens."),
            Text("Print the new card, lock it away with the key of the backups, delete the page it came from."),
            Text("Change the password of the laptop and of the hotspot, and write both on the locked-away sheet."),
            Text("Whoever set it up deletes every copy of theirs and says so at a meeting, for the minutes."),
        ),
        ('edulis init --operator-anew "Phí Thị Hoa" --home village',),
        Text("It worked when the one who set it up can no longer come in, and you can."),
    ),
    Care(
        "broken", Text("When something is broken"),
        Text("Slowly: nothing is lost as long as there is one stick."),
        (
            Text("The site does not open: close both windows and begin with the first step."),
            Text("The laptop is gone: take another one and do as in trying a stick, with village as the folder."),
            Text("Phones keep what was written meanwhile and send it when the site is there again."),
            Text("A phone is lost: two coordinators give its owner a new card. The lost one is shut out."),
        ),
        ("edulis restore /media/stick-2/village.edulis --home village --key-file key.txt",),
        Text("It worked when the journal shows the last meeting before the day on the stick."),
    ),
)  # fmt: skip


@opens(SEE_VILLAGE)
def village(request: Guest) -> HttpResponse:
    """Looking after the laptop, to be read on it, on a phone, or printed for the wall."""
    made = copies()
    shown = {"cares": CARES, "last": made[-1] if made else None, "copies": made[::-1]}
    return render(request, "home/village.html", shown)
