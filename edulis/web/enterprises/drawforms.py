"""What is asked at the wall: one thing at a time."""

from __future__ import annotations

from typing import Any

from django import forms

from edulis.schema import EnterpriseRound, Text, columns
from edulis.schema.words import BASE_UNIT, ENTERPRISE_KIND, PRODUCT_STAGE
from edulis.web.enterprises.forms import shared_choices
from edulis.web.kit.tongue import say
from edulis.web.kit.visit import Visit

GOALS = next(one.choices for one in columns(EnterpriseRound) if one.name == "goal_kind")


class CardForm(forms.Form):
    """An enterprise for the wall."""

    name = forms.CharField(max_length=80)
    kind = forms.ChoiceField()
    place = forms.ChoiceField(required=False)
    new_place = forms.CharField(max_length=80, required=False)
    ours = forms.BooleanField(required=False, initial=True)

    def __init__(self, visit: Visit, data: Any = None) -> None:
        super().__init__(data)
        _told(self, "name", Text("Name, as people here say it"))
        _choices(self, "kind", [(word, say(Text(title))) for word, title in ENTERPRISE_KIND])
        _told(self, "kind", Text("Main work"))
        _choices(self, "place", [("", "—"), *shared_choices(visit.cluster, "place")])
        _told(self, "place", Text("Place"))
        _told(self, "new_place", Text("Or a place that is not on the list"))
        _told(self, "ours", Text("A household of ours (leave empty for buyers and suppliers from elsewhere)"))


class ProductForm(forms.Form):
    """A good for the wall."""

    name = forms.CharField(max_length=80)
    stage = forms.ChoiceField()
    unit = forms.ChoiceField(initial="kg")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        _told(self, "name", Text("What is it called here?"))
        _choices(self, "stage", [(word, say(Text(title))) for word, title in PRODUCT_STAGE])
        _told(self, "stage", Text("Stage"))
        _choices(self, "unit", [(word, say(Text(title))) for word, title in BASE_UNIT])
        _told(self, "unit", Text("Base unit"))


class GoalForm(forms.Form):
    """Where an owner wants to go."""

    goal_kind = forms.ChoiceField(required=False)
    goal = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, data: Any = None, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        _choices(self, "goal_kind", [("", "—"), *((word, say(Text(title))) for word, title in GOALS)])
        _told(self, "goal_kind", Text("Which of these comes closest to the owner's goal?"))
        _told(self, "goal", Text("Where should this enterprise be in five years?"))


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _told(form: forms.Form, name: str, label: Text) -> None:
    form.fields[name].label = say(label)
