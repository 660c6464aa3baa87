"""Give a Django model the columns that `edulis.schema` declares; a change of title or choice makes no migration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from edulis.schema import Column, Text, columns, record_name
from edulis.web.kit import tongue

CODE, WORD = 64, 64  # characters


def _field(column: Column) -> models.Field[Any, Any]:
    match column.kind:
        case "code" | "link" | "place":
            return models.CharField(max_length=CODE, null=True, blank=True)
        case "one_of":
            return models.CharField(max_length=WORD, null=True, blank=True)
        case "text":
            return models.TextField(null=True, blank=True)
        case "yes_no":
            return models.BooleanField(null=True, blank=True)
        case "count" | "money":
            return models.BigIntegerField(null=True, blank=True)
        case "number":
            return models.FloatField(null=True, blank=True)
        case "month" | "day":
            return models.DateField(null=True, blank=True)
    raise LookupError(f"no Django field for a {column.kind!r} column")


SHORT = frozenset({"name", "title", "unit", "grade", "region", "contact", "role"})  # texts of a few words: one line


class Declared:
    """`survey = Declared(schema.Enterprise)` in a model body adds its columns.

    The store asks for nothing: whether a row may stand is for `engine.check` to say, with its place and its reason.
    """

    def __init__(self, record: type) -> None:
        self.record, self.columns = record, columns(record)

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Called by Django while it makes the model."""
        for column in self.columns:
            model.add_to_class(column.name, _field(column))
        setattr(model, name, self)

    @property
    def name(self) -> str:
        """The name of the record in files."""
        return record_name(self.record)

    def form_field(self, column: Column, choices: tuple[tuple[str, str], ...] = ()) -> forms.Field:
        """The column as a question on a page: its title and unit, how one asks, and what may be chosen.

        `choices` are the codes and names that a link may point at.
        """
        label = tongue.say(Text(column.title))
        if column.unit:
            label = f"{label} ({tongue.say(Text(column.unit))})"
        about: dict[str, Any] = {"label": label, "required": column.required, "help_text": tongue.say(Text(column.ask))}
        match column.kind:
            case "one_of":
                words = [(word, tongue.say(Text(title))) for word, title in column.choices]
                return forms.ChoiceField(choices=[("", "—"), *words], **about)
            case "link" | "place":
                return forms.ChoiceField(choices=[("", "—"), *choices], **about)
            case "yes_no":
                answers = [("", "—"), ("true", tongue.say(Text("yes"))), ("false", tongue.say(Text("no")))]
                about["coerce"] = lambda word: None if word == "" else word == "true"
                return forms.TypedChoiceField(choices=answers, empty_value=None, **about)
            case "count" | "money":
                return forms.IntegerField(min_value=_whole(column.low), max_value=_whole(column.high), **about)
            case "number":
                return forms.FloatField(min_value=column.low, max_value=column.high, **about)
            case "month" | "day":
                return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **about)
            case "text":
                line = column.name in SHORT
                widget = forms.TextInput() if line else forms.Textarea(attrs={"rows": 2})
                return forms.CharField(widget=widget, max_length=2000, **about)
        return forms.CharField(max_length=CODE, **about)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)
