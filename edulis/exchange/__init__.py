"""In and out of other people's files: workbooks, CSV, data packages."""

from __future__ import annotations

from edulis.exchange.reading import Reading, read
from edulis.exchange.writing import write

__all__ = ["Reading", "read", "write"]
