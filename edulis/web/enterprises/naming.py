"""What enterprises and households are called on pages of the circle: by name, unless they asked to be left unnamed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.standing import standing
from edulis.web.kit import tongue
from edulis.web.kit.visit import Visit

KIND = dict(ENTERPRISE_KIND)


def kind_word(kind: str | None) -> str:
    """A kind of enterprise in the language of the page."""
    return tongue.say(Text(KIND.get(kind or "unknown", KIND["unknown"])))


def consents(cluster: Any, purpose: str, codes: frozenset[str] | None = None) -> dict[str, bool]:
    """The last word of each household or enterprise on that purpose; who was never asked is not there."""
    found = ROWS["consent"]._default_manager.filter(of=cluster, gone=None, purpose=purpose).order_by("day", "pk")
    if codes is not None:
        found = found.filter(who__in=codes)
    today = dt.date.today()
    return {
        who: bool(given) and withdrawn is None and (until is None or until >= today)
        for who, given, withdrawn, until in found.values_list("who", "given", "withdrawn", "until")
    }


def called(visit: Visit) -> Mapping[str, str]:
    """The label of each enterprise: its name where it may be shown, else its code; with its kind."""
    kept: dict[frozenset[str], Mapping[str, str]] = visit.cluster.__dict__.setdefault("_called", {})
    if visit.households in kept:
        return kept[visit.households]
    who, shown = standing(visit), consents(visit.cluster, "circle")
    labels: dict[str, str] = {}
    rows = ROWS["enterprise"]._default_manager.filter(of=visit.cluster, gone=None).order_by("pk")
    for code, name, household, kind in rows.values_list("code", "name", "household", "kind"):
        hidden = not shown.get(code, shown.get(household or "", True)) and not who.own(code)
        labels[code] = f"{code if hidden or not name else tongue.own_part(name)} · {kind_word(kind)}"
    kept[visit.households] = labels
    return labels


def households(visit: Visit) -> Mapping[str, str]:
    """The label of each household."""
    who, shown = standing(visit), consents(visit.cluster, "circle")
    rows = ROWS["household"]._default_manager.filter(of=visit.cluster, gone=None).order_by("pk")
    return {
        code: code if not name or (not shown.get(code, True) and not who.own(code)) else tongue.own_part(name)
        for code, name in rows.values_list("code", "name")
    }
