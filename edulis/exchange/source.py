"""A delimited file that holds one record, and what is known of how it is written before it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ENDINGS = frozenset({".csv", ".tsv", ".txt", ".tab"})
LARGEST = 1 << 30  # bytes of one file, and of a folder: about 15 million trades


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read; empty settings are found out from the file itself."""

    path: Path
    file: str  # as a person knows it
    record: str
    encoding: str = ""
    separator: str = ""
    decimals: Mapping[str, str] = field(default_factory=dict)  # by heading, as the file declares them
    guarded: bool = False
