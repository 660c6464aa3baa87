"""What the single bytes of a delimited file tell before anything is parsed: its lines, separators and quotation marks.

The places of each sign are kept as bits, 64 places in a word, so that a few operations on words look at the whole
file. A place lies inside quotation marks where the marks up to it are odd in number: the parity of all bits up to each
one, which six shifts give within a word (Langdale and Lemire 2019).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEWLINE, RETURN, TAB, SPACE, QUOTE = 10, 13, 9, 32, 34
_PIECE = 1 << 20  # bytes looked at together; a multiple of 64
_TOP, _ONE = np.uint64(63), np.uint64(1)
_SHIFTS = tuple(np.uint64(1 << power) for power in range(6))

_Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Signs:
    """What was counted; `sound` says that the bytes leave no doubt how the file is cut into cells."""

    newlines: int
    parts: int  # separators that are not inside quotation marks
    sound: bool  # quotation marks only enclose cells, and no control sign but tabs and whole line ends
    doubled: bool = True  # two quotation marks may stand side by side: an empty text, or a mark in a text
    padded: bool = True  # a blank may stand at the beginning or the end of a cell


def signs(data: bytes, begin: int, separator: int) -> Signs:
    """The signs of a file in UTF-8 or another superset of ASCII, from `begin` on."""
    has = frozenset(sign for sign in (QUOTE, RETURN, TAB, SPACE) if bytes((sign,)) in data)
    places = np.frombuffer(data, np.uint8, offset=begin)
    counts = _Counts()
    for start in range(0, places.size, _PIECE):
        piece = places[start : start + _PIECE]
        beyond = int(places[start + _PIECE]) if start + _PIECE < places.size else NEWLINE
        counts.low += int(np.count_nonzero(piece < SPACE))
        counts.allowed += int(np.count_nonzero(piece == TAB)) if TAB in has else 0
        if not has - {separator}:
            counts.newlines += int(np.count_nonzero(piece == NEWLINE))
            counts.parts += int(np.count_nonzero(piece == separator))
        elif not _enclosed(piece, beyond, separator, has, counts):
            return Signs(counts.newlines, counts.parts, False)
    sound = counts.low == counts.newlines + counts.allowed and not counts.inside
    return Signs(counts.newlines, counts.parts, sound, counts.doubled, counts.padded)


@dataclass(slots=True)
class _Counts:
    """What was counted up to a piece, and what the piece before hands on."""

    newlines: int = 0
    parts: int = 0
    low: int = 0  # control signs
    allowed: int = 0  # of them, tabs and returns before a line break
    inside: int = 0  # 1 where the piece ends inside quotation marks
    edge: int = 1  # 1 where the last byte may stand before a cell: the beginning is like a line break
    mark: int = 0  # 1 where the last byte is a quotation mark
    doubled: bool = False
    padded: bool = False


def _enclosed(piece: NDArray[np.uint8], beyond: int, separator: int, has: frozenset[int], counts: _Counts) -> bool:
    """Count a piece; false where a quotation mark neither opens a cell, nor closes one, nor stands doubled."""
    last = (piece.size - 1) % 64
    breaks, parts = _bits(piece == NEWLINE), _bits(piece == separator)
    before, follows = breaks | parts, beyond in (separator, NEWLINE, RETURN, QUOTE)
    after = before
    counts.newlines += _number(breaks)
    if RETURN in has:
        returns = _bits(piece == RETURN)
        counts.allowed += _number(returns & _back(breaks, beyond == NEWLINE, last))
        after = before | returns
    if QUOTE in has:
        marks = _bits(piece == QUOTE)
        inside = _parity(marks, counts.inside)
        stray = marks & inside & ~_on(before | marks, counts.edge)
        stray |= marks & ~inside & ~_back(after | marks, follows, last)
        if stray.any():
            return False
        counts.doubled |= bool((marks & _on(marks, counts.mark)).any())
        counts.inside, counts.mark = int(inside[-1] >> _TOP), _at(marks, last)
        parts &= ~inside
        before, after = (before & ~inside) | marks, (after & ~inside) | marks
    counts.parts += _number(parts)
    if not counts.padded:
        edges = _on(before, counts.edge) | _back(after, follows, last)
        counts.padded = any((_bits(piece == sign) & edges).any() for sign in has & {SPACE, TAB} - {separator})
    counts.edge = _at(before, last)
    return True


def _bits(where: NDArray[np.bool_]) -> _Bits:
    """One bit for each place, the first the lowest; places beyond the end are 0."""
    packed = np.packbits(where, bitorder="little")
    if packed.size % 8:
        packed = np.concatenate((packed, np.zeros(-packed.size % 8, np.uint8)))
    return packed.view("<u8")


def _number(bits: _Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def _at(bits: _Bits, last: int) -> int:
    return int(bits[-1] >> np.uint64(last)) & 1


def _on(bits: _Bits, first: int) -> _Bits:
    """Each bit one place further on; `first` comes to the first place."""
    moved = bits << _ONE
    moved[1:] |= bits[:-1] >> _TOP
    moved[0] |= np.uint64(first)
    return moved


def _back(bits: _Bits, beyond: bool, last: int) -> _Bits:
    """Each bit one place further back; `beyond` comes to the last place."""
    moved = bits >> _ONE
    moved[:-1] |= bits[1:] << _TOP
    moved[-1] |= np.uint64(int(beyond) << last)
    return moved


def _parity(bits: _Bits, before: int) -> _Bits:
    """At each place whether the bits up to it, and the one before all, are odd in number."""
    odd = bits.copy()
    for shift in _SHIFTS:
        odd ^= odd << shift
    ends = np.bitwise_xor.accumulate(odd >> _TOP)
    carried = np.concatenate(([np.uint64(before)], ends[:-1] ^ np.uint64(before)))
    return odd ^ (np.uint64(0) - carried)
