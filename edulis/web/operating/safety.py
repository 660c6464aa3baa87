"""What a site refuses to start with, each with a sentence that says what to do."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from edulis.schema import Text

SHORTEST_KEY = 50  # characters, as `check --deploy` asks
NEAR = tuple(
    ipaddress.ip_network(net)
    for net in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
    )
)
EVERYWHERE = frozenset({"0.0.0.0", "::"})


@dataclass(frozen=True, slots=True)
class Plan:
    """How the site is to be reached."""

    host: str
    hosts: Sequence[str]  # names by which browsers may ask for it
    secret: str
    https: bool = False
    village: bool = False
    debug: bool = False
    demo: bool = False


def refusals(plan: Plan) -> Iterator[Text]:
    """Everything that is unsafe about a plan; nothing where it may start."""
    if len(plan.secret) < SHORTEST_KEY or plan.secret.startswith("django-insecure"):
        yield Text(
            "The secret key has fewer than {n} characters. Leave EDULIS_SECRET_KEY unset: "
            "Edulis then makes one and keeps it in its home.",
            n=SHORTEST_KEY,
        )
    if plan.debug:
        yield Text("DEBUG shows the inside of the site to everybody. Set it to False in your settings.")
    if plan.demo:
        yield Text("EDULIS_DEMO lets everybody step into any role. Unset it; `edulis demo` sets it by itself.")
    if not plan.hosts or any("*" in name or name.startswith(".") for name in plan.hosts):
        yield Text(
            "EDULIS_HOSTS must name each address at which people reach the site, with commas between; "
            "* would let any other page pose as it."
        )
    if is_local(plan.host) or plan.https:
        return
    if not plan.village:
        yield Text(
            "Beyond this machine, plain http lets everybody nearby read what is sent. Put the site behind https and "
            "set EDULIS_HTTPS=1; or, on a hotspot of your own, say --village."
        )
    elif plan.host not in EVERYWHERE and not is_private(plan.host):
        yield Text("--village is for a local network, but {host} is not an address of one.", host=plan.host)


def is_local(host: str) -> bool:
    """Whether only this machine reaches that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(host: str) -> bool:
    """Whether that address belongs to a local network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.endswith(".local")
    return any(address in net for net in NEAR if net.version == address.version)


def own_addresses() -> list[str]:
    """The addresses of this machine on local networks, the one that others would use first."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("10.255.255.255", 9))  # sends nothing: asks which way out would be taken
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [one for one in dict.fromkeys(found) if is_private(one) and not is_local(one)]
