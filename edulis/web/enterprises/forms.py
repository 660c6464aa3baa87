"""Forms made from the declaration: each column a question, each link a choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from edulis.schema import Column, Problem, Text
from edulis.web.enterprises.checking import problems_of
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.naming import called, households
from edulis.web.enterprises.standing import standing
from edulis.web.kit import tongue
from edulis.web.kit.declared import Declared
from edulis.web.kit.visit import Visit

MANY = 400  # choices: more of them make a page too heavy for a phone, and the code is typed

KNOWN = 100  # partners of each side that are offered
Choice = tuple[str, str]


class RowForm(forms.Form):
    """A row of a record. `doubts` are what the check finds hard to believe; they are told and do not stop."""

    def __init__(
        self, visit: Visit, record: str, data: Any = None, row: Any = None, begun: Mapping[str, str] | None = None
    ) -> None:
        self.visit, self.record, self.row = visit, record, row
        self.survey: Declared = _survey(record)
        self.doubts: list[Problem] = []
        initial = (
            {column.name: _shown(getattr(row, column.name)) for column in self.survey.columns}
            if row
            else dict(begun or {})
        )
        self.known: list[Choice] = []  # those whose codes are offered where they have to be typed
        super().__init__(data, initial=initial)
        for column in self.survey.columns:
            self.fields[column.name] = self._field(column)

    def _field(self, column: Column) -> forms.Field:
        if not column.to:
            return self.survey.form_field(column)
        choices = choices_of(self.visit, column)
        if len(choices) <= MANY:
            return self.survey.form_field(column, tuple(choices))
        label, help_text = tongue.say(Text(column.title)), tongue.say(Text(column.ask))
        typed = tongue.say(Text("Type the code, or choose one of those you deal with."))
        self.known = self.known or known_to(self.visit, dict(choices))
        return forms.CharField(
            max_length=64, required=column.required, label=label, help_text=f"{help_text} {typed}", empty_value=None,
            widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off", "autocapitalize": "none"}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What the check of the whole cluster would say of this row, in words, at the question it concerns."""
        found = super().clean() or {}
        for column in self.survey.columns:
            value = found.get(column.name)
            if value == "":
                found[column.name] = None
            elif column.kind == "month" and isinstance(value, dt.date):
                found[column.name] = value.replace(day=1)
            elif isinstance(value, str) and "\0" in value:
                self.add_error(column.name, tongue.say(Text("There is a letter in it that no keyboard writes.")))
        if self.errors:
            return found
        number = self.row.pk if self.row is not None else None
        for one in problems_of(self.visit.cluster, self.record, self.values(found), number):
            if one.severity == "doubt":
                self.doubts.append(one)
                continue
            said = " ".join(part for part in (one.reason(tongue.current()), one.advice(tongue.current())) if part)
            self.add_error(one.column if one.column in self.fields else None, said)
        return found

    def values(self, found: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The declared columns with what was told."""
        told = self.cleaned_data if found is None else found
        return {column.name: told.get(column.name) for column in self.survey.columns}


def _survey(record: str) -> Declared:
    survey: Declared = ROWS[record].survey  # type: ignore[attr-defined]
    return survey


def _shown(value: Any) -> Any:
    """As the fields of a form hold it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def choices_of(visit: Visit, column: Column) -> list[Choice]:
    """The codes and names that a link of this column may point at."""
    found: list[Choice] = []
    for target in column.to:
        if target == "enterprise":
            found += list(called(visit).items())
        elif target == "household":
            found += list(households(visit).items())
        else:
            found += shared_choices(visit.cluster, target)
    return found


def shared_choices(cluster: Any, record: str) -> list[Choice]:
    """The rows of a shared record by code and name."""
    model: Any = ROWS[record]
    names = {column.name for column in model.survey.columns}
    title = next((name for name in ("name", "title") if name in names), "code")
    rows = model._default_manager.filter(of=cluster, gone=None).order_by("pk").values_list("code", title)
    return [(code, tongue.own_part(name) or code) for code, name in rows]


def known_to(visit: Visit, labels: Mapping[str, str]) -> list[Choice]:
    """Mine, and those I deal with already."""
    mine = standing(visit).mine
    rows = ROWS["trade"]._default_manager.filter(of=visit.cluster, gone=None).order_by()
    met: set[str] = set()
    for side, other in (("seller", "buyer"), ("buyer", "seller")):
        told = rows.filter(**{f"{side}__in": mine}).values_list(other, flat=True)[: 20 * KNOWN]
        met.update(sorted(set(told))[:KNOWN])
    return [(code, labels[code]) for code in (*sorted(mine), *sorted(met - mine)) if code in labels]
