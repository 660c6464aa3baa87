"""`edulis analyse`."""

import json
from pathlib import Path

import polars as pl
import pytest

from edulis.cli import main
from edulis.cli.exits import Exit

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_village_is_told_what_its_data_say_and_what_they_lack(
    village_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(village_folder), "--lang", "en"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "(flows)" in told
    assert "(claims)" in told
    assert "What would have to be collected to say more" in told


def test_a_program_gets_every_question_with_its_findings_and_lacks(
    village_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(village_folder), "--question", "seasons", "--question", "outcomes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [question["code"] for question in told["questions"]] == ["seasons", "outcomes"]
    for question in told["questions"]:
        assert question["method"]
        assert all(finding["question"].endswith("?") for finding in question["findings"])
    assert told["questions"][1]["lacks"][0]["title"]


def test_the_tables_of_the_answers_can_be_read_back(village_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    for _ in range(2):  # a second time replaces what was written
        assert main(["analyse", str(village_folder), "--question", "network", "--out", str(out)]) == Exit.DONE
    index = json.loads((out / "answers.json").read_text(encoding="utf-8"))
    files = index["questions"]["network"]["tables"]
    assert pl.read_csv(out / files["nodes"]).height > 3


def test_a_sketch_is_answered_as_far_as_it_goes(sketch_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(sketch_folder), "--json"]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert "flows" in {question["code"] for question in told["unanswered"]}
    assert "network" in {question["code"] for question in told["questions"]}


def test_outcomes_are_measured_beside_another_cluster(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--question", "outcomes", "--compare", str(EXAMPLES / "other-village"), "--json"]
    assert main(["analyse", str(EXAMPLES / "three-years-on"), *words]) == Exit.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["round"] == "2005"


@pytest.mark.parametrize("words", [["--question", "weather"], ["--round", "1999"]])
def test_what_there_is_not_is_refused_with_what_there_is(
    village_folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["analyse", str(village_folder), *words, "--lang", "en"]) == Exit.USAGE
    assert "there are" in capsys.readouterr().err
