"""What is kept of a ballot. Who voted and what was said in a secret ballot lie apart, with nothing in common.

Slips of a secret ballot lie together in one row, the urn, in the order of random codes. Rows of their own could be
matched with those of the voters: by number, by place in the file, or on PostgreSQL by the transaction that wrote them.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from edulis.web.kit.ballot.deciding import Deciding
from edulis.web.kit.ballot.tallying import Outcome, Put, seal

FORMS = (("yes_no", "yes, no or abstain"), ("consent", "consent"), ("list", "a list"))


class Ballot(models.Model):
    """A question put to named people until a time, under a rule that stood before."""

    cluster: models.ForeignKey[Any, Any] = models.ForeignKey("people.Cluster", models.PROTECT, related_name="ballots")
    room = models.CharField(max_length=24)  # whose matter it is
    thing = models.CharField(max_length=96)  # and which: `room.model:number`
    page = models.CharField(max_length=200, blank=True)  # where it is talked about
    question = models.TextField()
    more = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    form = models.CharField(max_length=8, choices=FORMS)
    options = models.JSONField(default=list)  # of a list: [code, words] each
    most = models.PositiveSmallIntegerField(default=1)  # how many one person may choose
    seats = models.PositiveSmallIntegerField(default=1)  # how many are sought
    secret = models.BooleanField()
    rule = models.JSONField()
    electorate = models.CharField(max_length=24)  # members, group, named: who says whom (`holding.electorates`)
    among = models.CharField(max_length=96, blank=True)  # which group, where it is one
    among_title = models.CharField(max_length=120, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    opens = models.DateTimeField()
    cast_until = models.DateTimeField()  # what people are told
    hand_in_until = models.DateTimeField()  # when the site takes the last one
    by: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    seed = models.CharField(max_length=64)  # of the lot; told when counted
    opened = models.DateTimeField(null=True, blank=True)  # when it was settled who is asked
    closed = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(opens__lte=models.F("cast_until"), cast_until__lte=models.F("hand_in_until")),
                name="a_ballot_ends_after_it_began",
            ),
        )
        indexes = (models.Index(fields=("cluster", "room", "thing")), models.Index(fields=("closed", "hand_in_until")))

    def __str__(self) -> str:
        return self.question

    @property
    def deciding(self) -> Deciding:
        """The rule."""
        return Deciding.of(self.rule)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what can be chosen."""
        from edulis.web.kit.ballot.tallying import OPTIONS

        return OPTIONS[self.form] if self.form in OPTIONS else tuple(code for code, _ in self.options)

    @property
    def sealed_lot(self) -> str:
        """What is told of the lot before the vote."""
        return seal(self.seed)

    @property
    def end(self) -> Outcome | None:
        """The outcome, once it is counted."""
        return Outcome.of(self.outcome) if self.outcome is not None else None

    def put(self, asked: int, asked_apart: int) -> Put:
        """What the tally needs to know."""
        form: Any = self.form
        return Put(form, self.codes, self.deciding, asked, asked_apart, self.most, self.seats, self.seed, self.secret)


class Elector(models.Model):
    """Somebody who is asked: written down when the ballot opens, and not changed. `apart`: shown, but not counted."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="electors")
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="electorates"
    )
    apart = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ballot", "person"), name="one_person_is_asked_once"),)


class Mark(models.Model):
    """That somebody voted, and whether it was entered for them from paper, by whom and before whom."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="marks")
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="marks"
    )
    on_paper = models.BooleanField(default=False)
    by = models.PositiveBigIntegerField(null=True, blank=True)
    witness = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ballot", "person"), name="one_person_one_vote"),)


class Voice(models.Model):
    """What somebody said in an open ballot; saying it again replaces it."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voices")
    person: models.ForeignKey[Any, Any] = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="voices"
    )
    apart = models.BooleanField(default=False)
    choices = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ballot", "person"), name="one_person_one_voice"),)


class Urn(models.Model):
    """All slips of a secret ballot: {digest of the receipt: [choices, reason]}, in the order of the digests.

    Emptied of receipts when it is counted.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="urns")
    apart = models.BooleanField(default=False)
    slips = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ballot", "apart"), name="one_urn_a_ballot"),)
