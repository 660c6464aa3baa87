"""Not one word of the command line stays English in Vietnamese."""

import argparse
import re

import pytest

from edulis.cli import door
from edulis.cli.wording import WORDS, spoken

ENGLISH = re.compile(
    r"\b(usage|argument|arguments|options|help message|required|unrecognized|choice|choose|expected|invalid|exit)\b"
)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["check"],
        ["check", "a", "--lang", "fr"],
        ["check", "a", "--json=1"],
        ["check", "a", "--fly"],
        ["report", "a", "--out"],
        ["report", "a", "--no-such"],
        ["--help"],
        *([command, "--help"] for command in door.COMMANDS),
    ],
)
def test_help_and_mistakes_are_all_vietnamese_on_a_vietnamese_terminal(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    door.main(words)
    shown = capsys.readouterr()
    said = re.sub(r"--[a-z-]+|%\(?\w+|'\w+'", "", shown.out + shown.err)
    assert not ENGLISH.findall(said), said


def test_argparse_is_left_as_it_was() -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), spoken("vi"):
        raise ZeroDivisionError
    assert before == (argparse._, argparse.ngettext)  # type: ignore[attr-defined]


def test_every_message_has_the_same_gaps_in_vietnamese() -> None:
    gap = re.compile(r"%\(\w+\)[sr]|%[sr]")
    for text in WORDS:
        assert sorted(gap.findall(text.message)) == sorted(gap.findall(text.say("vi"))), text.message
