"""Questions about local groups."""

from __future__ import annotations

from typing import Any

from django import forms

from edulis.schema import Text
from edulis.web.kit.ballot.forms import SecrecyForm, TimesForm
from edulis.web.kit.tongue import say
from edulis.web.people.models import GROUP_TITLES, JOINING_TITLES
from edulis.web.people.officeforms import VOTE_FOR, soon


class GroupForm(forms.Form):
    """What a group says of itself."""

    name = forms.CharField(max_length=120)
    kind = forms.ChoiceField()
    purpose = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    joining = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"joining": "asked", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for name, label, choices in (
            ("name", Text("Name of the group"), {}), ("kind", Text("What kind of group"), GROUP_TITLES),
            ("purpose", Text("What it is for"), {}), ("joining", Text("Who may join"), JOINING_TITLES),
        ):  # fmt: skip
            field = self.fields[name]
            field.label = say(label)
            if isinstance(field, forms.ChoiceField):
                field.choices = [(word, say(title)) for word, title in choices.items()]


class AskForm(SecrecyForm, TimesForm):
    """A question to the group."""

    question = forms.CharField(max_length=300)
    more = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False)
    field_order = ("question", "more", "until_day", "until_time", "later", "secret")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"secret": "open", "until_day": soon(VOTE_FOR), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["question"].label = say(Text("The question"))
        self.fields["more"].label = say(Text("What one should know"))
