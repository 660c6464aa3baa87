"""What weighing the methodology's claims gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from edulis.engine.answer import Answer
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims(Answer):
    """The methodology's claims beside this cluster's evidence.

    `claims`, one row for each in the declared order: claim, says, verdict (held, not_held, cannot_tell), strength
    (comparison, together, described, worked_out; empty without evidence), evidence (code of the finding), value, low,
    high, n, least, bound, worth, change (what would change the verdict), lacking. Texts in English.
    """

    question: ClassVar[Text] = Text("Which of the methodology's own claims held here?")
    method: ClassVar[Text] = Text(
        "Each claim has a rule that was written down before looking: which finding, which bound, how many. Held where "
        "the whole interval is beyond the bound, not held where it is short of what would matter, else it cannot be "
        "told."
    )
    source: ClassVar[str] = "Popper 1959; Lakens 2017"
    units: ClassVar[Mapping[str, str]] = MappingProxyType({})
    main: ClassVar[str] = "claims"

    claims: pl.DataFrame = field(default_factory=pl.DataFrame)
