"""An answer holds its tables, findings and lacks, and tells them as plain values."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl
import pytest

from edulis.engine.answer import Answer
from edulis.engine.finding import Finding
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


GAP = Finding(
    code="network.gap",
    title=Text("{n} of {total} answered", n=39, total=1048),
    value=0.81,
    low=0.68,
    high=0.9,
    unit="share",
    n=39,
    missing=9,
    method=Text("Counted"),
    source="Peters et al. 2002",
    question=Text("Who is not here today?"),
)
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


def test_findings_are_a_table_with_one_row_each_and_an_empty_one_where_there_are_none() -> None:
    assert ANSWER.figures().shape == (0, 11)
    figures = dataclasses.replace(ANSWER, findings=(GAP, dataclasses.replace(GAP, value=None, n=0))).figures("vi")
    assert figures["value"].to_list() == [0.81, None]
    assert figures["title"][0] == "39 of 1.048 answered"


def test_an_answer_reads_as_question_findings_what_lacks_and_source() -> None:
    told = dataclasses.replace(ANSWER, findings=(GAP,)).told()
    lines = [line for line in told.splitlines() if line]
    assert lines == [
        "How many answered?",
        "• 39 of 1,048 answered",
        "  [81.0% (68.0% to 90.0%); n = 39; not known: 9]",
        "  ? Who is not here today?",
        "What would have to be collected to say more",
        "– Labour → who works",
        "Source: Nobody 2002",
    ]
    assert "39 of" not in dataclasses.replace(ANSWER, findings=(GAP,)).told(only=["network.late"])
