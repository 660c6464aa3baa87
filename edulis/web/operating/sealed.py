"""Wrap a file so that a change or a cut is noticed, and, with a key, so that nobody else can read it.

With a key: c = m ⊕ SHAKE-256(K₁ ‖ nonce ‖ block), tag = HMAC-SHA-256(K₂, head ‖ nonce ‖ c), K₁ and K₂ from the key by
SHA-256 with different words; the tag is checked before anything is read. Without: the tag is a SHA-256. The parts are
the standard library's; what they make together was not looked at by a cryptographer (see docs/site.md).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from edulis.schema import Text
from edulis.web.operating.home import Refused

PLAIN, SEALED = b"edulis backup 1 plain \n", b"edulis backup 1 sealed\n"
NONCE, TAG, BLOCK = 24, 32, 1 << 20  # bytes
Make = Callable[[bytes], "hmac.HMAC | hashlib._Hash"]


def _key(key: str, use: bytes) -> bytes:
    letters = "".join(letter for letter in key.lower() if letter.isalnum())
    return hashlib.sha256(b"edulis " + use + b"\0" + letters.encode()).digest()


def _mixed(block: bytes, key: bytes, nonce: bytes, number: int) -> bytes:
    stream = hashlib.shake_256(key + nonce + number.to_bytes(8, "big")).digest(len(block))
    return (np.frombuffer(block, np.uint8) ^ np.frombuffer(stream, np.uint8)).tobytes()


def _blocks(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0:
        block = file.read(min(BLOCK, length))
        if not block:
            return
        length -= len(block)
        yield block


def seal(source: Path, target: Path, key: str | None) -> None:
    """Write the wrapped file; the target is there whole or not at all, and for its owner alone."""
    draft = target.with_name(f".{target.name}.draft")
    nonce = secrets.token_bytes(NONCE)
    head = (SEALED if key else PLAIN) + nonce
    tag = hmac.new(_key(key, b"tag"), head, "sha256") if key else hashlib.sha256(head)
    inner = _key(key, b"read") if key else b""
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with source.open("rb") as plain, os.fdopen(handle, "wb") as out:
            out.write(head)
            for number, block in enumerate(_blocks(plain, source.stat().st_size)):
                written = _mixed(block, inner, nonce, number) if key else block
                tag.update(written)
                out.write(written)
            out.write(tag.digest())
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def is_sealed(source: Path) -> bool:
    """Whether a key is needed to read it. Raises Refused where it is no backup of Edulis."""
    with source.open("rb") as file:
        head = file.read(len(PLAIN))
    if head not in {PLAIN, SEALED}:
        raise Refused(Text("{path} is not a backup of Edulis.", path=str(source)))
    return head == SEALED


def unseal(source: Path, target: Path, key: str | None) -> None:
    """Write what was wrapped. Raises Refused where it was cut or changed, or the key is another."""
    sealed = is_sealed(source)
    if sealed and not key:
        raise Refused(Text("This backup is locked. Give the key of the sheet that was put away: --key-file"))
    inner, size = _key(key, b"read") if sealed and key else b"", source.stat().st_size
    length = size - len(PLAIN) - NONCE - TAG
    with source.open("rb") as file:
        head = file.read(len(PLAIN) + NONCE)
        tag = hmac.new(_key(key, b"tag"), head, "sha256") if sealed and key else hashlib.sha256(head)
        for block in _blocks(file, length):
            tag.update(block)
        if length < 0 or not hmac.compare_digest(tag.digest(), file.read()):
            raise Refused(
                Text(
                    "{path} was cut or changed, or the key is not the right one. Take the other copy.", path=str(source)
                )
            )
        file.seek(len(head))
        with target.open("wb") as out:
            for number, block in enumerate(_blocks(file, length)):
                out.write(_mixed(block, inner, head[-NONCE:], number) if sealed else block)
