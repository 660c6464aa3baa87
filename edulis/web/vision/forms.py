"""Questions of the room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND
from edulis.web.kit.tongue import say
from edulis.web.vision.models import NEARER

TOO_LATE = Text("The time to hand in lies before the end, or has passed. Choose a later one.")
LONGEST = dt.timedelta(days=366)


def _moment(days: int) -> str:
    """An evening so many days from now, as a form writes it."""
    evening = timezone.localtime(timezone.now() + dt.timedelta(days=days)).replace(hour=20, minute=0)
    return evening.strftime("%Y-%m-%dT%H:%M")


def _when(days: int) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M"], initial=lambda: _moment(days))


class TimesForm(forms.Form):
    """Until when one answers: what people are told, and when the site takes the last one."""

    cast_until = _when(14)
    hand_in_until = _when(17)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cast_until"].label = say(Text("Answer until"))
        self.fields["hand_in_until"].label = say(Text("Hand in until"))
        self.fields["hand_in_until"].help_text = say(
            Text("Some days later: phones without a network and paper need them. Results come only then.")
        )

    def clean(self) -> dict[str, Any]:
        """Both in their order, in the time to come."""
        given = super().clean() or {}
        first, last = given.get("cast_until"), given.get("hand_in_until")
        now = timezone.now()
        if first and last and not now < first <= last <= now + LONGEST:
            raise forms.ValidationError(say(TOO_LATE))
        return given


class RoundForm(TimesForm):
    """A question, and until when."""

    question = forms.CharField(max_length=200)
    more = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    for_research = forms.BooleanField(required=False)
    field_order = ("question", "more", "cast_until", "hand_in_until", "for_research")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = say(Text("The beginning of a sentence, or a question"))
        self.fields["question"].help_text = say(Text("For instance: In five years, our village …"))
        self.fields["more"].label = say(Text("What it is for"))
        self.fields["for_research"].label = say(
            Text("Our members agreed that researchers may have the answers, without names")
        )


class StatementForm(forms.Form):
    """One sentence; a picture and a voice if one wants."""

    words = forms.CharField(max_length=280, widget=forms.Textarea(attrs={"rows": 3}))
    picture = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )
    sound = forms.FileField(required=False, widget=forms.FileInput(attrs={"accept": "audio/*"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = say(Text("Your statement"))
        self.fields["words"].help_text = say(
            Text("One thought, one sentence, so that others can agree or not. No names of persons.")
        )
        self.fields["picture"].label = say(Text("A picture, if you like"))
        self.fields["sound"].label = say(Text("Your voice, if you like: read the sentence aloud"))
        self.fields["sound"].help_text = say(Text("For those who do not read. At most 4 MB."))

    def clean_words(self) -> str:
        """The sentence on one line."""
        return " ".join(self.cleaned_data["words"].split())


class OutForm(forms.Form):
    """Why a statement is taken out."""

    why = forms.CharField(max_length=280, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = say(Text("Why? Everybody can read it."))


class VoiceForm(forms.Form):
    """As what one answers, and whether researchers may have it."""

    kind = forms.ChoiceField(required=False)
    kept_back = forms.BooleanField(required=False)

    def __init__(self, *args: Any, choose: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(code, say(Text(words))) for code, words in ENTERPRISE_KIND if code != "unknown"]
        kind.label = say(Text("I answer as"))
        self.fields["kept_back"].label = say(Text("No researcher gets my answers"))
        if not choose:
            del self.fields["kind"]


class TextForm(forms.Form):
    """The vision text."""

    words = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = say(Text("Our vision"))
        self.fields["words"].help_text = say(
            Text("A few sentences that a child understands: what is so in some years, as if it were so already.")
        )


class StepForm(forms.Form):
    """What must be so by when."""

    year = forms.IntegerField(min_value=1990, max_value=2199)
    words = forms.CharField(max_length=280, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].label = say(Text("By the year"))
        self.fields["words"].label = say(Text("What must be so then?"))

    def clean_words(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["words"].split())


class LookForm(forms.Form):
    """Whether we came nearer in a year."""

    year = forms.IntegerField(min_value=1990, max_value=2199)
    nearer = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nearer = self.fields["nearer"]
        if isinstance(nearer, forms.ChoiceField):
            nearer.choices = [(code, say(words)) for code, words in NEARER.items()]
        self.fields["year"].label = say(Text("Year"))
        nearer.label = say(Text("Did we come nearer to the vision?"))
        self.fields["words"].label = say(Text("What makes you say so?"))
