"""Questions that every room asks when it puts something to the vote: until when, and under which rule."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from django import forms
from django.utils import timezone

from edulis.schema import Text
from edulis.web.kit.ballot.deciding import KIND_TITLES, SHARES, Deciding, Kind
from edulis.web.kit.tongue import say

PLAIN: tuple[Kind, ...] = ("consent", "majority", "supermajority")  # those that fit a yes or no question
SOONEST, LATER = dt.timedelta(minutes=10), 30  # a ballot runs ten minutes or more; days after which the last come in


class TimesForm(forms.Form):
    """Until when people are told to vote, and how long what is offline or on paper may still be handed in."""

    until_day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    until_time = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial=dt.time(20))
    later = forms.IntegerField(min_value=0, max_value=LATER, initial=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_day"].label = say(Text("Vote until: day"))
        self.fields["until_time"].label = say(Text("Vote until: hour"))
        self.fields["later"].label = say(Text("Days for handing in what is on paper or on phones without a network"))
        told = Text("Nobody sees counts before they are over. Nought where all meet in one place.")
        self.fields["later"].help_text = say(told)

    def clean(self) -> dict[str, Any]:
        """The end lies ahead."""
        found = super().clean() or {}
        if "until_day" in found and "until_time" in found:
            told = dt.datetime.combine(found["until_day"], found["until_time"])
            found["cast_until"] = timezone.make_aware(told)
            if found["cast_until"] < timezone.now() + SOONEST:
                self.add_error("until_day", say(Text("That is over, or too soon. Give people time to vote.")))
            found["hand_in_until"] = found["cast_until"] + dt.timedelta(days=found.get("later") or 0)
        return found


class SecrecyForm(forms.Form):
    """Secret or open, declared before anybody votes."""

    secret = forms.TypedChoiceField(coerce=lambda word: word == "secret", widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["secret"]
        field.label = say(Text("Secret or open"))
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [
                ("open", say(Text("Open: the others may ask who said what"))),
                ("secret", say(Text("Secret: nobody sees who said what"))),
            ]


class RuleForm(forms.Form):
    """A deciding rule as questions."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    share = forms.ChoiceField(required=False)
    quorum = forms.ChoiceField(required=False)
    quorum_number = forms.IntegerField(min_value=1, max_value=10_000, required=False)
    shown = forms.BooleanField(required=False)

    def __init__(self, *args: Any, kinds: tuple[Kind, ...] = PLAIN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("kind", [(kind, say(KIND_TITLES[kind])) for kind in kinds], Text("How it is decided"))
        shares = [(str(one), str(one)) for one in SHARES if one >= Fraction(1, 2)]
        self._choices("share", [("", "—"), *shares], Text("For a large share: which part of those who say yes or no"))
        some = [(str(one), say(Text("{share} of those asked", share=str(one)))) for one in SHARES]
        self._choices("quorum", [("", say(Text("however few"))), *some], Text("How many must vote"))
        self.fields["quorum_number"].label = say(Text("Or a number of people"))
        self.fields["shown"].label = say(Text("In an open ballot, counts are seen while it runs"))

    def _choices(self, name: str, choices: list[tuple[str, str]], label: Text) -> None:
        field = self.fields[name]
        field.label = say(label)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The rule itself, as `rule`."""
        found = super().clean() or {}
        large = found.get("kind") == "supermajority"
        if large and not found.get("share"):
            self.add_error("share", say(Text("Say which share.")))
        elif found.get("quorum") and found.get("quorum_number"):
            self.add_error("quorum_number", say(Text("A share or a number, not both.")))
        elif "kind" in found and not self.errors:
            found["rule"] = Deciding(
                found["kind"], Fraction(found["share"]) if large else None,
                Fraction(found["quorum"]) if found.get("quorum") else None, found.get("quorum_number"),
                hidden=not found.get("shown"),
            )  # fmt: skip
        return found


def asked_of(rule: Deciding) -> dict[str, Any]:
    """What `RuleForm` shows for a rule."""
    return {
        "kind": rule.kind, "share": str(rule.share or ""), "quorum": str(rule.quorum_share or ""),
        "quorum_number": rule.quorum_number, "shown": not rule.hidden,
    }  # fmt: skip
