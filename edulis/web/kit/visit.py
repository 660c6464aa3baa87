"""A visit: who looks at or does something, in which cluster, as what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SITE = 0  # the number under which the site itself acts


@dataclass(slots=True)
class Visit:
    """The person (or none), the cluster (or none), the roles held in it and the households spoken for."""

    person: Any = None  # people.Person
    cluster: Any = None  # people.Cluster
    roles: frozenset[str] = frozenset({"visitor"})
    households: frozenset[str] = frozenset()  # codes of the records that are the person's own
    acting_as: str = "visitor"
    lines: int = field(default=0)  # left on the trail during this request
    onward: str = ""  # where somebody who came in by a card is led first

    @property
    def number(self) -> int:
        """The number of the person on the trail."""
        return int(self.person.pk) if self.person is not None else SITE

    @property
    def inside(self) -> bool:
        """Whether the person has any role in this cluster."""
        return bool(self.roles - {"visitor", "former", "operator"})
