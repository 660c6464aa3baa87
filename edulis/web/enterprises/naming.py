"""What enterprises and households are called on pages of the circle: by name, unless they asked to be left unnamed."""

from __future__ import annotations

from typing import Any

from edulis.schema import Text
from edulis.schema.words import ENTERPRISE_KIND
from edulis.web.enterprises.agreed import agreed
from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.standing import standing
from edulis.web.kit import tongue
from edulis.web.kit.visit import Visit

KIND = dict(ENTERPRISE_KIND)
UNSHOWN = Text("somebody who is not shown")


def kind_word(kind: str | None) -> str:
    """A kind of enterprise in the language of the page."""
    return tongue.say(Text(KIND.get(kind or "unknown", KIND["unknown"])))


class Labels(dict[str, str]):
    """Labels by code. Who is not shown is not among them, and wherever a row still names them they are `UNSHOWN`."""

    hidden: frozenset[str] = frozenset()

    def get(self, code: Any, other: Any = None) -> Any:
        """The label, or what else is to be said; never the code of somebody who is not shown."""
        return tongue.say(UNSHOWN) if code in self.hidden else super().get(code, other)


def unshown(visit: Visit) -> frozenset[str]:
    """Those who said no to being counted: for all but themselves they are nowhere on the site, from this request on."""
    return frozenset(code for code in agreed(visit.cluster, "map").no if not standing(visit).own(code))


def called(visit: Visit) -> Labels:
    """The label of each enterprise: its name where it may be shown, else its code; with its kind."""
    kept: dict[tuple[str, frozenset[str]], Labels] = visit.cluster.__dict__.setdefault("_called", {})
    if ("enterprise", visit.households) in kept:
        return kept["enterprise", visit.households]
    rows = ROWS["enterprise"]._default_manager.filter(of=visit.cluster, gone=None).order_by("pk")
    labels = _labelled(visit, rows.values_list("code", "name", "kind"))
    kept["enterprise", visit.households] = labels
    return labels


def households(visit: Visit) -> Labels:
    """The label of each household."""
    rows = ROWS["household"]._default_manager.filter(of=visit.cluster, gone=None).order_by("pk")
    return _labelled(visit, ((code, name, "") for code, name in rows.values_list("code", "name")))


def _labelled(visit: Visit, rows: Any) -> Labels:
    who, nameless, hidden = standing(visit), agreed(visit.cluster, "circle").no, unshown(visit)
    labels = Labels()
    labels.hidden = hidden
    words = {kind: kind_word(kind) for kind in KIND}  # once, not once for each of thousands
    for code, name, kind in rows:
        if code not in hidden:
            shown = tongue.own_part(name) if name and (code not in nameless or who.own(code)) else code
            labels[code] = f"{shown} · {words.get(kind, words['unknown'])}" if kind != "" else shown
    return labels
