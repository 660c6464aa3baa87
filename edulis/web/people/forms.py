"""Questions about people."""

from __future__ import annotations

from typing import Any

import pyotp
from django import forms
from django.contrib.auth.password_validation import validate_password

from edulis.schema import Text
from edulis.web.kit.tongue import say
from edulis.web.people.models import ROLE, Person

OUTSIDERS = frozenset({"facilitator", "support", "researcher"})


class PinForm(forms.Form):
    """Four to six digits, twice."""

    pin = forms.RegexField(r"^\d{4,6}$", widget=forms.PasswordInput(attrs={"inputmode": "numeric", "maxlength": 6}))
    again = forms.CharField(widget=forms.PasswordInput(attrs={"inputmode": "numeric", "maxlength": 6}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pin"].label = say(Text("Choose a PIN of 4 to 6 digits"))
        self.fields["pin"].help_text = say(Text("Only on this phone. Not a birthday, not 1234."))
        self.fields["pin"].error_messages["invalid"] = say(Text("A PIN has 4 to 6 digits."))
        self.fields["again"].label = say(Text("The same PIN again"))

    def clean_pin(self) -> str:
        """Refuse what anybody would try first."""
        pin: str = self.cleaned_data["pin"]
        if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
            raise forms.ValidationError(say(Text("That PIN is tried first by everybody. Choose another.")))
        return pin

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        found = super().clean() or {}
        if "pin" in found and found.get("again") != found["pin"]:
            self.add_error("again", say(Text("The two PINs differ.")))
        return found


class OutsiderForm(forms.Form):
    """A name to enter by, a password, and the code of an authenticator."""

    handle = forms.RegexField(r"^[a-z0-9][a-z0-9._-]{2,39}$")
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200)
    totp = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handle"].label = say(Text("A name to enter by: small letters and digits"))
        self.fields["handle"].error_messages["invalid"] = say(
            Text("Three or more small letters, digits, dots or dashes.")
        )
        self.fields["password"].label = say(Text("A password of at least 10 characters"))
        self.fields["password"].help_text = say(Text("Several words together are easy to keep and hard to guess."))
        self.fields["code"].label = say(Text("The six digits that the authenticator shows now"))

    def clean_handle(self) -> str:
        """Nobody else's name."""
        handle: str = self.cleaned_data["handle"]
        if Person.objects.filter(handle__iexact=handle).exists():
            raise forms.ValidationError(say(Text("Somebody else enters by that name. Choose another.")))
        return handle

    def clean_password(self) -> str:
        """By the usual rules: long, and not among those tried first."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """The code must be that of the secret that was shown."""
        found = super().clean() or {}
        if "code" in found and not pyotp.TOTP(found["totp"]).verify(found["code"].replace(" ", ""), valid_window=1):
            self.add_error("code", say(Text("That code does not fit. Wait for the next one and type it at once.")))
        return found


class CardForm(forms.Form):
    """Whom a card is for."""

    name = forms.CharField(max_length=80)
    role = forms.ChoiceField()
    household = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say(Text("Name"))
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(word, say(Text(title))) for word, title in ROLE if word != "coordinator"]
        role.label = say(Text("Comes as"))
        self.fields["household"].label = say(Text("Code of the household or enterprise"))
        self.fields["household"].help_text = say(Text("As in the tables. Leave it empty for those who speak for none."))
