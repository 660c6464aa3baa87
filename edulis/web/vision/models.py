"""Rounds of short statements, what people answered, and the vision text in its versions with the way back from it."""

from __future__ import annotations

from django.db import models

from edulis.schema import Text
from edulis.web.kit.models import Versioned
from edulis.web.people.models import Cluster, Person

SAYS: dict[str, Text] = {
    "agree": Text("I agree"), "disagree": Text("I do not agree"), "pass": Text("I pass"),
}  # fmt: skip
STATES: dict[str, Text] = {
    "writing": Text("being written"), "consent": Text("in a consent round"), "back": Text("sent back with objections"),
    "agreed": Text("nobody objected"), "asked": Text("yes or no is being asked"), "adopted": Text("adopted"),
    "refused": Text("not adopted"), "past": Text("replaced by a newer one"),
}  # fmt: skip
NEARER: dict[str, Text] = {
    "nearer": Text("nearer"), "same": Text("as far as before"), "farther": Text("farther away"),
}  # fmt: skip


def _words(of: dict[str, Text]) -> list[tuple[str, str]]:
    return [(code, words.message) for code, words in of.items()]


class Round(models.Model):
    """A question to which people put statements, and answer those of the others, until a time.

    `result` is what was worked out once hand-in was over: frozen, with small cells left out.
    """

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="statement_rounds")
    question = models.CharField(max_length=200)
    more = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    opens = models.DateTimeField()
    cast_until = models.DateTimeField()  # what people are told
    hand_in_until = models.DateTimeField()  # when the site takes the last one
    for_research = models.BooleanField(default=False)  # the members said that researchers may work it out again
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    counted = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(opens__lte=models.F("cast_until"), cast_until__lte=models.F("hand_in_until")),
                name="a_round_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.question


class Statement(models.Model):
    """One short sentence, perhaps with a picture and a voice. What is taken out stays to be read, with the reason."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="statements")
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=280)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.BooleanField(default=False)
    at = models.DateTimeField()
    out = models.DateTimeField(null=True, blank=True)
    why_out = models.CharField(max_length=280, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("round", "number"), name="one_statement_a_number"),)

    def __str__(self) -> str:
        return self.words


class Piece(models.Model):
    """The picture of a statement, made anew, or its voice, as the phone made it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="pieces")
    name = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=16)
    content = models.BinaryField()
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)

    @property
    def is_picture(self) -> bool:
        """Whether it is to be looked at."""
        return self.kind.startswith("image/")


class Voice(models.Model):
    """As what somebody answers in a round, and the name by which researchers know them in it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)  # a word of schema.words.ENTERPRISE_KIND
    pseudonym = models.CharField(max_length=16)
    kept_back = models.BooleanField(default=False)  # this person's answers go to no researcher

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "person"), name="one_voice_a_round"),
            models.UniqueConstraint(fields=("round", "pseudonym"), name="one_pseudonym_a_round"),
        )


class Vote(models.Model):
    """What somebody answered to a statement; answering again replaces it."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    says = models.CharField(max_length=8, choices=_words(SAYS))
    at = models.DateTimeField()  # when the site had it
    on_paper = models.BooleanField(default=False)
    by = models.PositiveBigIntegerField(null=True, blank=True)  # who typed it in
    witness = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("statement", "person"), name="one_person_one_answer"),)


class Draft(Versioned):
    """The vision text as it is now, and how far it has come."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="drafts")
    words = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(max_length=8, choices=_words(STATES), default="writing")
    made = models.DateTimeField()
    adopted = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    @property
    def standing(self) -> Text:
        """How far it has come, in words."""
        return STATES[self.state]

    @property
    def open(self) -> bool:
        """Whether it may be written on."""
        return self.state in {"writing", "back", "refused"}


class Wording(models.Model):
    """One version of the text as it was saved; none is ever taken away by another."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="one_text_a_number"),)


class Backstep(models.Model):
    """What must be so by when, so that the next one can be: worked backwards from the vision to this season."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="backsteps")
    year = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=280)
    language = models.CharField(max_length=2, default="vi")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    outsider = models.BooleanField(default=False)
    at = models.DateTimeField()
    struck = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "pk")


class Look(models.Model):
    """A look back: whether somebody finds that we came nearer to the vision in a year, and why."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="looks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    nearer = models.CharField(max_length=8, choices=_words(NEARER))
    words = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2, default="vi")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "pk")
        constraints = (models.UniqueConstraint(fields=("draft", "person", "year"), name="one_look_a_year"),)
