"""Questions of the forum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from edulis.schema import Text
from edulis.web.forum.actions import Saying
from edulis.web.forum.models import Post
from edulis.web.forum.words import OUTSIDE, RULE, STANCE, VOICE
from edulis.web.kit import tongue
from edulis.web.kit.pictures import NoPicture, draw_anew
from edulis.web.kit.sounds import NoSound, take_sound
from edulis.web.kit.visit import Visit

MOST_WORDS, MOST_TITLE = 20_000, 140
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)


def chosen(words: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Fixed words as choices, in the language of the page."""
    return [(word, tongue.say(title)) for word, title in words.items()]


class SayForm(forms.Form):
    """What one says, as what, how one stands to it, and what was seen or spoken."""

    words = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    voice = forms.ChoiceField()
    stance = forms.ChoiceField(widget=forms.RadioSelect, initial="note", required=False)
    picture = forms.FileField(required=False)
    sound = forms.FileField(required=False)

    def __init__(self, *args: Any, visit: Visit, label: Text | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = tongue.say(label or Text("What do you want to say?"))
        self.fields["picture"].label = tongue.say(Text("A picture"))
        self.fields["picture"].widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
        self.fields["picture"].help_text = tongue.say(
            Text("Ask those who are on it first. Where and when it was taken is not kept.")
        )
        self.fields["sound"].label = tongue.say(Text("A voice note"))
        spoken = {"record": Text("Speak now"), "stop": Text("Stop"), "anew": Text("Speak anew")}
        told = {f"data-{name}": tongue.say(words) for name, words in spoken.items()}
        self.fields["sound"].widget = forms.FileInput(attrs={"accept": "audio/*"} | told)
        self.fields["sound"].help_text = tongue.say(Text("For those who would rather speak than write. 4 MB at most."))
        voice, stance = self.fields["voice"], self.fields["stance"]
        if isinstance(voice, forms.ChoiceField) and isinstance(stance, forms.ChoiceField):
            outside = visit.acting_as in OUTSIDE
            voice.choices = chosen({visit.acting_as: OUTSIDE[visit.acting_as]} if outside else VOICE)
            stance.choices = chosen(STANCE)
        voice.label, stance.label = tongue.say(Text("I speak as")), tongue.say(Text("How do you stand to it?"))
        self.kept: dict[str, tuple[Any, ...]] = {"pictures": (), "sounds": ()}

    def clean_picture(self) -> None:
        """The picture, drawn anew."""
        if sent := self.cleaned_data["picture"]:
            try:
                self.kept["pictures"] = (draw_anew(sent, sent.size),)
            except NoPicture:
                told = Text("That is no picture a phone takes (JPEG, PNG, WebP), or it is too large.")
                raise forms.ValidationError(tongue.say(told)) from None

    def clean_sound(self) -> None:
        """The voice note as it was made."""
        if sent := self.cleaned_data["sound"]:
            try:
                self.kept["sounds"] = (take_sound(sent, sent.size),)
            except NoSound:
                told = Text("That is no voice note that can be played (Opus, AAC, M4A), or it is longer than 4 MB.")
                raise forms.ValidationError(tongue.say(told)) from None

    def clean(self) -> dict[str, Any]:
        """Somebody who says nothing has pressed too early."""
        found = super().clean() or {}
        if not self.errors and not found.get("words") and not any(self.kept.values()):
            self.add_error("words", tongue.say(Text("Write something, or add a picture or a voice note.")))
        return found

    def saying(self, parent: Post | None = None) -> Saying:
        """What is said, once the form is valid."""
        given = self.cleaned_data
        stance = given.get("stance") or "note"
        pictures, sounds = self.kept["pictures"], self.kept["sounds"]
        return Saying(given.get("words", ""), given["voice"], stance, parent, pictures, sounds)


class TopicForm(SayForm):
    """A topic: its title and first words."""

    title = forms.CharField(max_length=MOST_TITLE)
    field_order = ("title", "words", "voice", "picture", "sound")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label=Text("Tell it in your own words"), **kwargs)
        del self.fields["stance"]
        self.fields["title"].label = tongue.say(Text("What should we talk about?"))
        self.fields["title"].help_text = tongue.say(Text("One line. A question is best."))

    def clean(self) -> dict[str, Any]:
        """The title alone may be all there is to say."""
        return forms.Form.clean(self) or {}


class ChangeForm(forms.Form):
    """One's own words, changed."""

    title = forms.CharField(max_length=MOST_TITLE)
    words = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 6}))
    voice = forms.ChoiceField()
    stance = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, visit: Visit, opening: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = tongue.say(Text("What should we talk about?"))
        self.fields["words"].label = tongue.say(Text("Your words"))
        voice, stance = self.fields["voice"], self.fields["stance"]
        if isinstance(voice, forms.ChoiceField) and isinstance(stance, forms.ChoiceField):
            outside = visit.acting_as in OUTSIDE
            voice.choices = chosen({visit.acting_as: OUTSIDE[visit.acting_as]} if outside else VOICE)
            stance.choices = chosen(STANCE)
        voice.label, stance.label = tongue.say(Text("I speak as")), tongue.say(Text("How do you stand to it?"))
        del self.fields["stance" if opening else "title"]


class WordsForm(forms.Form):
    """One text: a reason, a translation, what came of it."""

    words = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: Text, help_text: Text | None = None, most: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        words.label = tongue.say(label)
        if help_text is not None:
            words.help_text = tongue.say(help_text)
        if most:
            self.fields["words"] = forms.CharField(
                max_length=most, widget=words.widget, label=words.label, help_text=words.help_text
            )


class DecisionForm(forms.Form):
    """What we decided, why, and how."""

    words = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    reasons = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    rule = forms.ChoiceField(widget=forms.RadioSelect)
    hands_for = forms.IntegerField(min_value=0, max_value=9999, required=False)
    hands_against = forms.IntegerField(min_value=0, max_value=9999, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = tongue.say(Text("What we decided"))
        self.fields["reasons"].label = tongue.say(Text("Why? And what spoke against it?"))
        rule = self.fields["rule"]
        if isinstance(rule, forms.ChoiceField):
            rule.choices = chosen(RULE)
        rule.label = tongue.say(Text("How was it decided?"))
        self.fields["hands_for"].label = tongue.say(Text("Hands for"))
        self.fields["hands_against"].label = tongue.say(Text("Hands against"))


class ReminderForm(forms.Form):
    """What not to forget, and until when."""

    words = forms.CharField(max_length=200)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = tongue.say(Text("What should nobody forget?"))
        self.fields["day"].label = tongue.say(Text("Day"))

    def clean_day(self) -> dt.date:
        """A day that a calendar on the wall could show."""
        day: dt.date = self.cleaned_data["day"]
        if not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(tongue.say(Text("Look at the year again.")))
        return day
