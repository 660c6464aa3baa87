"""What the founding case says in its forum: a noodle maker and a buyer hear each other's trouble, and try something.

Each deed has its day before today, so that it stands between the meetings of the story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from edulis.schema import Text
from edulis.schema.language import Language
from edulis.web.forum import actions, dialogues, guests, paper, relaying
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Guest, Post, Relayed, Topic
from edulis.web.kit.trail import record_act
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Cluster, Person
from edulis.web.people.visiting import visit_to

TITLE = Text("Why is there sand in the noodles, and why are they grey?")
QUALITY = Text(
    "I throw away one bundle in ten: grey, or with sand in it. Who buys in the city looks at the colour first, then "
    "bites. I lose the customer, not only the bundle."
)
BEHIND_NOODLES = Text(
    "I buy wet starch from six houses and mix it. By the time I feel the sand between my teeth the dough is boiled. "
    "Nobody had told me that it goes back."
)
BEHIND_STARCH = Text(
    "From four in the afternoon there is no water: everybody washes at once. I wash twice then, four times in the "
    "morning."
)
BEHIND_PRICE = Text(
    "Wet starch is paid by weight, washed twice or four times. The third wash costs me an hour and loses some starch. "
    "Who pays for that?"
)
COUNT = Text("Three starch makers count their washes for two weeks and write the number on each bag.")
COUNTING = Text("Three of us began on Monday. A piece of chalk hangs at each tank.")
COUNTED = Text(
    "After three washes the noodles were white; a fourth changed nothing. The shop took all of them, at three hundred "
    "đồng more a kilo."
)
CLOTH = Text("A fine cloth under the grater, to hold the sand back.")
CLOTH_FAILED = Text("It was full of fibre after an hour, and we had to stop the grater. We took it off again.")
TANK = Text("One tank more, shared by four houses, filled in the morning for the evening.")
SLIP = Text("Some mix yesterday's starch into today's when the price is high. Nobody will say so in the meeting.")
SLIPS = (
    SLIP,
    Text("I would wash more if I were not the only one."),
    Text("We are afraid that the shop will tell others."),
)
WARSAW = (  # as it was written, in English in every language of the story
    "Here people hold the bag against the light before they buy. One grain of sand and they tell their friends. "
    "I would pay more for noodles that are always the same."
)
WARSAW_TOLD = Text(
    "Here people hold the bag against the light before they buy. One grain of sand, and they tell their friends. I "
    "would pay more for noodles that are always the same."
)
WATER = Text("Where does the washing water go?")
WATER_WORDS = Text("More washing means more water in the ditch behind us. What happens to it now?")
WATER_SAID: tuple[tuple[str, str, str, Text], ...] = (
    (
        "member",
        "neighbour",
        "against",
        Text("It stands in the ditch until it stinks. Wash less, or dig it deeper first."),
    ),
    (
        "member",
        "processor",
        "experience",
        Text("We let it settle in an old tank for a night. The pigs drink what is on top."),
    ),
    ("member", "farmer", "for", Text("I take it for the rice seedlings. In spring it is worth money to me.")),
    ("facilitator", "facilitator", "question", Text("How much is it in a day? Has anybody counted buckets?")),
)
ALOUD = Text("My well smells since the new tanks came. I do not say stop, I say look at it.")


@dataclass
class Talk:
    """The talk as it goes on: who speaks, in which language, and what was opened so far."""

    cluster: Cluster
    people: Mapping[str, Sequence[Person]]
    language: Language
    dialogue: Topic | None = None
    proposals: dict[str, Post] = field(default_factory=dict)
    guest: Guest | None = None
    water: Topic | None = None

    def visit(self, who: str, number: int = 0) -> Visit:
        """One of the people of that role."""
        found = self.people[who]
        return visit_to(found[number % len(found)], self.cluster)

    def say(self, words: Text) -> str:
        """The words in the language of the story."""
        return words.say(self.language)


Deed = tuple[int, Callable[[Talk], None]]


def _open(talk: Talk) -> None:
    who = "ally" if "ally" in talk.people else "member"
    given = {"title": talk.say(TITLE), "user": "retailer", "makers": ["noodles", "starch"], "quality": "", "behind": "",
             "voice": "facilitator"}  # fmt: skip
    talk.dialogue = dialogues.open_dialogue(talk.visit("facilitator"), given)
    actions.say(talk.visit(who), talk.dialogue, Saying(talk.say(QUALITY), "end_user"), "quality")


def _said(
    number: int, words: Text, part: str, *, voice: str = "processor", stance: str = "note"
) -> Callable[[Talk], None]:
    def do(talk: Talk) -> None:
        assert talk.dialogue is not None
        saying = Saying(talk.say(words), voice, stance)
        post = actions.say(talk.visit("member", number), talk.dialogue, saying, part)
        if part == "proposal":
            talk.proposals[words.message] = post

    return do


def _tried(number: int, proposal: Text, state: str, words: Text) -> Callable[[Talk], None]:
    def do(talk: Talk) -> None:
        dialogues.tried(talk.visit("member", number), talk.proposals[proposal.message], state, talk.say(words))

    return do


def _guest_comes(talk: Talk) -> None:
    assert talk.dialogue is not None
    talk.guest = guests.let_in(talk.visit("member", 1), talk.dialogue, "Shop in Warsaw", "end_user", "en")


def _guest_says(talk: Talk) -> None:
    assert talk.dialogue is not None
    visit = Visit(cluster=talk.cluster, acting_as="guest")
    saying = Saying(WARSAW, "end_user")
    post = actions.put(visit, talk.dialogue, saying, "quality", guest=talk.guest, by=None, language="en")
    record_act(visit, "forum.guest_say", post, title=talk.dialogue.title)
    if talk.language != "en":
        actions.translate(talk.visit("member", 4), post, talk.language, talk.say(WARSAW_TOLD))


def _slips(talk: Talk) -> None:
    assert talk.dialogue is not None
    for words in SLIPS:
        relaying.leave(talk.dialogue, talk.say(words))
    relaying.open_box(talk.visit("facilitator"))


def _carried(talk: Talk) -> None:
    waiting = Relayed.objects.filter(topic=talk.dialogue, state=Relayed.WAITS)
    for one in waiting.order_by("words")[:2]:
        relaying.carry(talk.visit("facilitator"), one, one.words, aside=False)


def _came(talk: Talk) -> None:
    assert talk.dialogue is not None
    words = Text(
        "Sand: gone from the noodles of three houses. Grey: gone too. Water: more of it in the ditch, see there."
    )
    actions.say(talk.visit("member"), talk.dialogue, Saying(talk.say(words), "processor"), "came")


def _decided(talk: Talk) -> None:
    assert talk.dialogue is not None
    actions.decide(
        talk.visit("member"), talk.dialogue,
        words=talk.say(Text("Who sells wet starch here writes the number of washes on the bag. Nobody has to.")),
        reasons=talk.say(Text("Who washes more can show it. Against it: a number is easy to write, and a lie too.")),
        rule="willing", hands_for=11, hands_against=0,
    )  # fmt: skip


def _water(talk: Talk) -> None:
    asked = talk.say(Text("Which waste goes where, and who could use it?"))
    saying = Saying(talk.say(WATER_WORDS), "neighbour")
    talk.water = actions.open_topic(
        talk.visit("member", 5), talk.say(WATER), saying, about="environment.residues", asked=asked
    )


def _water_said(talk: Talk) -> None:
    assert talk.water is not None
    first = None
    for number, (who, voice, stance, words) in enumerate(WATER_SAID):
        saying = Saying(talk.say(words), voice, stance, parent=first if number == 1 else None)
        post = actions.say(talk.visit(who, 6 + number), talk.water, saying)
        first = first or post
    given = {"speaker": "", "name": "Bà Tư", "voice": "neighbour", "stance": "note", "words": talk.say(ALOUD),
             "witness": str(talk.visit("member", 2).number)}  # fmt: skip
    paper.type_in(talk.visit("member", 1), talk.water, given)


def _remind(talk: Talk) -> None:
    assert talk.water is not None
    day = timezone.localdate() + dt.timedelta(days=6)
    words = talk.say(Text("Meeting on the water: bring a jar of what runs off your yard"))
    actions.remind(talk.visit("member"), talk.water, day, words)


DEEDS: tuple[Deed, ...] = (
    (-39, _open),
    (-38, _said(3, BEHIND_NOODLES, "behind")),
    (-37, _said(2, BEHIND_STARCH, "behind")),
    (-36, _said(7, BEHIND_PRICE, "behind")),
    (-35, _said(3, CLOTH, "proposal")),
    (-34, _guest_comes),
    (-33, _guest_says),
    (-32, _slips),
    (-32, _carried),
    (-22, _said(2, COUNT, "proposal")),
    (-21, _tried(2, COUNT, "trying", COUNTING)),
    (-20, _said(8, TANK, "proposal", voice="neighbour")),
    (-19, _tried(3, CLOTH, "failed", CLOTH_FAILED)),
    (-15, _tried(2, COUNT, "worked", COUNTED)),
    (-5, _came),
    (-5, _decided),
    (-4, _water),
    (-3, _water_said),
    (-1, _remind),
)


def tell(talk: Talk, now: dt.datetime, first: int, last: int, on_day: Callable[[dt.datetime], Any]) -> None:
    """Do the deeds of the days from `first` to before `last`, each on its day."""
    for days, deed in DEEDS:
        if first <= days < last:
            with on_day(now + dt.timedelta(days=days)), translation.override(talk.language), transaction.atomic():
                deed(talk)
