"""A table as it was found in a file: headings and cells as text, with the place of each row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet or one delimited file, not yet understood.

    `cells` holds one String column for each heading, in order, named "0", "1", …; empty cells are null. `native` marks
    the cells that the file itself types (a number or date of a workbook, written here as `1234.5` or `2002-09-01`): of
    these no reading is in doubt. `rows` numbers the rows as a person counts them in that sheet or file.
    """

    name: str  # of the sheet, or of the file without its ending
    file: str
    sheet: str  # empty for a delimited file
    headings: tuple[str, ...]
    cells: pl.DataFrame
    rows: NDArray[np.int64]
    native: pl.DataFrame | None = None
    quoted: bool = False  # texts between two single quotes stand there as they are (`formulas.verbatim`)
    marks: pl.DataFrame | None = None  # `T` or `N`: a merged cell runs on here; `f`: a formula saved without its result
    hidden: tuple[int, int] = (0, 0)  # the first hidden row, and how many there are
