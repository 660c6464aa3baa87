"""Voice notes, kept as the phone made them: recognised by what is in them, never by what they are called."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_BYTES = 4 << 20  # some twenty minutes of Opus, four of AAC; fits into a phone's outbox
SIDE_BY_SIDE = frozenset({b"moov", b"trak", b"mdia"})  # boxes of an MP4 file that hold other boxes
ABOUT = frozenset({b"udta", b"meta", b"uuid"})  # where phones write place, day and name of the recording


class NoSound(Exception):
    """What was sent is no voice note that can be played."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice note as it is kept."""

    name: str
    sound: bytes
    kind: str


def take_sound(sent: BinaryIO, size: int) -> Heard:
    """The note under a random name, with its kind: Opus in Ogg or WebM, AAC plain or in MP4. Raises NoSound.

    The sound stays byte for byte; what an MP4 file tells beside it (where, when, on which phone) is blotted out.
    """
    if not 0 < size <= MOST_BYTES:
        raise NoSound
    content = sent.read(MOST_BYTES + 1)
    if len(content) != size:
        raise NoSound
    kind = _kind(content)
    if kind == "audio/mp4":
        content = _blotted(content)
    return Heard(secrets.token_hex(12), content, kind)


def _kind(content: bytes) -> str:
    if content[:4] == b"OggS" and b"OpusHead" in content[:200]:
        return "audio/ogg"
    if content[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in content[:80]:
        if b"V_VP8" in content[:4096] or b"V_VP9" in content[:4096] or b"V_AV1" in content[:4096]:
            raise NoSound  # a film
        return "audio/webm"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    if len(content) > 7 and content[0] == 0xFF and content[1] & 0xF6 == 0xF0:
        return "audio/aac"
    raise NoSound


def _blotted(content: bytes) -> bytes:
    """An MP4 file without what it says about itself; every byte of sound stays where it was. Raises NoSound."""
    left = bytearray(content)
    sounding = False
    for name, start, body, end in _boxes(content, 0, len(content), 0):
        if name in ABOUT:
            left[start + 4 : start + 8] = b"free"
            left[body:end] = bytes(end - body)
        if name == b"hdlr":
            sounding |= content[body + 8 : body + 12] == b"soun"
            if content[body + 8 : body + 12] == b"vide":
                raise NoSound  # a film
    if not sounding:
        raise NoSound
    return bytes(left)


def _boxes(content: bytes, first: int, last: int, deep: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Each box as (name, where it begins, where its body begins, where it ends), those within others too."""
    at = first
    while at + 8 <= last:
        size, name, head = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = last - at
        if size < head or at + size > last:
            raise NoSound  # a broken file
        yield name, at, at + head, at + size
        if name in SIDE_BY_SIDE and deep < len(SIDE_BY_SIDE):
            yield from _boxes(content, at + head, at + size, deep + 1)
        at += size
