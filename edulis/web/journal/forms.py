"""Questions of the journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from edulis.schema import Text
from edulis.web.kit.tongue import say

MOST_WORDS = 20_000
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


class MeetingForm(forms.Form):
    """What about, when, where."""

    title = forms.CharField(max_length=120)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(max_length=120, required=False)
    agenda = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = say(Text("What is the meeting about?"))
        self.fields["day"].label = say(Text("Day"))
        self.fields["starts"].label = say(Text("Time"))
        self.fields["place"].label = say(Text("Where"))
        self.fields["agenda"].label = say(Text("What we will talk about, one point a line"))

    def clean_day(self) -> dt.date:
        """A day that a calendar on the wall could show."""
        day: dt.date = self.cleaned_data["day"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(say(Text("Look at the year again.")))
        return day


class MinutesForm(forms.Form):
    """The minutes, as one text."""

    words = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = say(Text("Minutes"))
        self.fields["words"].help_text = say(
            Text("What was said, in your own words. Decisions go on a line of their own.")
        )


class DecidedForm(forms.Form):
    """What we decided, and the show of hands if there was one."""

    words = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    hands_for = forms.IntegerField(min_value=0, max_value=9999, required=False)
    hands_against = forms.IntegerField(min_value=0, max_value=9999, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = say(Text("What we decided"))
        self.fields["hands_for"].label = say(Text("Hands for"))
        self.fields["hands_against"].label = say(Text("Hands against"))


class PhotoForm(forms.Form):
    """A picture."""

    picture = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}))
    caption = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].label = say(Text("Picture"))
        self.fields["picture"].help_text = say(
            Text("Ask those who are on it first. Where and when it was taken is not kept.")
        )
        self.fields["caption"].label = say(Text("What it shows"))


class NoteForm(forms.Form):
    """A note from outside."""

    words = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = say(Text("Your note"))


class PresenceForm(forms.Form):
    """Who came: people of the cluster, and names of others."""

    came = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came = self.fields["came"]
        if isinstance(came, forms.MultipleChoiceField):
            came.choices = people
        came.label = say(Text("Who came"))
        self.fields["others"].label = say(Text("Others, one name a line"))

    def clean_others(self) -> list[str]:
        """The names, without empty lines."""
        found = [" ".join(line.split()) for line in self.cleaned_data["others"].splitlines()]
        if any(len(name) > 80 for name in found):
            raise forms.ValidationError(say(Text("One name a line.")))
        return [name for name in found if name]
