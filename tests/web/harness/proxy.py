"""A bad network between a phone and the site: requests and replies are lost, late, doubled, out of order or cut."""

from __future__ import annotations

import random
import socket
import threading
import time
from contextlib import suppress

# What happens to one request of a hundred; a late one is overtaken by those sent after it.
FATES = {"through": 40, "request lost": 15, "reply lost": 15, "late": 12, "twice": 8, "later again": 5, "reply cut": 5}
LATE = 0.08  # seconds


class Proxy:
    """Listens on a port of its own; decides each request's fate by a seeded throw."""

    def __init__(self, port: int, seed: int) -> None:
        self.port, self.chance = port, random.Random(seed)
        self.told = dict.fromkeys(FATES, 0)
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.address = ("127.0.0.1", int(self.listening.getsockname()[1]))
        self.holding = threading.Lock()
        self.after: list[threading.Thread] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take no more, and wait until what was under way has arrived."""
        self.listening.close()
        for one in self.after:
            one.join()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self.listening.accept()
                threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        with phone, suppress(OSError):
            phone.settimeout(60)
            request = whole(phone)
            with self.holding:
                (fate,) = self.chance.choices(list(FATES), list(FATES.values()))
                late = LATE * (1 + 2 * self.chance.random())
                self.told[fate] += 1
            if fate == "request lost":
                return
            if fate == "late":
                time.sleep(late)
            if fate in {"twice", "later again"}:
                self._double(request, late if fate == "later again" else 0.0)
            reply = self._ask(request)
            if fate != "reply lost":
                phone.sendall(reply[: len(reply) // 3] if fate == "reply cut" else reply)

    def _double(self, request: bytes, wait: float) -> None:
        """The same once more, at the same time or after the first was answered."""

        def again() -> None:
            time.sleep(wait)
            with suppress(OSError):
                self._ask(request)

        one = threading.Thread(target=again)
        self.after.append(one)
        one.start()

    def _ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as site:
            site.sendall(request)
            return whole(site, reply=True)


def whole(end: socket.socket, *, reply: bool = False) -> bytes:
    """One message, by its length; a reply without a length ends with the connection."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = end.recv(65536)
        if not part:
            return found
        found += part
    head, _, body = found.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")),
        -1 if reply else 0,
    )
    while length < 0 or len(body) < length:
        part = end.recv(65536)
        if not part:
            break
        body += part
    return head + b"\r\n\r\n" + body
