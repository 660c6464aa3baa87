"""Where the records and cells of delimited text begin and end, found for the whole file at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEWLINE, RETURN, QUOTE, SPACE = 10, 13, 34, 32


@dataclass(frozen=True, slots=True)
class Layout:
    """The records of a text: where each starts and ends (bytes) and how many cells it has; blank lines count too.

    `quoted` says whether quotation marks enclose cells; `broken` is the first record with a mark that neither opens nor
    closes a cell, or -1.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]  # without the line break
    cells: NDArray[np.int32]  # 0 for a blank line
    quoted: bool
    broken: int = -1


def laid_out(data: NDArray[np.uint8], separator: int) -> Layout:
    """The layout of UTF-8 text with this separator; a line break or separator inside quotation marks is text."""
    newline, parts = data == NEWLINE, data == separator
    quotes = data == QUOTE
    quoted, stray = False, np.zeros(0, np.int64)
    if quotes.any():
        quoted, stray = _enclose(data, quotes, separator, newline, parts)
    ends = np.flatnonzero(newline)
    starts = np.concatenate(([0], ends + 1))
    if starts[-1] >= data.size:  # the last line break ends a record and begins none
        starts = starts[:-1]
    else:
        ends = np.concatenate((ends, [data.size]))
    if not starts.size:
        return Layout(starts, ends, np.zeros(0, np.int32), quoted)
    within = np.searchsorted(np.flatnonzero(parts), np.append(starts, data.size))
    cells = np.diff(within).astype(np.int32) + 1
    ends = ends - ((ends > starts) & (data[np.maximum(ends - 1, 0)] == RETURN))
    cells[(ends == starts)] = 0
    for lone in np.flatnonzero(cells == 1)[:10_000]:
        if not data[starts[lone] : ends[lone]].tobytes().strip(b" \t"):
            cells[lone] = 0
    broken = int(np.searchsorted(starts, stray[0], side="right")) - 1 if stray.size else -1
    return Layout(starts, ends, cells, quoted, broken)


def _enclose(
    data: NDArray[np.uint8],
    quotes: NDArray[np.bool_],
    separator: int,
    newline: NDArray[np.bool_],
    parts: NDArray[np.bool_],
) -> tuple[bool, NDArray[np.int64]]:
    """Take line breaks and separators inside quotation marks out of the masks; say which marks are stray."""
    at = np.flatnonzero(quotes)
    before = np.where(at > 0, data[np.maximum(at - 1, 0)], NEWLINE)
    after = np.where(at + 1 < data.size, data[np.minimum(at + 1, data.size - 1)], NEWLINE)
    edge_before = (before == separator) | (before == NEWLINE) | (before == QUOTE)
    edge_after = (after == separator) | (after == NEWLINE) | (after == RETURN) | (after == QUOTE)
    begins = (before == separator) | (before == NEWLINE)
    if not begins.any():  # 5" pipe: a mark of inches, unless it only looks so because a blank stands before it
        return False, at[_after_blanks(data, at, separator)]
    opens = np.arange(at.size) % 2 == 0
    stray = at[(opens & ~edge_before) | (~opens & ~edge_after)]
    if at.size % 2 and not stray.size:
        stray = at[-1:]
    inside = np.bitwise_xor.accumulate(quotes.view(np.uint8)).view(np.bool_)
    newline &= ~inside
    parts &= ~inside
    return True, stray


def _after_blanks(data: NDArray[np.uint8], at: NDArray[np.int64], separator: int) -> NDArray[np.bool_]:
    found = np.zeros(at.size, np.bool_)
    for place, quote in enumerate(at[:10_000].tolist()):
        start = quote
        while start > 0 and data[start - 1] == SPACE:
            start -= 1
        found[place] = start < quote and (start == 0 or data[start - 1] in (separator, NEWLINE))
    return found
