"""What commands show."""

import json

import pytest

from edulis.cli.screen import SHOWN, Screen, counted, silent
from edulis.schema import Problem, Text

BAD = Problem("value.low", "-5", Text("Give 0 or more."), record="trade", column="quantity", row=7, file="trade.csv")


def test_a_problem_says_where_what_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    Screen("en").problems([BAD])
    shown = capsys.readouterr().out
    for word in ("trade.csv", "row 7", "quantity", "-5", "Give 0 or more.", "1 errors"):
        assert word in shown


def test_rows_that_were_not_listed_one_by_one_are_counted() -> None:
    doubt = Problem("value.unlikely", severity="doubt", more=9)
    assert counted([BAD, doubt]) == (1, 10)


def test_a_thousand_problems_do_not_drown_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Screen("en").problems([BAD] * 1_000)
    shown = capsys.readouterr().out
    assert shown.count("trade.csv") == SHOWN
    assert "800 more" in shown
    assert "1,000 errors" in shown


def test_with_json_standard_output_holds_one_document_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen("vi", json=True)
    screen.say("chatter")
    screen.problems([BAD])
    screen.data({"tên": "Dương Liễu"})
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"tên": "Dương Liễu"}
    assert "Dương Liễu" in shown


def test_nobody_watching_means_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen("en").progress() as progress:
        progress("Reading", 0.5)
        assert progress is silent
    assert capsys.readouterr().err == ""


def test_a_bar_moves_where_somebody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Screen("en").progress() as progress:
        progress("Reading", 0.5)
        assert progress is not silent
