"""An answer holds its tables, findings and lacks, and tells them as plain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl
import pytest

from edulis.engine.answer import Answer
from edulis.engine.need import Need
from edulis.schema import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rain(Answer):
    """A question that no cluster asks."""

    question: ClassVar[Text] = Text("How many answered?")
    method: ClassVar[Text] = Text("Counted")
    source: ClassVar[str] = "Nobody 2002"
    units: ClassVar[Mapping[str, str]] = {"rain": "mm"}
    main: ClassVar[str] = "months"

    months: pl.DataFrame = field(default_factory=lambda: pl.DataFrame({"month": ["2002-09"], "rain": [120.0]}))
    places: pl.DataFrame = field(default_factory=pl.DataFrame)


ANSWER = Rain(round="2002", lacks=(Need("labour", Text("who works")),))


def test_the_main_table_is_given_unless_another_is_named() -> None:
    assert ANSWER.to_frame()["rain"].to_list() == [120.0]
    assert ANSWER.to_frame("places").is_empty()
    assert list(ANSWER.tables) == ["months", "places"]


def test_a_table_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(LookupError, match="there are months, places"):
        ANSWER.to_frame("rivers")


def test_tables_are_told_only_where_asked_for_and_with_their_units() -> None:
    told = json.loads(json.dumps(ANSWER.as_dict()))
    assert "tables" not in told
    assert told["lacks"][0]["record"] == "labour"
    whole = ANSWER.as_dict("vi", tables=True)
    assert whole["tables"]["months"] == [{"month": "2002-09", "rain": 120.0}]
    assert whole["units"] == {"rain": "mm"}
