"""Questions about elections and rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.forms import RuleForm, SecrecyForm, TimesForm
from edulis.web.kit.tongue import say

NAMES_FOR, VOTE_FOR = 7, 10  # days that are suggested


def soon(days: int) -> dt.date:
    """The day so many days from now, in the time of the place."""
    return timezone.localdate() + dt.timedelta(days=days)


class CallForm(SecrecyForm, TimesForm):
    """An election: how many are sought, for how long, until when names are gathered, until when people vote."""

    seats = forms.IntegerField(min_value=1, max_value=20, initial=3)
    months = forms.IntegerField(min_value=1, max_value=60, initial=12)
    names_day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    names_time = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(20))
    field_order = ("seats", "months", "names_day", "names_time", "until_day", "until_time", "later", "secret")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "secret": "secret", "names_day": soon(NAMES_FOR), "until_day": soon(VOTE_FOR), **kwargs.get("initial", {})
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["seats"].label = say(Text("How many coordinators"))
        self.fields["months"].label = say(Text("For how many months"))
        self.fields["names_day"].label = say(Text("Names are gathered until: day"))
        self.fields["names_day"].help_text = say(Text("Then the ballot opens by itself."))
        self.fields["names_time"].label = say(Text("Names are gathered until: hour"))

    def clean(self) -> dict[str, Any]:
        """Names first, then the vote."""
        found = super().clean() or {}
        if "names_day" in found and "names_time" in found:
            told = dt.datetime.combine(found["names_day"], found["names_time"])
            found["nominate_until"] = timezone.make_aware(told)
            if found["nominate_until"] < timezone.now():
                self.add_error("names_day", say(Text("That is over. Give people time to think of names.")))
            elif "cast_until" in found and found["cast_until"] <= found["nominate_until"]:
                self.add_error("until_day", say(Text("First the names, then the vote.")))
        return found


class RecallForm(SecrecyForm, TimesForm):
    """Why the members are asked, and until when."""

    why = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    field_order = ("why", "until_day", "until_time", "later", "secret")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"secret": "secret", "until_day": soon(VOTE_FOR), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["why"].label = say(Text("Why do you ask?"))
        self.fields["why"].help_text = say(Text("Everybody reads it. Talk with each other first."))


class ProposeForm(TimesForm, RuleForm):
    """Another rule, why, and until when the members vote on it."""

    why = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    field_order = (
        "kind", "share", "quorum", "quorum_number", "shown", "why", "until_day", "until_time", "later",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"until_day": soon(VOTE_FOR), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["why"].label = say(Text("Why this rule?"))
