"""Who speaks for whom: which households and enterprises are a person's own, and which have nobody on the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from edulis.web.enterprises.models import ROWS
from edulis.web.enterprises.owners import owner_of, shared
from edulis.web.kit.visit import Visit
from edulis.web.people.models import Membership

KEEPERS = frozenset({"coordinator", "facilitator"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The codes of a cluster by whose they are: `home` gives the household of each enterprise that has one."""

    home: Mapping[str, str] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()  # households and enterprises for which somebody on the site speaks
    mine: frozenset[str] = frozenset()

    def own(self, code: str) -> bool:
        """Whether this household or enterprise is the person's own."""
        return code in self.mine

    def alone(self, code: str) -> bool:
        """Whether nobody on the site speaks for it: what is told on paper is then typed in by the coordinators."""
        return code not in self.spoken


def standing(visit: Visit) -> Standing:
    """Who speaks for whom in the cluster that is visited; looked up once a request."""
    kept: dict[frozenset[str], Standing] = visit.cluster.__dict__.setdefault("_standing", {})
    if visit.households in kept:
        return kept[visit.households]
    enterprises = ROWS["enterprise"]._default_manager.filter(of=visit.cluster, gone=None).exclude(household=None)
    home = dict(enterprises.values_list("code", "household"))
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), cluster=visit.cluster)
    spoken = frozenset(code for code in held.values_list("household", flat=True) if code)
    found = Standing(home, _family(home, spoken), _family(home, visit.households))
    kept[visit.households] = found
    return found


def _family(home: Mapping[str, str], codes: frozenset[str]) -> frozenset[str]:
    """These codes with the enterprises of the households among them, and the households of the enterprises."""
    houses = codes | {home[code] for code in codes if code in home}
    return frozenset(houses | {code for code, house in home.items() if house in houses})


def may_keep(visit: Visit, record: str, values: Mapping[str, Any]) -> bool:
    """Whether this person may write such a row.

    What is the cluster's as a whole: coordinators and facilitators. What is a household's own: the household; and where
    nobody on the site speaks for it, the coordinators, from what it said on paper.
    """
    if shared(record) or not (owner := owner_of(record, values)):
        return bool(visit.roles & KEEPERS)
    who = standing(visit)
    if who.own(owner):
        return True
    return who.alone(owner) and "coordinator" in visit.roles


def may_see(visit: Visit, record: str, values: Mapping[str, Any]) -> bool:
    """Whether this person may read such a row: what is the cluster's, their own, and what they may write."""
    return shared(record) or may_keep(visit, record, values)
