"""Every address of the site, and what stands at it: own things, another household's, another cluster's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.conftest import Cast

ROLES = {
    "visitor": None, "member": "binh", "coordinator": "hoa", "ally": "an", "facilitator": "minh", "support": "son",
    "researcher": "ngoc", "operator": "tu", "former": "gone", "neighbour": "lan",
}  # fmt: skip
NOBODY, NOTHING = 987_654_321, "no-such-thing"


@dataclass(frozen=True)
class Address:
    """A pattern of the site with its name, its parameters and its door."""

    name: str
    route: str
    parameters: tuple[str, ...]
    door: Any

    @property
    def writes(self) -> bool:
        """Whether something can be sent there."""
        return "POST" in self.door.methods

    def at(self, given: dict[str, object]) -> str:
        """The address itself, with these parameters."""
        path = self.route
        for part in path.split("<")[1:]:
            whole = part.split(">")[0]
            path = path.replace(f"<{whole}>", str(given[whole.rpartition(":")[2]]), 1)
        return "/" + path


def addresses(resolver: URLResolver | None = None, space: str = "", before: str = "") -> list[Address]:
    """All of them, by name."""
    found: list[Address] = []
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += addresses(one, f"{one.namespace}:" if one.namespace else space, route)
        elif isinstance(one, URLPattern):
            found.append(Address(f"{space}{one.name}", route, tuple(one.pattern.converters), one.callback))
    return sorted(found, key=lambda address: address.name)


@dataclass
class World:
    """The cast with something of everybody's in every room. `things` says for an address what stands there.

    A later room adds its things in `tests/web/harness/things.py`; an address that is not named there is asked for a
    number or a word that nothing has.
    """

    cast: Cast
    things: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def parameters(self, address: Address, whose: str) -> dict[str, object] | None:
        """What to put into an address; nothing where there is no such thing."""
        given: dict[str, object] = {"cluster": self.cast.village.code}
        rest = [name for name in address.parameters if name != "cluster"]
        known = self.things.get(address.name, {}).get(whose)
        if rest and known is None and whose != "own":
            return None
        if not rest and whose != "own":
            return None
        for name in rest:
            given[name] = (known or {}).get(name, NOBODY if name == "number" else NOTHING)
        return given

    def client(self, role: str) -> Client:
        """A browser in which somebody of that role has entered; mistakes of ours are answers (500), not tracebacks."""
        if role not in self.clients:
            made = self.cast.client(ROLES[role])
            made.raise_request_exception = False
            self.clients[role] = made
        return self.clients[role]
