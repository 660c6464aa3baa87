"""Phones that send what people wrote, over sockets of their own, until they know what became of it."""

from __future__ import annotations

import hashlib
import http.client
import random
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

TOKEN = "a" * 32
GONE = 0  # no answer that says anything
LATER = frozenset({GONE, 409, 500, 502, 503})  # what a phone's outbox keeps, if the answer says `again`


@dataclass(frozen=True)
class Letter:
    """What one person once wrote: sent again, it is the same."""

    key: str
    role: str
    where: str
    body: str
    kept: tuple[str, ...]  # the columns in which its words are to be found afterwards
    sealed: bool = False  # the site keeps a digest of the key only, as of a vote

    @property
    def mark(self) -> str:
        """Its key as the store holds it."""
        return hashlib.sha256(f"edulis.key:{self.key}".encode()).hexdigest() if self.sealed else self.key

    def other(self) -> Letter:
        """The same key with another body."""
        return Letter(self.key, self.role, self.where, self.body + "&smuggled=x", self.kept, self.sealed)


def written(forms: list[dict[str, Any]], many: int, chance: random.Random) -> list[Letter]:
    """So many letters, each on one of the forms, with words that nobody else wrote: its key."""
    made = []
    for _ in range(many):
        form, key = chance.choice(forms), f"a{uuid.UUID(int=chance.getrandbits(128)).hex}"
        fields = {name: key if value == "{words}" else value for name, value in form["sent"].items()}
        body = urlencode({**fields, "_key": key, "csrfmiddlewaretoken": TOKEN})
        made.append(Letter(key, form["role"], form["where"], body, tuple(form["kept"]), form["sealed"]))
    return made


def send(address: tuple[str, int], sessions: dict[str, str], letter: Letter) -> tuple[int, bool]:
    """Send it once as an outbox does: the status (GONE where no answer came), and whether to send it again."""
    line = http.client.HTTPConnection(*address, timeout=60)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded", "Connection": "close",
        "Cookie": f"sessionid={sessions[letter.role]}; csrftoken={TOKEN}", "Accept": "application/json",
    }  # fmt: skip
    try:
        line.request("POST", letter.where, letter.body, headers)
        answer = line.getresponse()
        said = answer.read()
    except (OSError, http.client.HTTPException):
        return GONE, True
    finally:
        line.close()
    return answer.status, answer.status in LATER and b'"again": true' in said


def until_answered(address: tuple[str, int], sessions: dict[str, str], letter: Letter) -> list[int]:
    """Send it until an answer says what became of it; all that was heard."""
    heard = []
    while True:
        status, again = send(address, sessions, letter)
        heard.append(status)
        if not again:
            return heard
        time.sleep(0.02 * min(len(heard), 20))
